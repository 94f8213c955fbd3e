import { type Claim, claimBetween, earliest, latest, type Mark } from './interval-candidate.ts'
import { type JobEvidence, SECOND, TELLING } from './job-evidence.ts'
import type { JobMarks } from './job-timestamps.ts'
import { endOf, type StepTime, startOf } from '../steps/step-times.ts'

/** Assignment, set-up, work and uploads: from the moment a runner was named to the end of the last step. */
export const runnerClaims = (evidence: JobEvidence, marks: JobMarks, end: Mark, open: boolean): readonly Claim[] => {
  const { assigned } = marks
  if (assigned === undefined) return []
  const ran = evidence.steps.filter(step => step.start !== undefined && step.outcome !== 'skipped')
  const main = ran.filter(step => step.stage === 'main')
  const post = ran.filter(step => step.stage === 'post' || step.stage === 'complete')
  const talking = spokeAfter(assigned, marks.talking) ?? lateStart(assigned, earliest(ran.map(startOf)))
  const workStart = earliest(main.map(startOf))
  const lastEnd = open && ran.length > 0 ? end : lastEndOf(ran, end, open)
  const setUpEnd = workStart ?? lastEnd
  // Where a post step began before the last main step ended, the later end counts: background steps may do so.
  const workEnd = post.length === 0 && open ? lastEnd : lastEndOf(main, end, open)
  const work = evidence.inEnvironment ? 'deploying' : 'executing'
  const claims = [
    ...between('assigned', assigned, talking, talking?.source === 'log' ? {} : SCALE_SET),
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
  return claims.map(claim => notBefore(claim, assigned))
}

/** REST cuts fractions of a second off: a step may seem to begin before the log says that its runner was named. */
const notBefore = (claim: Claim, { at }: Mark): Claim =>
  claim.from >= at ? claim : { ...claim, from: at, clamped: claim.clamped || claim.from < at - SECOND }

/** A first line in the second of `started_at` tells no assignment apart: REST cuts the second's fraction off. */
const spokeAfter = (assigned: Mark, talking: Mark | undefined): Mark | undefined =>
  talking !== undefined && talking.at - assigned.at > (assigned.source === 'api' ? SECOND : 0) ? talking : undefined

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
