import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const WIDTH = 1_012
const HARD_STOP = 120_000

/** Finds the program: the one that CHROMIUM names, else the first on PATH. */
export const findBrowser = (): string | undefined => {
  const named = process.env['CHROMIUM']
  if (named !== undefined && named !== '') return named
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return NAMES.flatMap(name => folders.map(folder => join(folder, name))).find(path => existsSync(path))
}

/** Takes a picture of the whole page, from its top down to `maxHeight` pixels. */
export const takeScreenshot = async (browser: string, page: string, maxHeight: number): Promise<Uint8Array> => {
  const profile = await mkdtemp(join(tmpdir(), 'pipeline-trace-chromium-'))
  const run = async (args: readonly string[]): Promise<string> => {
    const options = { timeout: HARD_STOP, maxBuffer: 64_000_000 }
    const common = [
      '--headless=new',
      '--disable-gpu',
      '--hide-scrollbars',
      '--no-first-run',
      '--disable-background-networking',
      '--force-device-scale-factor=1',
      `--user-data-dir=${profile}`,
      // Chromium has no sandbox for root, as in a container. The page is our own file.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ]
    return (await promisify(execFile)(browser, [...common, ...args, pathToFileURL(page).href], options)).stdout
  }
  try {
    const dom = await run([`--window-size=${WIDTH},600`, '--dump-dom'])
    const height = Number(/data-height="(\d{1,6})"/.exec(dom)?.[1] ?? maxHeight)
    const picture = join(profile, 'page.png')
    await run([`--window-size=${WIDTH},${Math.min(height, maxHeight)}`, `--screenshot=${picture}`])
    return await readFile(picture)
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
