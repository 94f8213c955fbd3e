import * as z from 'zod/mini'
import { LIMITS } from '../core/limits.ts'
import { fromMillis, toUtc } from '../core/time.ts'
import { parseJson, readRunnerFile } from '../io/runner-file.ts'
import type { EventTime } from '../schema/observed/run-observation.ts'
import type { GapReason, Reading } from '../schema/values/fact.ts'
import { commitSha } from '../schema/values/scalar.ts'
import type { TriggeringRun } from '../schema/values/triggering-run.ts'

/** The facts from the event file: the commit of a check run, and whether the head is in another repository. */
export type EventFacts = {
  /** Head of the pull request, or of the run that triggered a `workflow_run`. */
  readonly headSha?: string
  readonly headRef?: string
  /** The run of the member `workflow_run`. Its meaning depends on the event: see `findTriggeringRun`. */
  readonly followedRun?: TriggeringRun
  readonly baseRef?: string
  /** The branch that a merge queue merges into. */
  readonly mergeBase?: string
  readonly defaultBranch?: string
  readonly fork?: boolean
  readonly visibility?: 'public' | 'private' | 'internal'
  /** Id of the repository, for a runner that does not set GITHUB_REPOSITORY_ID. */
  readonly repositoryId?: string
  /** Inputs of a workflow_dispatch by name, all as text. */
  readonly inputs?: Readonly<Record<string, string>>
  /** When the event happened, where its payload says so. */
  readonly occurred?: EventTime | undefined
}

/** An invalid member of the payload is dropped alone: the rest of the event is still read. */
const lenient = <T extends z.ZodMiniType>(schema: T) => z.catch(z.optional(schema), undefined)
const ref = lenient(z.string().check(z.maxLength(1_024)))
const moment = lenient(z.string().check(z.maxLength(60)))
const repository = z.optional(z.nullable(z.object({ id: z.optional(z.int()) })))
const event = z.object({
  pull_request: lenient(
    z.object({
      head: z.object({ sha: commitSha, ref, repo: repository }),
      base: z.object({ ref, repo: repository }),
      updated_at: moment,
    }),
  ),
  /** A push has `ref` and `before` (octokit/webhooks, push). */
  before: lenient(commitSha),
  head_commit: lenient(z.nullable(z.object({ timestamp: moment }))),
  /** Run id, attempt and workflow name (octokit/webhooks payload-schemas/api.github.com/common/workflow-run.schema.json). */
  workflow_run: lenient(
    z.object({
      head_sha: commitSha,
      id: lenient(z.int().check(z.minimum(1))),
      run_attempt: lenient(z.int().check(z.minimum(1))),
      name: ref,
      updated_at: moment,
    }),
  ),
  /** `refs/heads/main` (octokit/webhooks, merge_group). */
  merge_group: lenient(z.object({ base_ref: ref, head_commit: lenient(z.nullable(z.object({ timestamp: moment }))) })),
  /** The form values of a workflow_dispatch; read for `runs-on` alone, never recorded. */
  inputs: lenient(z.record(z.string().check(z.maxLength(100)), z.string().check(z.maxLength(65_535)))),
  repository: lenient(
    z.object({
      id: lenient(z.int().check(z.minimum(1))),
      visibility: lenient(z.enum(['public', 'private', 'internal'])),
      private: lenient(z.boolean()),
      default_branch: ref,
      pushed_at: lenient(z.union([z.int().check(z.minimum(1)), z.string().check(z.maxLength(60))])),
    }),
  ),
})

/** Reads GITHUB_EVENT_PATH, the webhook payload as the runner wrote it. An absent or invalid file is a gap. */
export const readEventFile = async (path: string | undefined): Promise<Reading<EventFacts>> => {
  if (path === undefined || path === '') return nothing('not-provided')
  const file = await readRunnerFile(path, LIMITS.eventFile)
  if (file.kind === 'unread') return nothing(file.reason)
  const raw = parseJson(file.text)
  const parsed = z.safeParse(event, raw)
  if (!parsed.success) return nothing('malformed')
  const odd = MEMBERS.filter(([name]) => parsed.data[name] === undefined && isThere(raw, name))
  return {
    value: toEventFacts(parsed.data),
    gaps: odd.map(([, field]) => ({ field, source: 'runner', reason: 'malformed' })),
  }
}

/** Members of the payload, and the manifest field that is lost if the member is invalid. */
const MEMBERS = [
  ['pull_request', 'run.headSha'],
  ['workflow_run', 'run.headSha'],
  ['repository', 'run.visibility'],
] as const

const isThere = (raw: unknown, name: string): boolean =>
  typeof raw === 'object' &&
  raw !== null &&
  ((raw as Readonly<Record<string, unknown>>)[name] ?? undefined) !== undefined

const nothing = (reason: GapReason): Reading<EventFacts> => ({
  value: {},
  gaps: [{ field: 'run.visibility', source: 'runner', reason }],
})

/** A deleted head repository is null in the payload: it was another repository. */
const toEventFacts = (payload: z.output<typeof event>): EventFacts => {
  const { pull_request: pull, workflow_run: followed, merge_group: queue, repository: repo, inputs } = payload
  const mergeBase = /^refs\/heads\/(.+)$/.exec(queue?.base_ref ?? '')?.[1]
  const headSha = pull?.head.sha ?? followed?.head_sha
  const visibility = repo?.visibility ?? (repo?.private === false ? 'public' : undefined)
  return {
    headSha,
    followedRun: toFollowedRun(followed),
    headRef: pull?.head.ref === undefined ? undefined : pull.head.ref,
    baseRef: pull?.base.ref === undefined ? undefined : pull.base.ref,
    mergeBase,
    defaultBranch: repo?.default_branch === undefined ? undefined : repo.default_branch,
    fork: pull === undefined ? undefined : pull.head.repo?.id !== pull.base.repo?.id,
    visibility,
    repositoryId: repo?.id === undefined ? undefined : String(repo.id),
    inputs,
    occurred: findEventTime(payload),
  }
}

/**
 * Returns when the event happened, by the member of the payload that its kind has (octokit/webhooks, payload schemas):
 * a push has the time of the repository's last push in `repository.pushed_at` (seconds), and its head commit the clock
 * of the committer; a pull request `updated_at`; a `workflow_run` the last update of the run that it follows; a merge
 * group the commit that GitHub made for it. Other events have no time of their own.
 */
const findEventTime = (payload: z.output<typeof event>): EventTime | undefined => {
  const { pull_request: pull, workflow_run: followed, merge_group: queue, head_commit: head, before } = payload
  if (followed !== undefined) return toEventTime(followed.updated_at, 'completed', 'medium')
  if (pull !== undefined) return toEventTime(pull.updated_at, 'updated-at', 'medium')
  if (queue !== undefined) return toEventTime(queue.head_commit?.timestamp, 'merge-group', 'medium')
  if (before === undefined) return undefined
  const pushed = payload.repository?.pushed_at
  const at = typeof pushed === 'number' ? toSecond(pushed) : pushed
  return toEventTime(at, 'pushed-at', 'high') ?? toEventTime(head?.timestamp, 'commit', 'low')
}

/** The last second that the form of a date can have. */
const LAST_SECOND = 253_402_300_799

const toSecond = (seconds: number): string | undefined =>
  seconds > LAST_SECOND ? undefined : fromMillis(seconds * 1_000)

const toEventTime = (
  time: string | undefined,
  by: EventTime['by'],
  confidence: EventTime['confidence'],
): EventTime | undefined => {
  const at = time === undefined ? undefined : toUtc(time)
  return at === undefined ? undefined : { at, by, source: 'runner', confidence }
}

const toFollowedRun = (followed: z.output<typeof event>['workflow_run']): TriggeringRun | undefined =>
  followed?.id === undefined
    ? undefined
    : { runId: String(followed.id), attempt: followed.run_attempt, workflow: followed.name }

/**
 * Returns the run that began a run of `workflow_run`. Payloads of other events, such as `deployment_status`, also have a
 * member `workflow_run`, which began nothing (docs.github.com "Webhook events and payloads").
 */
export const findTriggeringRun = (eventName: string | undefined, event: EventFacts): TriggeringRun | undefined =>
  eventName === 'workflow_run' ? event.followedRun : undefined

/** Returns when the event happened. The end of a followed run is the time of a `workflow_run` alone. */
export const findOccurrence = (eventName: string | undefined, { occurred }: EventFacts): EventTime | undefined =>
  occurred?.by === 'completed' && eventName !== 'workflow_run' ? undefined : occurred
