import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { writeLongLog } from './a-long-log.ts'
import { measure } from './rounds.ts'

const SIZE = 200 * 1_048_576
const ROUNDS = 5

/** The words that the reader looks for, for grep to look for in the same file. */
const WORDS = [
  ...['##\\[(group|endgroup|error|warning|notice|command)\\]', 'Post job cleanup', 'Download action repository'],
  ...['Cache (hit|restored|not found|saved|Size)', 'cache is not found', 'Failed to save', 'SHA256 ', 'Artifact '],
  ...['Digest: sha256', 'Status: ', '#[0-9]+ CACHED', 'importing cache manifest', 'pushing manifest for'],
  ...['Found in cache @', 'Successfully (set up|installed uv)', 'go version go', 'Java configuration', 'building with'],
  ...['(Restored|Saved) cache entry', 'Basic caching', 'Gradle User Home', 'cache (hit|miss)'],
  ...['INFO: [0-9]+ process', 'actionable task', 'Cacheable calls', 'Compile requests', '\\(ID: '],
].join('|')

/**
 * The reader of a 200 MB log, in a process of its own, against `grep -c -E` with the same words on the same file. Prints
 * the ratio, and the most memory that the reader's process held.
 */
export const benchLogReader = async (node: string, folder: string): Promise<void> => {
  const file = join(folder, 'job.log')
  await writeLongLog(file, SIZE)
  let memory = 0
  const times = await measure(
    [
      {
        name: 'reader',
        run: async () => {
          const { millis, stdout } = await timeCommand(node, [join(import.meta.dirname, 'read-one.js'), file])
          memory = Math.max(memory, (JSON.parse(stdout) as { readonly maxRss: number }).maxRss)
          return millis
        },
      },
      { name: 'grep', run: async () => (await timeCommand('grep', ['-c', '-E', WORDS, file])).millis },
    ],
    ROUNDS,
  )
  const [reader, grep] = [times.get('reader') ?? Number.NaN, times.get('grep') ?? Number.NaN]
  console.log(
    `${'log reader, 200 MB'.padEnd(38)}${reader.toFixed(0).padStart(6)} ms   ${(reader / grep).toFixed(2).padStart(5)} × grep -c -E (${grep.toFixed(0)} ms), target 3`,
  )
  console.log(`${'  its memory'.padEnd(38)}${(memory / 1_024).toFixed(0).padStart(6)} MB   target 100`)
}

const run = promisify(execFile)

const timeCommand = async (
  command: string,
  args: readonly string[],
): Promise<{ readonly millis: number; readonly stdout: string }> => {
  const started = performance.now()
  const { stdout } = await run(command, [...args])
  return { millis: performance.now() - started, stdout }
}
