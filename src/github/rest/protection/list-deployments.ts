import * as z from 'zod/mini'
import { LIMITS } from '../../../core/limits.ts'
import { toMillis, toUtc } from '../../../core/time.ts'
import { inParallel } from '../../../io/in-parallel.ts'
import type { DeploymentStatus, ObservedDeployment } from '../../../schema/observed/run-observation.ts'
import type { Reading } from '../../../schema/values/fact.ts'
import type { RunClient } from '../client.ts'
import { type Pages, readPages } from '../pages.ts'

const text = (max: number) => z.optional(z.nullable(z.string().check(z.maxLength(max))))
const deployment = z.object({
  id: z.int().check(z.minimum(0)),
  environment: z.string().check(z.maxLength(1_024)),
  created_at: z.string().check(z.maxLength(60)),
  sha: text(64),
})
const status = z.object({
  id: z.int(),
  state: z.string().check(z.maxLength(40)),
  created_at: z.string().check(z.maxLength(60)),
  log_url: text(1_024),
  target_url: text(1_024),
  environment_url: text(1_024),
  creator: z.optional(z.nullable(z.object({ login: text(256) }))),
  performed_via_github_app: z.optional(z.nullable(z.object({ slug: text(256) }))),
})
type Status = z.output<typeof status>

/**
 * Lists the deployments of a commit that this run made, or that no run claims, oldest first, each with all its
 * statuses. Approvals have no time; deployment statuses do: `waiting` (sent, though REST's enum lacks it:
 * CloudSnorkel/cdk-github-runners#416), then `queued` or `in_progress`, then the end. Needs `deployments: read` on a
 * private repository.
 */
export const readDeployments = async (
  client: RunClient,
  repository: string,
  sha: string,
  runId: string,
): Promise<Reading<readonly ObservedDeployment[]>> => {
  const list = await readPages(client, {
    path: `/repos/${repository}/deployments?sha=${sha}`,
    member: undefined,
    item: deployment,
    getId: item => String(item.id),
    field: 'deployments',
  })
  const wanted = list.value.slice(0, LIMITS.deploymentsOfCommit).toReversed()
  const read = await inParallel(wanted, LIMITS.requestsAtOnce, async item => ({
    item,
    statuses: await readStatuses(client, repository, item.id),
  }))
  return {
    value: read.flatMap(({ item, statuses }) => toObserved(item, statuses.value, runId)),
    gaps: [
      ...list.gaps,
      ...read.flatMap(({ statuses }) => statuses.gaps),
      ...(list.value.length > LIMITS.deploymentsOfCommit
        ? [
            {
              field: 'deployments',
              reason: 'too-large',
              source: 'api',
              detail: `more than ${LIMITS.deploymentsOfCommit}`,
            } as const,
          ]
        : []),
    ],
  }
}

/**
 * Reads the deployment that a job's check run names (`deployment-simple`). It belongs to the job, whatever its commit.
 */
export const readDeploymentForJob = async (
  client: RunClient,
  repository: string,
  raw: unknown,
  jobId: string,
): Promise<Reading<ObservedDeployment | undefined>> => {
  const parsed = z.safeParse(deployment, raw)
  const createdAt = parsed.success ? toUtc(parsed.data.created_at) : undefined
  if (!parsed.success || createdAt === undefined)
    return { value: undefined, gaps: [{ field: 'deployments', reason: 'malformed', source: 'api' }] }
  const { id, environment } = parsed.data
  const statuses = await readStatuses(client, repository, id)
  const item = { id: String(id), environment, createdAt, jobId, statuses: inOrder(statuses.value).flatMap(toStatus) }
  return { value: item, gaps: statuses.gaps }
}

const readStatuses = (client: RunClient, repository: string, id: number): Promise<Pages<Status>> =>
  readPages(client, {
    path: `/repos/${repository}/deployments/${id}/statuses`,
    member: undefined,
    item: status,
    getId: one => String(one.id),
    field: `deployments.${id}`,
  })

const toObserved = (
  raw: z.output<typeof deployment>,
  statuses: readonly Status[],
  runId: string,
): readonly ObservedDeployment[] => {
  const createdAt = toUtc(raw.created_at)
  const claims = statuses.flatMap(one => parseJobUrl(one.log_url ?? '') ?? parseJobUrl(one.target_url ?? '') ?? [])
  const own = claims.find(claim => claim.runId === runId)
  // Another run of the same commit made this deployment, so its history is not of this run.
  if (createdAt === undefined || (claims.length > 0 && own === undefined)) return []
  return [
    {
      id: String(raw.id),
      environment: raw.environment,
      createdAt,
      sha: typeof raw.sha === 'string' && raw.sha !== '' ? raw.sha : undefined,
      jobId: own?.jobId === undefined ? undefined : own.jobId,
      statuses: inOrder(statuses).flatMap(toStatus),
    },
  ]
}

/** GitHub lists the newest first; within a second the ids decide. */
const inOrder = (statuses: readonly Status[]): readonly Status[] =>
  statuses.toSorted((a, b) => (toMillis(a.created_at) ?? 0) - (toMillis(b.created_at) ?? 0) || a.id - b.id)

const toStatus = (raw: Status): readonly DeploymentStatus[] => {
  const createdAt = toUtc(raw.created_at)
  if (createdAt === undefined) return []
  return [
    {
      state: raw.state,
      createdAt,
      ...given('creator', raw.creator?.login),
      ...given('app', raw.performed_via_github_app?.slug),
      ...given('environmentUrl', raw.environment_url),
    },
  ]
}

/** `…/actions/runs/<run>/job/<job>` (qoomon/actions--context reads it so). */
const parseJobUrl = (url: string): { readonly runId: string; readonly jobId: string | undefined } | undefined => {
  const [, runId, jobId] = /\/actions\/runs\/(\d{1,20})(?:\/job\/(\d{1,20}))?(?:[?#].{0,100})?$/.exec(url) ?? []
  return runId === undefined ? undefined : { runId, jobId }
}

const given = <K extends string>(key: K, value: string | null | undefined): { readonly [P in K]?: string } =>
  typeof value === 'string' && value !== '' ? ({ [key]: value } as { readonly [P in K]: string }) : {}
