import type { LabAttempt, LabRun } from '../state.ts'
import { type Attempt, together } from './attempt.ts'
import { enterRunGroup } from './enter-group.ts'
import { githubContext } from './github-context.ts'
import type { Lab, Result, RunRecord } from './lab.ts'
import { runScope } from './run-scope.ts'

export type Outcome = {
  readonly run: LabRun
  readonly attempt: number
  readonly conclusion: NonNullable<LabAttempt['conclusion']>
  /** Jobs that no machine of the lab could take: the run is not complete. */
  readonly unserved: readonly string[]
  /** Why the run ended before any job. */
  readonly messages: readonly string[]
}

/** Runs one attempt: all jobs the first time, after that what failed and what needs it. */
export const runAttempt = async (lab: Lab, record: RunRecord, cancellation: AbortController): Promise<Outcome> => {
  const attempt = enterAttempt(lab, record, cancellation)
  const { run, loaded } = record
  lab.onProgress({ kind: 'run', run, text: `attempt ${attempt.attempt.attempt} started` })
  const leaveGroup = await enterRunGroup(attempt, loaded.workflow.concurrency, {
    github: attempt.github,
    vars: lab.vars,
    inputs: {},
  })
  const nodes =
    leaveGroup === undefined
      ? []
      : await runScope(attempt, {
          loaded,
          inputs: {},
          secrets: record.trigger.fork ? {} : lab.secrets,
          granted: undefined,
          name: '',
          path: '',
          isFresh: attempt.attempt.attempt === 1,
          callers: [],
          stop: undefined,
        })
  leaveGroup?.()
  record.latest = attempt.finished
  // A newer run took its place in line: it ends before any job.
  const isCancelled = leaveGroup === undefined || cancellation.signal.aborted
  return conclude(attempt, isCancelled ? 'cancelled' : together(nodes.map(node => node.result)))
}

const enterAttempt = (lab: Lab, record: RunRecord, cancellation: AbortController): Attempt => {
  const now = lab.state.now()
  const attempt: LabAttempt = {
    attempt: record.run.attempts.length + 1,
    startedAt: now,
    updatedAt: now,
    status: 'queued',
    conclusion: null,
    jobIds: [],
  }
  record.run.attempts.push(attempt)
  return {
    lab,
    record,
    attempt,
    github: githubContext(lab, record, attempt.attempt),
    cancellation,
    previous: record.latest,
    finished: new Map(),
    unserved: [],
  }
}

const conclude = ({ lab, record, attempt, unserved }: Attempt, conclusion: Result): Outcome => {
  attempt.status = 'completed'
  attempt.conclusion = conclusion
  attempt.updatedAt = lab.state.now()
  lab.onProgress({ kind: 'run', run: record.run, text: `attempt ${attempt.attempt} ended: ${conclusion}` })
  return { run: record.run, attempt: attempt.attempt, conclusion, unserved, messages: [] }
}

/** A run that GitHub refuses to start: it is there, without any job (actions/runner#4151). */
export const failAtStartup = (lab: Lab, run: LabRun, messages: readonly string[]): Outcome => {
  const now = lab.state.now()
  const conclusion = 'startup_failure'
  run.attempts.push({ attempt: 1, startedAt: now, updatedAt: now, status: 'completed', conclusion, jobIds: [] })
  for (const text of messages) lab.onProgress({ kind: 'run', run, text })
  return { run, attempt: 1, conclusion, unserved: [], messages }
}
