import { duration } from '../../core/quantity.ts'
import { millisBetween } from '../../core/time.ts'
import type { Finding } from '../../schema/run/finding.ts'
import { listStages } from '../../timeline/steps/step-stage.ts'
import { quoteName, share } from '../facts/finding-words.ts'
import { findSpan, listRunJobs, locate, measureRun, measureSpan, ON_RUNNER, type RunJob } from '../facts/run-jobs.ts'
import type { FindingRule } from './finding-rule.ts'

const MIN_MS = 600_000
const LONG_MS = 1_800_000
const MIN_SHARE = 0.6
const MIN_FACTOR = 3

/**
 * Fires for a job that succeeded, ran over ten minutes, is at least 60 % of the critical path, and at least three times
 * as long as every other job of the run. It is silent for a run of one job, since nothing shows that its work can be
 * divided, and for a job that did not succeed: its length is then a consequence.
 */
export const oversizedJob: FindingRule = ({ manifest }) => {
  const whole = measureRun(manifest)
  const onPath = new Set((manifest.timeline?.criticalPath?.segments ?? []).map(({ jobId }) => jobId))
  const [longest, next] = listRunJobs(manifest)
    .flatMap(job => {
      const span = findSpan(job.timed, ON_RUNNER)
      return span === undefined ? [] : [{ job, ms: measureSpan(span) }]
    })
    .toSorted((a, b) => b.ms - a.ms)
  if (whole === undefined || longest === undefined || next === undefined) return []
  const { job, ms } = longest
  const isLarge = ms > MIN_MS && ms >= MIN_SHARE * whole && ms >= MIN_FACTOR * next.ms
  if (!isLarge || !onPath.has(job.timed.id) || job.timed.conclusion !== 'success') return []
  return [describe(job, ms, whole, next)]
}

const describe = (
  job: RunJob,
  ms: number,
  whole: number,
  next: { readonly job: RunJob; readonly ms: number },
): Finding => {
  const step = findLargestStep(job)
  const name = quoteName(job.timed.name)
  const largest = step === undefined ? '' : `; its largest step, ${quoteName(step.name)}, took ${duration(step.ms)}`
  return {
    rule: 'oversized-job',
    severity: ms > LONG_MS ? 'medium' : 'low',
    subject: { kind: 'job', name: job.timed.name, jobId: job.timed.id },
    summary: `${name} took ${duration(ms)} of the run’s ${duration(whole)} (${share(ms, whole)}), the next longest job ${duration(next.ms)}${largest}.`,
    evidence: [
      { what: `ran ${duration(ms)}`, source: 'api', ...locate(job) },
      ...(step === undefined
        ? []
        : [{ what: `took ${duration(step.ms)}`, source: 'api' as const, ...locate(job), step: step.name }]),
      { what: `ran ${duration(next.ms)}, the next longest`, source: 'api', ...locate(next.job) },
    ],
    confidence: 'high',
    reason: 'the times are GitHub’s own; whether the work can be divided is not known',
    response:
      step === undefined
        ? 'Divide the job into jobs that run at the same time, for instance over a matrix.'
        : `Divide ${quoteName(step.name)} over a matrix or into jobs that run at the same time, or cache what it makes.`,
    owner: 'author',
  }
}

const findLargestStep = ({ reported }: RunJob): { readonly name: string; readonly ms: number } | undefined => {
  const steps = reported.api?.steps ?? reported.record?.steps ?? []
  const stages = listStages(steps.map(({ name }) => name))
  const [largest] = steps
    .filter((_, index) => stages[index] === 'main')
    .map(({ name, startedAt, completedAt }) => ({ name, ms: millisBetween(startedAt, completedAt) ?? 0 }))
    .toSorted((a, b) => b.ms - a.ms)
  return largest === undefined || largest.ms <= 0 ? undefined : largest
}
