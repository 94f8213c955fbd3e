import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

const RECORDS = 'built-from'

/**
 * Notes which compiled files a bundle of dist/ was made of, in lib/ beside them: dist/ itself stays the same bytes. What is
 * bundled elsewhere, to compare with, is not noted.
 */
export const recordBundle = async (lib: string, folder: string, files: readonly string[]): Promise<void> => {
  if (dirname(folder) !== join(dirname(lib), 'dist')) return
  const digests = await Promise.all(files.map(async file => [file, await digestFile(join(lib, file))] as const))
  await mkdir(join(lib, RECORDS), { recursive: true })
  await writeFile(join(lib, RECORDS, `${basename(folder)}.json`), JSON.stringify(Object.fromEntries(digests)))
}

/**
 * Bundles of dist/ that were made of other compiled files than those of lib/. Where nothing was built in this checkout,
 * dist/ is that of the commit, and stale once src/ was changed.
 */
export const findStaleBundles = async (root: string): Promise<readonly string[]> => {
  const lib = join(root, 'lib')
  const records = await readdir(join(lib, RECORDS)).catch(() => [])
  if (records.length === 0) return (await isChangedAlone(root)) ? ['all of it'] : []
  const stale = await Promise.all(
    records.map(async record => {
      const digests: Readonly<Record<string, string>> = JSON.parse(await readFile(join(lib, RECORDS, record), 'utf8'))
      const now = await Promise.all(Object.keys(digests).map(file => digestFile(join(lib, file))))
      return Object.values(digests).every((digest, index) => digest === now[index]) ? [] : [basename(record, '.json')]
    }),
  )
  return stale.flat().sort()
}

/** @throws Error with the remedy, where dist/ is not what the sources build to. */
export const refuseStaleDist = async (root: string): Promise<void> => {
  const stale = await findStaleBundles(root)
  if (stale.length > 0)
    throw new Error(`dist/ is older than the sources (${stale.join(', ')}): npm run build, then run the tests again`)
}

const digestFile = async (file: string): Promise<string> => {
  const bytes = await readFile(file).catch(() => undefined)
  return bytes === undefined ? 'missing' : createHash('sha256').update(bytes).digest('hex')
}

const run = promisify(execFile)

/** Without git nothing is known, and nothing is refused. */
const isChangedAlone = async (root: string): Promise<boolean> => {
  const { stdout } = await run('git', ['status', '--porcelain', '--', 'src', 'dist'], { cwd: root }).catch(() => ({
    stdout: '',
  }))
  const paths = stdout.split('\n').map(line => line.slice(3))
  return paths.some(path => path.startsWith('src/')) && !paths.some(path => path.startsWith('dist/'))
}
