import { randomUUID } from 'node:crypto'
import type { LabJob, RunStatus } from '../state.ts'
import type { Attempt } from './attempt.ts'

type NewJob = { readonly path: string; readonly name: string; readonly labels: readonly string[] }

/** Enters a job at the moment it is admitted: before that GitHub lists no job either (its needs are not resolved). */
export const enterJob = (attempt: Attempt, { path, name, labels }: NewJob): LabJob => {
  const { state } = attempt.lab
  const job: LabJob = {
    id: state.nextId(),
    runId: attempt.record.run.id,
    attempt: attempt.attempt.attempt,
    key: path,
    name,
    labels: [...labels],
    status: 'queued',
    conclusion: null,
    createdAt: state.now(),
    startedAt: null,
    completedAt: null,
    runnerId: null,
    runnerName: null,
    runnerGroupId: null,
    runnerGroupName: null,
    steps: [],
    log: undefined,
    backendId: randomUUID(),
  }
  state.jobs.set(job.id, job)
  attempt.attempt.jobIds.push(job.id)
  return job
}

/** Tells the run and whoever watches that a job changed. */
export const changed = (attempt: Attempt, job: LabJob): void => {
  const { state, onProgress } = attempt.lab
  attempt.attempt.updatedAt = state.now()
  attempt.attempt.status = runStatus(attempt)
  onProgress({ kind: 'job', run: attempt.record.run, job })
}

/** Ends a job that no runner has run: no runner, no steps, no log. */
export const endWithoutRunner = (
  attempt: Attempt,
  job: LabJob,
  conclusion: 'skipped' | 'cancelled' | 'failure',
): void => {
  const now = attempt.lab.state.now()
  job.status = 'completed'
  job.conclusion = conclusion
  job.startedAt ??= now
  job.completedAt = now
  changed(attempt, job)
}

/** While nothing but gates or groups holds the run its status says so; once a job has started it is in progress. */
const runStatus = ({ lab, attempt }: Attempt): RunStatus => {
  const jobs = attempt.jobIds.flatMap(id => lab.state.jobs.get(id) ?? [])
  const open = jobs.filter(job => job.status !== 'completed')
  for (const held of ['waiting', 'pending'] as const)
    if (open.length > 0 && open.every(job => job.status === held)) return held
  const hasStarted = jobs.some(job => job.attempt === attempt.attempt && job.runnerId !== null)
  return hasStarted ? 'in_progress' : 'queued'
}
