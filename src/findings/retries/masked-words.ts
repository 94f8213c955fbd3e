import { shortenText } from '../../core/cut-text.ts'
import { plural } from '../../core/quantity.ts'
import { nameTest } from '../../history/retried-tests.ts'
import type { FailureClass } from '../../schema/run/failure.ts'
import type { FindingEvidence } from '../../schema/run/finding.ts'
import type { MaskedFailures } from './masked-failures.ts'

/** The class of a hidden failure, if it is known. */
export type Named = FailureClass | 'other' | undefined

const inWords = (named: Named): string =>
  named === undefined || named === 'unknown' || named === 'other' ? '' : ` (${named.replaceAll('-', ' ')})`

/** The failures in words, each a part of one sentence. */
export const describeMasked = (masked: MaskedFailures): readonly string[] => {
  const parts = describeAll(masked)
  const left = parts.length - MOST_PARTS
  return left > 0 ? [...parts.slice(0, MOST_PARTS), `${left} more`] : parts
}

const MOST_PARTS = 3
const MAX_NAME = 60

const quote = (name: string): string => `“${shortenText(name, MAX_NAME)}”`

const describeAll = ({
  attempts,
  retried,
  tolerated,
  tests,
  testCount,
  testsInAll,
}: MaskedFailures): readonly string[] => [
  ...attempts.map(({ failed, passed }) => {
    const step = failed.step === undefined ? '' : ` at ${quote(failed.step)}`
    return `it failed in attempt ${failed.attempt}${step}${inWords(failed.class)} and passed in attempt ${passed.attempt}`
  }),
  ...retried.map(one => {
    const times = one.failedAttempts === undefined ? 'a failed attempt' : plural(one.failedAttempts, 'failed attempt')
    return `step ${quote(one.step)} passed after ${times}${inWords(one.class)}`
  }),
  ...tolerated.map(one => `step ${quote(one.step)} failed${inWords(one.class)} and the job went on`),
  ...(testCount === 0 ? [] : [describeTests(tests.map(nameTest), testCount, testsInAll)]),
]

const describeTests = ([first, ...others]: readonly string[], count: number, inAll: number | undefined): string => {
  const of = inAll === undefined ? '' : ` of ${inAll}`
  const named = first === undefined ? '' : `, ${others.length === 0 ? '' : 'the first '}${quote(first)}`
  return `${count}${of} ${count === 1 && inAll === undefined ? 'test' : 'tests'} passed only on a retry${named}`
}

/** Where a reader can see each failure. */
export const listEvidence = ({
  job,
  attempts,
  retried,
  tolerated,
  tests,
}: MaskedFailures): readonly FindingEvidence[] => {
  const place = { job: job.name, jobId: job.id, url: job.api?.url }
  return [
    ...attempts.map(
      ({ failed }): FindingEvidence => ({
        what: `attempt ${failed.attempt} failed${inWords(failed.class)}`,
        source: 'api',
        job: job.name,
        jobId: failed.id,
        step: failed.step,
      }),
    ),
    ...[...retried, ...tolerated].map(
      ({ kind, step, lines, class: of, rule }): FindingEvidence => ({
        what: `${kind === 'retried' ? 'a failed attempt' : 'the step failed'}${inWords(of)}${rule === undefined ? '' : `, rule ${rule}`}`,
        source: lines.length > 0 ? 'log' : 'runner',
        ...place,
        step,
        line: lines[0],
      }),
    ),
    ...tests.map(
      (test): FindingEvidence => ({
        what: `test ${quote(nameTest(test))} passed ${test.attempts === undefined ? 'on a retry' : `in attempt ${test.attempts}`}${inWords(test.class)}`,
        source: 'runner',
        ...place,
      }),
    ),
  ]
}

/** What to do, by what is hidden first. */
export const respondToMasked = (
  { tests, tolerated, attempts, retried }: MaskedFailures,
  classes: readonly Named[],
): string => {
  if (tests.length > 0)
    return 'Fix the named tests, or quarantine them by name with an owner and a date; keep the retry only as long as its use is counted.'
  if (isAllOutside(classes))
    return 'Cache, mirror or pin what the step depends on, so that no retry is needed; keep the retry around that part alone.'
  if (attempts.length > 0 || retried.length > 0)
    return 'Read the failed attempt before the next run: the same commit failed and passed. Fix what varies, or narrow the retry to the part that may fail.'
  return tolerated.length > 0
    ? 'Decide whether the step still has to run: fix it and drop `continue-on-error`, or move it to a job of its own whose failure is seen.'
    : 'Read the failed attempt.'
}

/** Failures of what a job depends on; a retry is a fair answer to them. */
const OUTSIDE: ReadonlySet<string> = new Set(['dependency', 'capacity', 'runner-lost', 'cancelled'])

export const isAllOutside = (classes: readonly Named[]): boolean =>
  classes.length > 0 && classes.every(one => one !== undefined && OUTSIDE.has(one))
