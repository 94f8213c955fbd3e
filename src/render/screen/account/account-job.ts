import { millisBetween } from '../../../core/time.ts'
import type { Step } from '../../../schema/job/job-manifest.ts'
import type { ReportedJob } from '../../../schema/run/run-manifest.ts'
import type { Interval, TimelineJob, TimelineStep } from '../../../schema/run/run-timeline.ts'
import { listStages } from '../../../timeline/steps/step-stage.ts'
import type { AccountJob, AccountStep, JobResult, JobTimes } from './account.ts'

const FAILED: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure', 'action_required'])

/** Returns the result of a job in words for readers. */
export const toResult = (conclusion: string | undefined, isTolerated: boolean): JobResult => {
  const isFailed = FAILED.has(conclusion ?? '')
  if (isTolerated && (isFailed || conclusion === 'cancelled')) return 'tolerated'
  if (isFailed) return 'failed'
  switch (conclusion) {
    case 'success':
    case 'neutral':
      return 'passed'
    case 'cancelled':
      return 'cancelled'
    case 'skipped':
      return 'skipped'
    default:
      return 'unclear'
  }
}

export const findWord = (conclusion: string | undefined): string | undefined =>
  conclusion === undefined || ['success', 'failure', 'cancelled', 'skipped'].includes(conclusion)
    ? undefined
    : conclusion.replace(/_/g, ' ')

type AnyStep = Step | TimelineStep

const findStart = (step: AnyStep): string | undefined => ('state' in step ? step.start : step.startedAt)
const findEnd = (step: AnyStep): string | undefined => ('state' in step ? step.end : step.completedAt)

const toStep = (step: AnyStep): AccountStep => {
  const [start, end] = [findStart(step), findEnd(step)]
  const millis = millisBetween(start, end)
  return {
    number: step.number,
    name: step.name,
    durationMs: millis === undefined ? undefined : Math.max(0, millis),
    start,
    end,
  }
}

/** Finds the first failed step. Steps after it run in spite of it, and often fail because of it. */
export const findFailedStep = (steps: readonly AnyStep[]): AccountStep | undefined => {
  const step =
    steps.find(({ outcome }) => outcome === 'failure' || outcome === 'timed_out') ??
    steps.find(({ outcome }) => outcome === 'cancelled')
  return step === undefined ? undefined : toStep(step)
}

/** Returns the steps that the workflow names, without the runner's own. */
export const mainSteps = (steps: readonly AnyStep[]): readonly AccountStep[] => {
  const stages = listStages(steps.map(({ name }) => name))
  return steps.filter((_, index) => stages[index] === 'main').map(toStep)
}

/** Maps a state of the timeline to a phase for readers. */
export const toPhase = (state: Interval['state']): 'approval' | 'waited' | 'setup' | 'ran' | 'unseen' => {
  switch (state) {
    case 'waiting-for-policy':
      return 'approval'
    case 'admitted':
    case 'blocked':
    case 'queued':
    case 'assigned':
      return 'waited'
    case 'preparing':
      return 'setup'
    case 'executing':
    case 'deploying':
    case 'uploading':
      return 'ran'
    case 'unobserved':
    case 'other':
      return 'unseen'
  }
}

/** Returns the times from the timeline. All its states are on one clock. */
export const toTimes = ({ intervals }: TimelineJob): JobTimes => {
  const parts = intervals.map(({ state, start, end }) => ({
    phase: toPhase(state),
    millis: millisBetween(start, end) ?? 0,
  }))
  const sum = (wanted: readonly { readonly millis: number }[]): number | undefined =>
    wanted.length === 0 ? undefined : wanted.reduce((all, { millis }) => all + millis, 0)
  const of = (phase: ReturnType<typeof toPhase>): number | undefined => sum(parts.filter(part => part.phase === phase))
  return {
    approvalMs: of('approval'),
    waitedMs: of('waited'),
    setupMs: of('setup'),
    ranMs: of('ran'),
    totalMs: sum(parts),
  }
}

/** Returns the times from GitHub alone, where no timeline was built. */
export const timesOfApi = ({ timing }: Pick<ReportedJob, 'timing'>): JobTimes => ({
  approvalMs: timing.approvalMs,
  waitedMs: timing.queueMs,
  setupMs: timing.setupMs,
  ranMs: timing.workMs,
  totalMs: timing.totalMs,
})

/** Returns the facts that a timeline has about a job. */
export const ofTimeline = (
  job: TimelineJob | undefined,
): Pick<AccountJob, 'slack' | 'needs' | 'skip' | 'environment' | 'intervals' | 'isCarriedOver'> => ({
  slack: job?.slack,
  needs: job?.needs ?? [],
  skip: job?.skip,
  environment: job?.environment,
  intervals: job?.intervals ?? [],
  isCarriedOver: job?.shape === 'carried-over',
})
