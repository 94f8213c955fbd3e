import { setMaxListeners } from 'node:events'
import {
  type Entered,
  enterFollowingRun,
  enterRun,
  type RunRequest,
  type Started,
  type WorkflowOnDisk,
} from './enter-run.ts'
import type { Lab, RunRecord } from './lab.ts'
import { type Outcome, runAttempt } from './run-attempt.ts'

export type Scheduler = {
  /** Runs a workflow to its end. */
  readonly run: (request: RunRequest) => Promise<Started>
  /**
   * Runs the workflow that listens to `workflow_run`, once, for an attempt that has completed. GitHub does so for each
   * attempt: of the types of this event only `requested` is left out when a run is re-run (docs.github.com "Events that
   * trigger workflows").
   */
  readonly follow: (workflow: WorkflowOnDisk, completed: Outcome) => Promise<Started>
  /**
   * Runs the failed and cancelled jobs of a completed run again, and what needs them, as a new attempt. Other jobs are
   * carried over: the new attempt lists them with the ids, attempt and times they had, so that
   * `started_at < run_started_at` marks them.
   * @returns undefined when there is no such run, it has not ended, or nothing of it failed.
   */
  readonly rerunFailed: (runId: number) => Promise<Outcome | undefined>
  /** Cancels the running attempt of a run; jobs whose `if` still holds go on. */
  readonly cancel: (runId: number) => void
  readonly cancelAll: () => void
  /** Resolves when no run is running. */
  readonly idle: () => Promise<void>
  /** Summaries of the steps of a job that has ended. */
  readonly summaries: (runId: number, jobId: number) => readonly string[]
}

/** Runs workflows in one lab. */
export const createScheduler = (lab: Lab): Scheduler => {
  const records = new Map<number, RunRecord>()
  const running = new Map<number, { readonly cancellation: AbortController; readonly ended: Promise<Outcome> }>()

  const attempt = async (record: RunRecord): Promise<Outcome> => {
    const cancellation = new AbortController()
    // Every job of the run listens to it.
    setMaxListeners(0, cancellation.signal)
    const ended = runAttempt(lab, record, cancellation)
    running.set(record.run.id, { cancellation, ended })
    try {
      return await ended
    } finally {
      running.delete(record.run.id)
    }
  }

  const begin = async (entered: Entered): Promise<Started> => {
    if (entered.kind !== 'run') return entered
    records.set(entered.record.run.id, entered.record)
    return { kind: 'ended', outcome: await attempt(entered.record) }
  }

  return {
    run: async request => begin(await enterRun(lab, request)),
    follow: async (workflow, { run, attempt: number }) => {
      const completed = run.attempts.find(one => one.attempt === number)
      if (completed?.status !== 'completed') throw new Error(`attempt ${number} of run ${run.id} has not completed`)
      return begin(await enterFollowingRun(lab, workflow, { run, attempt: completed }))
    },
    rerunFailed: async runId => {
      const record = records.get(runId)
      const conclusion = record?.run.attempts.at(-1)?.conclusion
      const hasFailed = conclusion === 'failure' || conclusion === 'cancelled'
      return record !== undefined && hasFailed && !running.has(runId) ? attempt(record) : undefined
    },
    cancel: runId => running.get(runId)?.cancellation.abort(),
    cancelAll: () => {
      for (const { cancellation } of running.values()) cancellation.abort()
    },
    idle: async () => {
      await Promise.allSettled([...running.values()].map(one => one.ended))
    },
    summaries: (runId, jobId) => records.get(runId)?.summaries.get(jobId) ?? [],
  }
}
