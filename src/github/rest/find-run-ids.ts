import * as z from 'zod/mini'
import { parseRunArtifactName } from '../../core/artifact-name.ts'
import { LIMITS } from '../../core/limits.ts'
import type { Gap, Reading } from '../../schema/values/fact.ts'
import type { ListedArtifact } from '../results/results-service.ts'
import type { RunClient } from './client.ts'
import { gapOfRefusal } from './refusal-gap.ts'
import { artifactsMember } from './run-artifacts.ts'

type Ids = Reading<readonly string[]>

const runs = z.object({ workflow_runs: z.array(z.object({ id: z.int().check(z.minimum(1)) })) })
const statuses = z.array(
  z.object({
    log_url: z.optional(z.nullable(z.string().check(z.maxLength(1_024)))),
    target_url: z.optional(z.nullable(z.string().check(z.maxLength(1_024)))),
  }),
)
const deployments = z.array(z.object({ id: z.int().check(z.minimum(1)) }))

/** GET /repos/{repo}/actions/runs?head_sha=: the newest runs of a commit. */
export const findRunsOfCommit = async (client: RunClient, repository: string, sha: string): Promise<Ids> => {
  const path = `/repos/${repository}/actions/runs?head_sha=${sha}&per_page=${LIMITS.traceRuns}`
  return read(client, path, 'runs', runs, ({ workflow_runs }) => workflow_runs.map(({ id }) => String(id)))
}

/**
 * GET /repos/{repo}/deployments/{id}/statuses: GitHub links the statuses that a job makes to the job
 * (`…/actions/runs/<run>/job/<job>`, as qoomon/actions--context reads it).
 */
export const findRunsOfDeployment = (client: RunClient, repository: string, id: string): Promise<Ids> =>
  read(client, `/repos/${repository}/deployments/${id}/statuses?per_page=30`, `deployments.${id}`, statuses, all => [
    ...new Set(all.flatMap(({ log_url, target_url }) => toRunId(log_url ?? '') ?? toRunId(target_url ?? '') ?? [])),
  ])

/** GET /repos/{repo}/deployments?environment=: the runs that made the newest deployments of an environment. */
export const findRunsOfEnvironment = async (client: RunClient, repository: string, name: string): Promise<Ids> => {
  const path = `/repos/${repository}/deployments?environment=${encodeURIComponent(name)}&per_page=${LIMITS.traceDeployments}`
  const listed = await read(client, path, 'deployments', deployments, all => all.map(({ id }) => String(id)))
  const found = await Promise.all(listed.value.map(id => findRunsOfDeployment(client, repository, id)))
  return {
    value: [...new Set(found.flatMap(({ value }) => value))],
    gaps: [...listed.gaps, ...found.flatMap(({ gaps }) => gaps)],
  }
}

/** Lists the newest run artifacts of a repository: GET /repos/{repo}/actions/artifacts, newest first. */
export const listRecentReports = async (
  client: RunClient,
  repository: string,
): Promise<Reading<readonly ListedArtifact[]>> => {
  const found: ListedArtifact[] = []
  const gaps: Gap[] = []
  for (let page = 1; page <= LIMITS.tracePages; page += 1) {
    const path = `/repos/${repository}/actions/artifacts?per_page=${LIMITS.perPage}&page=${page}`
    const listed = await read(client, path, 'artifacts', artifactsMember, ({ artifacts }) => artifacts)
    gaps.push(...listed.gaps)
    found.push(...listed.value.filter(({ name }) => parseRunArtifactName(name) !== undefined))
    if (listed.value.length < LIMITS.perPage) break
  }
  return { value: found, gaps }
}

const read = async <T extends z.ZodMiniType, V>(
  client: RunClient,
  path: string,
  field: string,
  schema: T,
  toValues: (answer: z.output<T>) => readonly V[],
): Promise<Reading<readonly V[]>> => {
  const answer = await client.get(path)
  if (!answer.ok) return { value: [], gaps: [gapOfRefusal(field, answer)] }
  const parsed = z.safeParse(schema, answer.value)
  return parsed.success
    ? { value: toValues(parsed.data), gaps: [] }
    : { value: [], gaps: [{ field, source: 'api', reason: 'malformed' }] }
}

const toRunId = (url: string): string | undefined => /\/actions\/runs\/(\d{1,20})(?:[/?#]|$)/.exec(url)?.[1]
