import { LIMITS } from '../core/limits.ts'
import { readCheckDeployment } from '../github/rest/check-runs.ts'
import type { RunClient } from '../github/rest/client.ts'
import { readDeploymentForJob } from '../github/rest/protection/list-deployments.ts'
import { inParallel } from '../io/in-parallel.ts'
import { matchesName } from '../schema/observed/name-pattern.ts'
import type { ObservedDeployment, ObservedJob } from '../schema/observed/run-observation.ts'
import type { WorkflowPlan } from '../schema/observed/workflow-plan.ts'
import type { Reading } from '../schema/values/fact.ts'

type Found = Reading<readonly ObservedDeployment[]>

/**
 * Joins deployments to the jobs that made them. A status with a link to its job is enough. The check run of a job is
 * read where the job should have deployed and no status names it: a status without a link, or a deployment of another
 * commit than the head.
 */
export const joinDeployments = async (
  client: RunClient,
  repository: string,
  found: readonly ObservedDeployment[],
  plan: WorkflowPlan | undefined,
  jobs: readonly ObservedJob[],
): Promise<Found> => {
  const joined = new Set(found.map(one => one.jobId))
  const open = jobs.filter(job => !joined.has(job.id) && hasEnded(job) && shouldDeploy(job, found, plan))
  const read = await inParallel(open.slice(0, LIMITS.deploymentCheckRuns), LIMITS.requestsAtOnce, job =>
    readOne(client, repository, found, job),
  )
  const byId = new Map([...found, ...read.flatMap(one => one.value)].map(one => [one.id, one]))
  const reasons = new Map(read.flatMap(one => one.gaps).map(gap => [`${gap.field} ${gap.reason}`, gap]))
  return {
    value: [...byId.values()].toSorted((a, b) => Number(a.id) - Number(b.id)),
    gaps: [...reasons.values()],
  }
}

/** A skipped job reached no environment. A job that waits for an environment has a status that names the job. */
const hasEnded = ({ api }: ObservedJob): boolean => api.status === 'completed' && api.conclusion !== 'skipped'

/**
 * Whether the plan lets the job deploy. Without a plan, any job may have made a deployment that is joined to no job.
 */
const shouldDeploy = (
  { name }: ObservedJob,
  found: readonly ObservedDeployment[],
  plan: WorkflowPlan | undefined,
): boolean =>
  plan === undefined
    ? found.some(isUnclaimed)
    : plan.jobs.some(({ environment, anyName }) => environment?.deployment === true && matchesName(anyName, name))

/** GitHub made the deployment for some job, or it has no status yet. */
const isUnclaimed = ({ jobId, statuses }: ObservedDeployment): boolean =>
  jobId === undefined &&
  statuses.every(({ creator, app }) => creator === 'github-actions[bot]' || app === 'github-actions')

const readOne = async (
  client: RunClient,
  repository: string,
  found: readonly ObservedDeployment[],
  job: ObservedJob,
): Promise<Found> => {
  const { value: raw, gaps } = await readCheckDeployment(client, repository, job.id)
  if (raw === undefined) return { value: [], gaps }
  const known = found.find(one => one.id === toId(raw))
  if (known !== undefined) return { value: [{ ...known, jobId: job.id }], gaps }
  const read = await readDeploymentForJob(client, repository, raw, job.id)
  return { value: read.value === undefined ? [] : [read.value], gaps: read.gaps }
}

const toId = (raw: unknown): string | undefined =>
  typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'number' ? String(raw.id) : undefined
