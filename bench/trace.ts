import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const MANIFESTS = 5_000
const SAMPLE = join('__tests__', 'samples', '1.0', 'run-manifest.json')
const RSS = 'data:text/javascript,process.on("exit",()=>process.stderr.write("rss="+process.resourceUsage().maxRSS))'

const run = promisify(execFile)

/**
 * Prints the time and the memory of `trace` over 5,000 run manifests of 12 jobs, each a run of its own with artifacts of
 * its own, by the digest of one and by the environment that all of them deployed to.
 */
export const benchTrace = async (node: string, cli: string, folder: string): Promise<void> => {
  const root = join(folder, 'manifests')
  const { digest, bytes } = await writeManifests(root)
  for (const question of [digest, 'environment:production']) {
    const begin = performance.now()
    const { stderr } = await run(node, ['--import', RSS, cli, 'trace', question, root, '--format', 'json'], {
      maxBuffer: 64 * 1_048_576,
    }).catch((error: { readonly stderr: string }) => error)
    const millis = performance.now() - begin
    const memory = Number(/rss=(\d+)/.exec(stderr)?.[1]) / 1_024
    const what = `trace ${question.slice(0, 22)} in ${MANIFESTS} manifests`
    const size = `${(bytes / 1_048_576).toFixed(0)} MB on disk`
    console.log(
      `${what.padEnd(52)}${millis.toFixed(0).padStart(6)} ms, target 3000; ${memory.toFixed(0)} MB, target 300 (${size})`,
    )
  }
  await rm(root, { recursive: true, force: true })
}

/** Writes manifests that differ in every id and digest. Returns a digest of one in the middle. */
const writeManifests = async (root: string): Promise<{ readonly digest: string; readonly bytes: number }> => {
  const sample = JSON.stringify(JSON.parse(await readFile(SAMPLE, 'utf8')))
  let [digest, bytes] = ['', 0]
  for (let index = 0; index < MANIFESTS; index += 1) {
    const number = String(index).padStart(6, '0')
    const text = sample
      .replaceAll(/3100000(?=\d{4}")/g, `31${number.slice(1)}`)
      .replaceAll(/sha256:[0-9a-f]{8}/g, found => `sha256:${number.slice(-4)}${found.slice(-4)}`)
    const at = join(root, `run-${number}`)
    await mkdir(at, { recursive: true })
    await writeFile(join(at, 'run-manifest.json'), text)
    bytes += Buffer.byteLength(text)
    if (index === MANIFESTS / 2)
      digest = /"lineage":\{"artifacts":\[\{.{0,300}?"digest":"(sha256:[0-9a-f]{64})"/.exec(text)?.[1] ?? ''
  }
  return { digest, bytes }
}
