import { millisBetween, toMillis } from '../core/time.ts'
import type { Step } from '../schema/job/job-manifest.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import { listStages } from '../timeline/steps/step-stage.ts'
import type { Standing } from './jobs/job-standing.ts'

type Headline = RunManifest['headline']
type HandOff = NonNullable<Headline['handOff']>

/**
 * Chooses the one-line answer: the hand-off that failed first (later failures may be its echo), else the longest
 * interval of any job, else that nothing was observed. A job of an earlier attempt counts only where only such jobs
 * failed. The report's own job never counts.
 * @param standings of every job but the report's own
 */
export const chooseHeadline = (
  standings: ReadonlyMap<ReportedJob, Standing>,
  result: RunManifest['result'],
): Headline => {
  const failures = [...standings].filter(([, standing]) => standing === 'failed').map(([job]) => job)
  const isCarried = (job: ReportedJob): boolean => job.presence === 'carried-over'
  const failed = failures.sort((a, b) => Number(isCarried(a)) - Number(isCarried(b)) || findEnd(a) - findEnd(b))[0]
  if (failed !== undefined) return failure(failed)
  // A result in `needs` may lack the key of its job.
  return result === 'failure' ? { kind: 'failed' } : slowest([...standings.keys()].filter(job => !isCarried(job)))
}

const findEnd = (job: ReportedJob): number => toMillis(job.api?.completedAt ?? '') ?? Number.MAX_SAFE_INTEGER

const failure = (job: ReportedJob): Headline => {
  const step = listSteps(job).find(one => one.outcome === 'failure' || one.outcome === 'timed_out')
  const neverStarted = step === undefined && job.api !== undefined && job.api.startedAt === undefined
  const durationMs = step === undefined ? job.timing.totalMs : measureLength(step)
  return {
    kind: 'failed',
    handOff: neverStarted ? 'queue' : step === undefined ? 'work' : findHandOff(step, job),
    job: job.name,
    step: step?.name,
    durationMs,
    source: job.api === undefined ? 'runner' : 'api',
  }
}

const slowest = (jobs: readonly ReportedJob[]): Headline => {
  const stretches = jobs.flatMap(job => [
    { job, handOff: 'approval' as const, millis: job.timing.approvalMs ?? 0 },
    { job, handOff: 'queue' as const, millis: job.timing.queueMs ?? 0 },
    { job, handOff: 'set-up' as const, millis: job.timing.setupMs ?? 0 },
    { job, handOff: 'work' as const, millis: job.timing.workMs ?? 0 },
  ])
  const longest = stretches.sort((a, b) => b.millis - a.millis)[0]
  if (longest === undefined || longest.millis === 0) return { kind: 'nothing-observed' }
  const step = longest.handOff === 'work' ? longestStep(longest.job) : undefined
  return {
    kind: 'slowest',
    handOff: longest.handOff,
    job: longest.job.name,
    step: step?.name,
    durationMs: longest.millis,
    source: longest.job.api === undefined ? 'runner' : 'api',
  }
}

/** Returns REST's steps, else the recorder's. */
const listSteps = (job: ReportedJob): readonly Step[] =>
  job.api !== undefined && job.api.steps.length > 0 ? job.api.steps : (job.record?.steps ?? [])

const longestStep = (job: ReportedJob): Step | undefined =>
  withStages(listSteps(job))
    .filter(({ stage }) => stage === 'main')
    .map(({ step }) => step)
    .sort((a, b) => (measureLength(b) ?? 0) - (measureLength(a) ?? 0))[0]

const withStages = (steps: readonly Step[]) => {
  const guessed = listStages(steps.map(step => step.name))
  return steps.map((step, index) => ({ step, stage: step.stage ?? guessed[index] }))
}

const measureLength = (step: Step): number | undefined => {
  const millis = millisBetween(step.startedAt, step.completedAt)
  return millis === undefined || millis < 0 ? undefined : Math.round(millis)
}

const findHandOff = (step: Step, job: ReportedJob): HandOff => {
  const recorded = job.record?.steps.find(one => one.number === step.number && one.name === step.name)
  const action = (recorded?.action ?? step.action ?? step.name).toLowerCase()
  const stage = recorded?.stage ?? withStages(listSteps(job)).find(one => one.step === step)?.stage
  if (stage === 'setup') return 'set-up'
  if (action.includes('actions/cache')) return 'cache'
  return action.includes('upload-artifact') || action.includes('download-artifact') ? 'artifact' : 'work'
}
