import type { Refusal, RestClient } from '../github/rest/client.ts'
import { type ListedJob, readJobs } from '../github/rest/job.ts'
import { fetchJobLog } from '../github/rest/job-log.ts'
import { readRun } from '../github/rest/workflow-run.ts'
import { beginAnchorLog } from '../log/read-log.ts'
import { isPseudoJob } from '../timeline/jobs/pseudo-job.ts'
import type { Answer, Platform, PlatformJob } from '../verify/platform/platform.ts'

/** Creates the verifier's access to GitHub through the REST client: a deadline for each call, a budget for all. */
export const createPlatform = (client: RestClient, serverUrl: string): Platform => ({
  serverUrl,
  readRun: async (repository, runId, attempt) => {
    const { facts, refusal } = await readRun(client, repository, runId, attempt)
    return refusal === undefined ? { ok: true, value: facts } : toAnswer(client, repository, refusal)
  },
  readJobs: async (repository, runId, attempt) => {
    const { value: items, gaps, refusal } = await readJobs(client, repository, runId, attempt)
    if (refusal !== undefined && items.length === 0) return toAnswer(client, repository, refusal)
    const jobs = items.filter(job => !isPseudoJob(job)).map(toPlatformJob)
    return { ok: true, value: { jobs, complete: gaps.length === 0 } }
  },
  readLog: async (repository, jobId) => {
    const answer = await fetchJobLog(client, repository, jobId, beginAnchorLog)
    return answer.ok
      ? { ok: true, value: answer.value.anchor }
      : { ok: false, absent: false, reason: describeRefusal(answer) }
  },
})

/**
 * Converts a refusal. GitHub answers 404 for what does not exist and for what a token may not see. Reading the
 * repository tells the two apart.
 */
const toAnswer = async <T>(client: RestClient, repository: string, refusal: Refusal): Promise<Answer<T>> => {
  const absent = refusal.status === 404 && (await client.get(`/repos/${repository}`)).ok
  return { ok: false, absent, reason: describeRefusal(refusal) }
}

const describeRefusal = ({ reason, detail, permission, hint, ssoUrl }: Refusal): string => {
  const needed = permission === undefined ? '' : `, needs ${permission}`
  const remedy = ssoUrl === undefined ? hint : `Authorise the token for the organization at ${ssoUrl}`
  return `${reason}: ${detail}${needed}${remedy === undefined ? '' : `. ${remedy}`}`
}

const toPlatformJob = ({ id, name, api }: ListedJob): PlatformJob => ({
  id,
  name,
  status: api.status,
  conclusion: api.conclusion,
  createdAt: api.createdAt,
  startedAt: api.startedAt,
  completedAt: api.completedAt,
  steps: api.steps,
})
