import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import type { LogFact } from '../../../src/sources/job-log/log-fact.ts'
import { readLogFacts } from '../../../src/sources/job-log/read-log-facts.ts'

const recorded = process.env['PIPELINE_TRACE_RECORDED'] ?? join(import.meta.dirname, '../../../../shared/recorded')
const present = existsSync(join(recorded, 'logs'))
const folder = join(import.meta.dirname, 'expected')

const fact = z.looseObject({ line: z.int(), kind: z.string() })
const expectation = z.object({
  /** Within the recorded data. */
  log: z.string(),
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

/** Kinds of which every fact must be expected: nothing is invented. */
const CLOSED: readonly LogFact['kind'][] = [
  ...(['action', 'cache', 'build-cache', 'artifact-upload', 'artifact-download'] as const),
  ...(['image-pull', 'image-push', 'exit-code', 'step-time-out', 'end-signal'] as const),
]

;(present ? describe : describe.skip)(
  `facts a reader of real logs finds${present ? '' : ' (no recorded data here)'}`,
  () => {
    test.each(readdirSync(folder))('%s', async name => {
      const {
        log,
        facts: expected,
        errorLines,
        disbelieved = [],
      } = z.parse(expectation, JSON.parse(readFileSync(join(folder, name), 'utf8')))
      const { facts } = await readLogFacts([Buffer.from(asItWas(readFileSync(join(recorded, log), 'utf8')))])
      for (const one of expected) expect(facts).toContainEqual(expect.objectContaining(one))
      for (const { why: _, ...one } of disbelieved) expect(facts).not.toContainEqual(expect.objectContaining(one))
      const closed = facts.filter(({ kind }) => CLOSED.includes(kind))
      expect(closed.filter(({ kind, line }) => !expected.some(one => one.kind === kind && one.line === line))).toEqual(
        [],
      )
      const errors = facts.flatMap(one => (one.kind === 'annotations' && one.level === 'error' ? one.lines : []))
      expect(errors.toSorted((a, b) => a - b)).toEqual(errorLines)
    })
  },
)
