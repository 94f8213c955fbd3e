import { readFile } from 'node:fs/promises'
import { type Checkout, loadWorkflows } from '../workflow/load-workflows.ts'
import { commitOf } from './commit.ts'
import { createRun, revisionOf } from './create-run.ts'
import { eventPayload } from './github-context.ts'
import type { Event, Lab, RunRecord, Trigger } from './lab.ts'
import { failAtStartup, type Outcome, runAttempt } from './run-attempt.ts'

export type RunRequest = {
  /** File with the workflow. */
  readonly file: string
  /** Its path in the repository: `.github/workflows/ci.yml`. */
  readonly path: string
  /** By default the first of push and pull_request that the workflow listens to. */
  readonly event: Event | undefined
  /** The pull request comes from a fork: read-only token, no secrets, no id-token. */
  readonly fork: boolean
}

export type Started =
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  /** Not a run at all: GitHub would not accept the file, or the lab lacks what it needs. */
  | { readonly kind: 'refused'; readonly messages: readonly string[] }

export type Scheduler = {
  /** Runs a workflow to its end. */
  readonly run: (request: RunRequest) => Promise<Started>
  /**
   * Runs the failed and cancelled jobs of a completed run again, and what needs them, as a new attempt. Other jobs are
   * carried over: the new attempt lists them with the ids, attempt and times they had, so that
   * `started_at < run_started_at` marks them.
   * @returns undefined when there is no such run, or it has not ended.
   */
  readonly rerunFailed: (runId: number) => Promise<Outcome | undefined>
  /** Cancels the running attempt of a run; jobs whose `if` still holds go on. */
  readonly cancel: (runId: number) => void
  /** Summaries of the steps of a job that has ended. */
  readonly summaries: (runId: number, jobId: number) => readonly string[]
}

/** Runs workflows in one lab. */
export const createScheduler = (lab: Lab): Scheduler => {
  const records = new Map<number, RunRecord>()
  const running = new Map<number, AbortController>()

  const attempt = async (record: RunRecord): Promise<Outcome> => {
    const cancellation = new AbortController()
    running.set(record.run.id, cancellation)
    try {
      return await runAttempt(lab, record, cancellation)
    } finally {
      running.delete(record.run.id)
    }
  }

  return {
    run: async request => {
      const made = await enterRun(lab, request)
      if (made.kind !== 'run') return made
      records.set(made.record.run.id, made.record)
      return { kind: 'ended', outcome: await attempt(made.record) }
    },
    rerunFailed: async runId => {
      const record = records.get(runId)
      return record === undefined || running.has(runId) ? undefined : attempt(record)
    },
    cancel: runId => running.get(runId)?.abort(),
    summaries: (runId, jobId) => records.get(runId)?.summaries.get(jobId) ?? [],
  }
}

const enterRun = async (
  lab: Lab,
  request: RunRequest,
): Promise<Started | { readonly kind: 'run'; readonly record: RunRecord }> => {
  const { state, workspace } = lab
  const repository = `${state.repository.owner}/${state.repository.name}`
  const head = await commitOf(workspace, repository)
  const content = await readFile(request.file, 'utf8')
  const load = async (trigger: Trigger) => {
    const revision = revisionOf(state, trigger, head)
    const own: Checkout = { repository, folder: workspace, ref: revision.ref, sha: revision.sha }
    const checkouts = lab.checkouts(own)
    const result = await loadWorkflows({ checkout: own, path: request.path, content }, checkouts.find)
    return { trigger, revision, checkouts, result }
  }
  const first = await load({ event: request.event ?? 'push', fork: request.fork })
  if (first.result.kind === 'refused') return first.result
  const event = chooseEvent(request.event, first.result.loaded.workflow.events)
  if (event === undefined) return { kind: 'refused', messages: [noEvent(request, first.result.loaded.workflow.events)] }
  const { trigger, revision, checkouts, result } =
    event === first.trigger.event ? first : await load({ event, fork: request.fork })
  if (result.kind === 'refused') return result
  const run = createRun(state, trigger, revision, request.path, result.loaded)
  if (result.kind === 'startup-failure') return { kind: 'ended', outcome: failAtStartup(lab, run, result.messages) }
  const record: RunRecord = {
    run,
    trigger,
    loaded: result.loaded,
    checkouts,
    event: eventPayload(lab, run, trigger),
    latest: new Map(),
    summaries: new Map(),
  }
  return { kind: 'run', record }
}

const EVENTS: readonly Event[] = ['push', 'pull_request']

const chooseEvent = (asked: Event | undefined, listened: readonly string[]): Event | undefined =>
  EVENTS.find(event => listened.includes(event) && (asked === undefined || asked === event))

const noEvent = ({ path, event }: RunRequest, listened: readonly string[]): string =>
  `${path} is started by ${listened.join(', ')}; the lab was asked for ${event ?? EVENTS.join(' or ')}`
