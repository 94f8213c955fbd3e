import { type Claim, claimBetween, earliest, latest, type Mark } from './claim.ts'
import { type JobEvidence, TELLING } from './job-evidence.ts'
import type { JobMarks } from './job-marks.ts'
import { endOf, type StepTime, startOf } from './step-times.ts'

/** Assignment, set-up, work and uploads: from the moment a runner was named to the end of the last step. */
export const runnerClaims = (evidence: JobEvidence, marks: JobMarks, end: Mark, open: boolean): readonly Claim[] => {
  const { assigned } = marks
  if (assigned === undefined) return []
  const ran = evidence.steps.filter(step => step.start !== undefined && step.outcome !== 'skipped')
  const main = ran.filter(step => step.stage === 'main')
  const post = ran.filter(step => step.stage === 'post' || step.stage === 'complete')
  const talking = marks.talking ?? lateStart(assigned, earliest(ran.map(startOf)))
  const workStart = earliest(main.map(startOf))
  const lastEnd = open && ran.length > 0 ? end : lastEndOf(ran, end, open)
  const setUpEnd = workStart ?? lastEnd
  // Where a post step began before the last main step ended, the later end counts: background steps may do so.
  const workEnd = post.length === 0 && open ? lastEnd : lastEndOf(main, end, open)
  const work = evidence.inEnvironment ? 'deploying' : 'executing'
  return [
    ...between('assigned', assigned, talking, marks.talking === undefined ? SCALE_SET : {}),
    ...between('preparing', talking ?? assigned, setUpEnd, talking === undefined ? { detail: 'with-assigned' } : {}),
    ...between(work, workStart, workEnd, {}),
    ...between('executing', workEnd, lastEnd, { detail: 'post-steps' }),
    ...ran.flatMap(step => {
      const confidence = evidence.uploads.get(step)
      return confidence === undefined
        ? []
        : between('uploading', startOf(step), stepEnd(step, end, open), { confidence, clamped: step.reversed })
    }),
  ]
}

/** Where REST alone speaks, a first step long after `started_at` is a machine that a scale set had to make first. */
const lateStart = (assigned: Mark, firstStep: Mark | undefined): Mark | undefined =>
  firstStep !== undefined && firstStep.at - assigned.at > TELLING ? firstStep : undefined

const SCALE_SET = { confidence: 'medium', detail: 'started-is-assignment' } as const

const between = (
  state: Claim['state'],
  from: Mark | undefined,
  to: Mark | undefined,
  more: Parameters<typeof claimBetween>[3],
): readonly Claim[] =>
  from === undefined || to === undefined || to.at <= from.at ? [] : [claimBetween(state, from, to, more)]

const lastEndOf = (steps: readonly StepTime[], end: Mark, open: boolean): Mark | undefined =>
  latest(steps.map(step => stepEnd(step, end, open)))

/**
 * A step without an end still runs in an open job. In a finished one its runner was lost: nothing is known after its
 * start (recorded: the running step without `completed_at`, the job's some hours later).
 */
const stepEnd = (step: StepTime, end: Mark, open: boolean): Mark | undefined =>
  endOf(step) ?? (open ? end : startOf(step))
