import { LIMITS } from '../../core/limits.ts'
import { toJobId } from '../../history/job-id.ts'
import { nameTest } from '../../history/retried-tests.ts'
import type { HistoryJob, HistoryRun } from '../../schema/history/history.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import type { OwnerClass } from '../../schema/values/owner-class.ts'
import { listMaskedFailures, type MaskedFailures } from '../retries/masked-failures.ts'
import { describeMasked, isAllOutside, listEvidence, type Named, respondToMasked } from '../retries/masked-words.ts'
import type { FindingInput, FindingRule } from './finding-rule.ts'

/**
 * Fires once for each job that passed and hides a failure: it failed in an earlier attempt of the run; a step of it
 * passed after failed attempts, by the lines of an action that repeats commands, or of a loop in which a tool named its
 * own failure; a step of it failed and was allowed to; or its test reports state tests that passed only on a retry. It
 * stays silent for a job that failed, for downloads that a package manager repeats, and for loops that wait for a
 * service.
 */
export const retryMasking: FindingRule = input =>
  listMaskedFailures(input.manifest)
    .map(masked => toFinding(masked, input))
    .toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))

const ORDER: readonly string[] = ['high', 'medium', 'low']

const toFinding = (masked: MaskedFailures, { past, thresholds }: FindingInput): Finding => {
  const { job } = masked
  const classes = listClasses(masked)
  const before = countBefore(masked, past, thresholds.samples)
  const parts = describeMasked(masked)
  return {
    rule: 'retry-masking',
    severity: chooseSeverity(masked, classes, before),
    subject: { kind: 'job', name: job.name, jobId: job.id },
    summary: `“${job.name}” passed and hides a failure: ${parts.join('; ')}${before === undefined ? '' : `; ${before.text}`}.`,
    evidence: listEvidence(masked).slice(0, LIMITS.findingEvidence),
    confidence: chooseConfidence(masked),
    reason: explainConfidence(masked),
    response: respondToMasked(masked, classes),
    owner: masked.testCount > 0 ? 'author' : chooseOwner(classes),
  }
}

const listClasses = ({ attempts, retried, tolerated, tests }: MaskedFailures): readonly Named[] => [
  ...attempts.map(({ failed }) => failed.class),
  ...[...retried, ...tolerated].map(one => one.class),
  ...tests.map(test => test.class ?? ('test' as const)),
]

type Before = { readonly rate: number; readonly text: string }

/** Counts the past runs of the job that hid a failure too. With too few past runs nothing is stated. */
const countBefore = (masked: MaskedFailures, past: readonly HistoryRun[], samples: number): Before | undefined => {
  const id = toJobId(masked.job)
  const jobs = past.flatMap(({ jobs: all }) => all.find(one => toJobId(one) === id) ?? [])
  if (jobs.length < samples) return undefined
  const hiding = jobs.filter(hidesFailure).length
  const [recurring] = masked.tests
    .map(nameTest)
    .map(name => ({ name, count: jobs.filter(({ flakyTests }) => flakyTests?.includes(name)).length }))
    .toSorted((a, b) => b.count - a.count)
  const also =
    recurring === undefined || recurring.count === 0 ? '' : `, “${recurring.name}” in ${recurring.count} of them`
  return { rate: hiding / jobs.length, text: `${hiding} of its last ${jobs.length} runs needed a retry too${also}` }
}

const hidesFailure = ({ failedAttempts = 0, retriedSteps = 0, flakyTests = [] }: HistoryJob): boolean =>
  failedAttempts > 0 || retriedSteps > 0 || flakyTests.length > 0

/** From this share of past runs on, a retry is what keeps the job green. */
const OFTEN = 0.2

const chooseSeverity = (
  { attempts, retried, testCount }: MaskedFailures,
  classes: readonly Named[],
  before: Before | undefined,
): 'high' | 'medium' | 'low' => {
  const isRetry = attempts.length + retried.length + testCount > 0
  // A test that reaches a service is the author's, whatever its message names.
  if (!isRetry || (testCount === 0 && isAllOutside(classes))) return 'low'
  return before !== undefined && before.rate >= OFTEN ? 'high' : 'medium'
}

const isStated = ({ attempts, retried, tolerated, tests }: MaskedFailures): boolean =>
  attempts.length > 0 ||
  [...retried, ...tolerated].some(({ confidence }) => confidence === 'high') ||
  tests.some(({ by }) => by === 'stated')

const chooseConfidence = (masked: MaskedFailures): Confidence => (isStated(masked) ? 'high' : 'medium')

const explainConfidence = (masked: MaskedFailures): string => {
  if (masked.attempts.length > 0) return 'GitHub lists both attempts of the job'
  if (isStated(masked)) return 'the tool that ran it, or the runner, states the failed attempt'
  return masked.tests.length > 0
    ? 'the report lists the test more than once, and the last time it passed'
    : 'a tool named its own failure before the next attempt, and the step passed; a script can print such lines'
}

const chooseOwner = (classes: readonly Named[]): OwnerClass => {
  const [first] = classes.filter(one => one !== undefined)
  if (first === 'dependency') return 'external-service'
  return first === 'runner-lost' || first === 'capacity' ? 'platform' : 'author'
}
