import { millisBetween, toMillis } from '../../core/time.ts'
import type { Step } from '../../schema/job/job-manifest.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import { listStages } from '../../timeline/steps/step-stage.ts'
import type { Standing } from './job-standing.ts'

type Headline = RunManifest['headline']
type HandOff = NonNullable<Headline['handOff']>

/**
 * The one-line answer: the hand-off that failed first (later failures may be its echo), else the longest interval of any
 * job, else that nothing was observed. Jobs of an earlier attempt take part only where they alone failed, and the report's
 * own never does.
 * @param standings of every job but the report's own
 */
export const headlineOf = (standings: ReadonlyMap<ReportedJob, Standing>, result: RunManifest['result']): Headline => {
  const failures = [...standings].filter(([, standing]) => standing === 'failed').map(([job]) => job)
  const isCarried = (job: ReportedJob): boolean => job.presence === 'carried-over'
  const failed = failures.sort((a, b) => Number(isCarried(a)) - Number(isCarried(b)) || endOf(a) - endOf(b))[0]
  if (failed !== undefined) return failure(failed)
  // A result of `needs` may come without the key of its job.
  return result === 'failure' ? { kind: 'failed' } : slowest([...standings.keys()].filter(job => !isCarried(job)))
}

const endOf = (job: ReportedJob): number => toMillis(job.api?.completedAt ?? '') ?? Number.MAX_SAFE_INTEGER

const failure = (job: ReportedJob): Headline => {
  const step = stepsOf(job).find(one => one.outcome === 'failure' || one.outcome === 'timed_out')
  const neverStarted = step === undefined && job.api !== undefined && job.api.startedAt === undefined
  const durationMs = step === undefined ? job.timing.totalMs : lengthOf(step)
  return {
    kind: 'failed',
    handOff: neverStarted ? 'queue' : step === undefined ? 'work' : handOffOf(step, job),
    job: job.name,
    ...(step === undefined ? {} : { step: step.name }),
    ...(durationMs === undefined ? {} : { durationMs }),
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
    ...(step === undefined ? {} : { step: step.name }),
    durationMs: longest.millis,
    source: longest.job.api === undefined ? 'runner' : 'api',
  }
}

/** REST's steps, else the recorder's. */
const stepsOf = (job: ReportedJob): readonly Step[] =>
  job.api !== undefined && job.api.steps.length > 0 ? job.api.steps : (job.record?.steps ?? [])

const longestStep = (job: ReportedJob): Step | undefined =>
  withStages(stepsOf(job))
    .filter(({ stage }) => stage === 'main')
    .map(({ step }) => step)
    .sort((a, b) => (lengthOf(b) ?? 0) - (lengthOf(a) ?? 0))[0]

const withStages = (steps: readonly Step[]) => {
  const guessed = listStages(steps.map(step => step.name))
  return steps.map((step, index) => ({ step, stage: step.stage ?? guessed[index] }))
}

const lengthOf = (step: Step): number | undefined => {
  const millis = millisBetween(step.startedAt, step.completedAt)
  return millis === undefined || millis < 0 ? undefined : Math.round(millis)
}

const handOffOf = (step: Step, job: ReportedJob): HandOff => {
  const recorded = job.record?.steps.find(one => one.number === step.number && one.name === step.name)
  const action = (recorded?.action ?? step.action ?? step.name).toLowerCase()
  const stage = recorded?.stage ?? withStages(stepsOf(job)).find(one => one.step === step)?.stage
  if (stage === 'setup') return 'set-up'
  if (action.includes('actions/cache')) return 'cache'
  return action.includes('upload-artifact') || action.includes('download-artifact') ? 'artifact' : 'work'
}
