import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import { readZipDirectory } from '../../src/io/zip/directory.ts'
import { readEntry } from '../../src/io/zip/entry.ts'
import { createZipBudget } from '../../src/io/zip/zip-budget.ts'
import type { LogFact } from '../../src/log/log-facts.ts'
import { readLogFacts } from './log-text.ts'

const recorded = process.env['PIPELINE_TRACE_RECORDED'] ?? join(import.meta.dirname, '../../../shared/recorded')
const present = existsSync(join(recorded, 'logs'))
const folder = join(import.meta.dirname, 'expected')

const fact = z.looseObject({ line: z.int(), kind: z.string() })
const expectation = z.object({
  /** Within the recorded data. */
  log: z.string(),
  /** The file in it, where it is an archive. */
  entry: z.optional(z.string()),
  /** What the log begins and ends with, where it stands in a document. */
  between: z.optional(z.tuple([z.string(), z.string()])),
  /** Every `##[error]`, each once. */
  errorLines: z.array(z.int()),
  facts: z.array(fact),
  /** What a person sees and the reader does not believe, with the reason. */
  disbelieved: z.optional(z.array(z.looseObject({ line: z.int(), why: z.string() }))),
})

/** Marks of the collection around a log: its source as first line, and the line that matters. They were not in the log. */
const asItWas = (text: string): string =>
  text
    .replace(/^#=SOURCE=#.*/, '')
    .replaceAll(/^#=MATCH=# .*$/gm, line => line.slice('#=MATCH=# '.length).replaceAll(/[‹›]/g, ''))

type Expectation = z.output<typeof expectation>

const BUDGET = createZipBudget({ bytes: 1_073_741_824, entries: 100_000, millis: 600_000 })

const readInside = (zip: Uint8Array, name: string): Uint8Array => {
  const entry = readZipDirectory(zip, 100).find(one => one.name === name)
  return entry === undefined ? Buffer.of() : readEntry(zip, entry, 1_048_576, BUDGET)
}

const read = ({ log, entry, between }: Expectation): string => {
  const file = readFileSync(join(recorded, log))
  const bytes = entry === undefined ? file : readInside(file, entry)
  const text = Buffer.from(bytes).toString('utf8')
  if (between === undefined) return asItWas(text)
  const start = text.indexOf(between[0])
  return text.slice(start, text.indexOf(between[1], start))
}

/** What lies among the logs and is none: the content of an artifact, and traces that another tool made of a run. */
const NO_LOGS: readonly string[] = [
  'logs/hub4j/testArtifacts_actions-user-content___files_1-u_a_p_1_runs_75_signedartifactscontent.txt',
  'logs/inception-health/{lint-and-test}{run tests}.zip',
]

/** Kinds of which every fact must be expected: nothing is invented. */
const CLOSED: readonly LogFact['kind'][] = [
  ...(['action', 'cache', 'build-cache', 'artifact-upload', 'artifact-download', 'tool'] as const),
  ...(['image-pull', 'image-push', 'exit-code', 'step-time-out', 'end-signal'] as const),
]

;(present ? describe : describe.skip)(
  `facts a reader of real logs finds${present ? '' : ' (no recorded data here)'}`,
  () => {
    test.each(readdirSync(folder))('%s', async name => {
      const given = z.parse(expectation, JSON.parse(readFileSync(join(folder, name), 'utf8')))
      const { facts: expected, errorLines, disbelieved = [] } = given
      const { facts } = await readLogFacts([Buffer.from(read(given))])
      for (const one of expected) expect(facts).toContainEqual(expect.objectContaining(one))
      for (const { why: _, ...one } of disbelieved) expect(facts).not.toContainEqual(expect.objectContaining(one))
      const closed = facts.filter(({ kind }) => CLOSED.includes(kind))
      expect(closed.filter(({ kind, line }) => !expected.some(one => one.kind === kind && one.line === line))).toEqual(
        [],
      )
      const errors = facts.flatMap(one => (one.kind === 'annotations' && one.level === 'error' ? one.lines : []))
      expect(errors.toSorted((a, b) => a - b)).toEqual(errorLines)
    })

    test('every recorded log has its expectation', () => {
      const expected = readdirSync(folder).map(name => {
        const { log } = z.parse(expectation, JSON.parse(readFileSync(join(folder, name), 'utf8')))
        return log
      })
      const files = ['logs', 'runs'].flatMap(top =>
        readdirSync(join(recorded, top), { recursive: true, withFileTypes: true })
          .filter(entry => entry.isFile() && (top === 'logs' || entry.name.endsWith('.log')))
          .map(entry => relative(recorded, join(entry.parentPath, entry.name))),
      )
      expect(files.filter(file => !expected.includes(file) && !NO_LOGS.includes(file))).toEqual([])
    })
  },
)
