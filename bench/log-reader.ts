import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import type { LinePatterns } from '../src/log/lines/word-table.ts'
import { ALL_READERS } from '../src/log/readers.ts'
import { TRACKER_PATTERNS } from '../src/log/steps/track-steps.ts'
import { writeLongLog } from './a-long-log.ts'
import { measure } from './rounds.ts'

const SIZE = 200 * 1_048_576
const ROUNDS = 5

/** Words of the runner and of the most common actions: what a shell script would look for. */
const COMMON_WORDS = [
  ...['##\\[(group|endgroup|error|warning|notice|command)\\]', 'Post job cleanup', 'Download action repository'],
  ...['Cache (hit|restored|not found|saved|Size)', 'cache is not found', 'Failed to save', 'SHA256 ', 'Artifact '],
  ...['Digest: sha256', 'Status: ', '#[0-9]+ CACHED', 'importing cache manifest', 'pushing manifest for'],
  ...['Found in cache @', 'Successfully (set up|installed uv)', 'go version go', 'Java configuration', 'building with'],
  ...['(Restored|Saved) cache entry', 'Basic caching', 'Gradle User Home', 'cache (hit|miss)'],
  ...['INFO: [0-9]+ process', 'actionable task', 'Cacheable calls', 'Compile requests', '\\(ID: '],
].join('|')

/** A word for `grep -E`: every character that has a meaning there is quoted. */
const quote = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Time and space at the beginning of a line of a log: prefixes stand behind them. */
const STAMP = '^.{29}'

/** Writes the words that the reader looks for, for grep to look for in the same file, and returns how many. */
const writePatterns = async (path: string): Promise<number> => {
  const readers = Object.values(ALL_READERS.create()).flatMap(reader => [reader, ...(reader.kinds ?? [])])
  const sets: readonly LinePatterns[] = [TRACKER_PATTERNS, ...readers]
  const words = sets.flatMap(set => (set.words ?? []).map(quote))
  const prefixes = sets.flatMap(set => (set.prefixes ?? []).map(prefix => `${STAMP}${quote(prefix)}`))
  const patterns = [...new Set([...words, ...prefixes])]
  await writeFile(path, `${patterns.join('\n')}\n`)
  return patterns.length
}

/**
 * The reader of a 200 MB log, in a process of its own, against `grep -c -E` on the same file: with the words of its
 * readers, whose case both ignore, and with the common ones. Prints the ratios, and the most memory that the reader's
 * process held.
 */
export const benchLogReader = async (node: string, folder: string): Promise<void> => {
  const file = join(folder, 'job.log')
  const patterns = join(folder, 'patterns')
  await writeLongLog(file, SIZE)
  const count = await writePatterns(patterns)
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
      { name: 'common', run: async () => (await timeCommand('grep', ['-c', '-E', COMMON_WORDS, file])).millis },
      { name: 'own', run: async () => (await timeCommand('grep', ['-c', '-i', '-E', '-f', patterns, file])).millis },
    ],
    ROUNDS,
  )
  const [reader, own, common] = ['reader', 'own', 'common'].map(name => times.get(name) ?? Number.NaN)
  if (reader === undefined || own === undefined || common === undefined) return
  const against = (grep: number) => `${(reader / grep).toFixed(2).padStart(5)} × grep -c -E`
  console.log(
    `${'log reader, 200 MB'.padEnd(38)}${reader.toFixed(0).padStart(6)} ms   ${against(own)} of its ${count} words (${own.toFixed(0)} ms), target 3`,
  )
  console.log(`${''.padEnd(50)}${against(common)} of common words (${common.toFixed(0)} ms)`)
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
