import { type Contexts, evaluateValue, interpolate } from '../../src/workflow/expressions.ts'
import type { LabJob } from '../state.ts'
import type { Concurrency } from '../workflow/workflow.ts'
import type { Attempt } from './attempt.ts'
import type { Leave, Member } from './concurrency-groups.ts'
import { changed } from './job-record.ts'
import type { Leg } from './leg.ts'

const NOTHING = (): void => undefined

/** Enters the group a job asks for; undefined when the job is cancelled instead. @param job for a job with steps. */
export const enterLegGroup = (attempt: Attempt, leg: Leg, job: LabJob | undefined): Promise<Leave | undefined> =>
  enterGroup(attempt, leg.job.concurrency, leg.contexts, leg.stop, memberOf(attempt, job), () => {
    if (job === undefined) return
    job.status = 'pending'
    changed(attempt, job)
  })

/** Enters the group of the whole run. */
export const enterRunGroup = (
  attempt: Attempt,
  written: Concurrency | undefined,
  contexts: Contexts,
): Promise<Leave | undefined> =>
  enterGroup(attempt, written, contexts, attempt.cancellation, memberOf(attempt, undefined), () => {
    attempt.attempt.status = 'pending'
  })

const memberOf = ({ record }: Attempt, job: LabJob | undefined): Member => ({
  runId: record.run.id,
  ...(job === undefined ? {} : { jobId: job.id }),
})

const enterGroup = async (
  { lab }: Attempt,
  written: Concurrency | undefined,
  contexts: Contexts,
  stop: AbortController,
  member: Member,
  pending: () => void,
): Promise<Leave | undefined> => {
  if (written === undefined) return stop.signal.aborted ? undefined : NOTHING
  const group = interpolate(written.group, contexts)
  if (group === '') return NOTHING
  const { cancelInProgress: cancel } = written
  return lab.groups.enter({
    group,
    member,
    queue: written.queue,
    cancelInProgress: typeof cancel === 'boolean' ? cancel : String(evaluateValue(cancel, contexts)) === 'true',
    cancel: () => stop.abort(),
    pending,
    signal: stop.signal,
  })
}
