import { json, type LabResponse } from '../http.ts'
import type { LabCheckRun, LabJob, LabRun, LabState } from '../state.ts'
import { notFound, paginate, refused } from './answer.ts'
import { checkRunBody, jobCheckRunBody } from './bodies/check-run.ts'
import { ACTIONS_APP_ID } from './bodies/user.ts'
import { annotationBody, type CheckRunInput, readCheckRunInput } from './check-run-input.ts'
import { type Call, type Permission, type Route, repositoryRoute } from './route.ts'

const READ: Permission = { key: 'checks', access: 'read' }
const WRITE: Permission = { key: 'checks', access: 'write' }

/** More than this many check runs of one name in a suite, and the oldest go (octokit/openapi, checks/create). */
const SAME_NAME_IN_SUITE = 1_000

/**
 * The suite of a new check run cannot be chosen: it is that of some run of the same commit, not of the run whose token
 * writes it (orgs/community 24616). The lab takes the oldest run of the commit.
 */
const suiteFor = (state: LabState, headSha: string): number =>
  [...state.runs.values()].filter(run => run.headSha === headSha || run.sha === headSha).sort((a, b) => a.id - b.id)[0]
    ?.checkSuiteId ?? state.nextId()

const create = (call: Call): LabResponse => {
  const { state } = call.context
  const input = readCheckRunInput(call.body)
  if (input?.name === undefined || input.head_sha === undefined) return refused(422, 'Invalid request.')
  if (!/^[0-9a-f]{40}$/.test(input.head_sha)) return refused(422, 'No commit found for SHA: head_sha')
  const now = state.now()
  const status = input.conclusion === undefined ? (input.status ?? 'queued') : 'completed'
  const check: LabCheckRun = {
    id: state.nextId(),
    checkSuiteId: suiteFor(state, input.head_sha),
    name: input.name,
    headSha: input.head_sha,
    status,
    conclusion: input.conclusion ?? null,
    externalId: input.external_id ?? '',
    detailsUrl: input.details_url ?? null,
    startedAt: input.started_at === undefined ? now : new Date(input.started_at),
    completedAt:
      status === 'completed' ? (input.completed_at === undefined ? now : new Date(input.completed_at)) : null,
    output: {
      title: input.output?.title ?? null,
      summary: input.output?.summary ?? null,
      text: input.output?.text ?? null,
      annotations: input.output?.annotations ?? [],
    },
  }
  const sameName = [...state.checkRuns.values()].filter(
    one => one.checkSuiteId === check.checkSuiteId && one.name === check.name,
  )
  if (sameName.length >= SAME_NAME_IN_SUITE) state.checkRuns.delete(sameName[0]?.id ?? 0)
  state.checkRuns.set(check.id, check)
  return json(201, checkRunBody(call.context, check), {
    location: `${call.url}/${check.id}`,
  })
}

const update = (call: Call): LabResponse => {
  const input = readCheckRunInput(call.body)
  if (input === undefined) return refused(422, 'Invalid request.')
  const own = findJobOf(call)
  if (own !== undefined) return updateOwnJob(call, own.run, own.job, input)
  const check = findCheck(call)
  if (check === undefined) return notFound()
  if (input.name !== undefined) check.name = input.name
  if (input.external_id !== undefined) check.externalId = input.external_id
  if (input.details_url !== undefined) check.detailsUrl = input.details_url
  if (input.started_at !== undefined) check.startedAt = new Date(input.started_at)
  if (input.status !== undefined) check.status = input.status
  if (input.conclusion !== undefined) {
    check.status = 'completed'
    check.conclusion = input.conclusion
    check.completedAt = input.completed_at === undefined ? call.context.state.now() : new Date(input.completed_at)
  }
  if (input.output !== undefined) {
    check.output = {
      title: input.output.title ?? check.output.title,
      summary: input.output.summary,
      text: input.output.text ?? check.output.text,
      // Annotations of later requests are added to the earlier ones (octokit/openapi, checks/update).
      annotations: [...check.output.annotations, ...(input.output.annotations ?? [])],
    }
  }
  return json(200, checkRunBody(call.context, check))
}

/**
 * The check run of a job: title, summary and annotations may be written by a token with `checks: write`, status and
 * conclusion are GitHub's alone (LouisBrunner/checks-action#369 has the message, imjohnbo/ok-to-test#24 the changelog
 * of 2025-02-12). Its name, links and times are refused too: nobody showed that they can be written.
 */
const updateOwnJob = (call: Call, run: LabRun, job: LabJob, input: CheckRunInput): LabResponse => {
  const { output, ...rest } = input
  if (Object.keys(rest).length > 0)
    return refused(403, 'Check run status and conclusions can only be updated internally by GitHub Actions.')
  if (output === undefined) return json(200, jobCheckRunBody(call.context, run, job))
  const text = output.text ?? job.output?.text
  job.output = {
    title: output.title ?? job.output?.title ?? job.name,
    summary: output.summary,
    ...(text === undefined ? {} : { text }),
    annotations: [...(job.output?.annotations ?? []), ...(output.annotations ?? [])],
  }
  return json(200, jobCheckRunBody(call.context, run, job))
}

const read = (call: Call): LabResponse => {
  const own = findJobOf(call)
  if (own !== undefined) return json(200, jobCheckRunBody(call.context, own.run, own.job))
  const check = findCheck(call)
  return check === undefined ? notFound() : json(200, checkRunBody(call.context, check))
}

const annotations = (call: Call): LabResponse => {
  const found = findJobOf(call)?.job.output?.annotations ?? findCheck(call)?.output.annotations
  if (found === undefined && findJobOf(call) === undefined) return notFound()
  const page = paginate(call, (found ?? []) as readonly Record<string, unknown>[])
  return json(200, page.items.map(annotationBody), page.headers)
}

/**
 * Check runs whose head is the commit; the merge commit of a pull request has none of its own. With `filter=latest`,
 * the default, only the newest of each name in each suite (lewagon/wait-on-check-action#156). Newest first, as in the
 * answers hub4j/github-api recorded (GHRepositoryTest getCheckRuns).
 */
const ofCommit = (call: Call): LabResponse => {
  const { state } = call.context
  const sha = commitOfRef(state, call.params['ref'] ?? '')
  const jobs = [...state.runs.values()].filter(run => run.headSha === sha).flatMap(run => checksOfJobs(call, run))
  const checks = [...state.checkRuns.values()].filter(one => one.headSha === sha).map(one => checkOf(call, one))
  const newestFirst = [...jobs, ...checks].sort((a, b) => b.id - a.id)
  const listed = call.query.get('filter') === 'all' ? newestFirst : newestOfEachName(newestFirst)
  const name = call.query.get('check_name')
  const status = call.query.get('status')
  const app = call.query.get('app_id')
  const found = listed.filter(
    one =>
      (name === null || one.name === name) &&
      (status === null || one.body['status'] === status) &&
      (app === null || app === String(ACTIONS_APP_ID)),
  )
  const page = paginate(call, found)
  return json(200, { total_count: page.total, check_runs: page.items.map(one => one.body) }, page.headers)
}

/** A SHA is itself; a branch of this repository stands at the head of its newest run. */
const commitOfRef = (state: LabState, ref: string): string | undefined => {
  if (/^[0-9a-f]{40}$/.test(ref)) return ref
  const branch = ref.replace(/^(?:refs\/)?heads\//, '')
  return [...state.runs.values()].findLast(run => run.headBranch === branch && !run.headRepository.fork)?.headSha
}

type Listed = {
  readonly id: number
  readonly suite: number
  readonly name: string
  readonly body: Readonly<Record<string, unknown>>
}

const checkOf = (call: Call, check: LabCheckRun): Listed => ({
  id: check.id,
  suite: check.checkSuiteId,
  name: check.name,
  body: checkRunBody(call.context, check),
})

/** Of all attempts: a job that ran again has a check run of its own in the same suite. */
const checksOfJobs = (call: Call, run: LabRun): readonly Listed[] => {
  const ids = new Set(run.attempts.flatMap(attempt => attempt.jobIds))
  return [...ids].flatMap(id => {
    const job = call.context.state.jobs.get(id)
    if (job === undefined) return []
    return [{ id, suite: run.checkSuiteId, name: job.name, body: jobCheckRunBody(call.context, run, job) }]
  })
}

const newestOfEachName = (newestFirst: readonly Listed[]): readonly Listed[] => {
  const taken = new Set<string>()
  return newestFirst.filter(({ suite, name }) => {
    const key = `${suite} ${name}`
    const isNew = !taken.has(key)
    taken.add(key)
    return isNew
  })
}

const findCheck = (call: Call): LabCheckRun | undefined =>
  call.context.state.checkRuns.get(Number(call.params['check_run_id'] ?? ''))

const findJobOf = (call: Call): { readonly run: LabRun; readonly job: LabJob } | undefined => {
  const job = call.context.state.jobs.get(Number(call.params['check_run_id'] ?? ''))
  const run = job === undefined ? undefined : call.context.state.runs.get(job.runId)
  return job === undefined || run === undefined ? undefined : { run, job }
}

export const checkRunRoutes: readonly Route[] = [
  repositoryRoute('POST /check-runs', WRITE, create),
  repositoryRoute('PATCH /check-runs/{check_run_id}', WRITE, update),
  repositoryRoute('GET /check-runs/{check_run_id}', READ, read),
  repositoryRoute('GET /check-runs/{check_run_id}/annotations', READ, annotations),
  repositoryRoute('GET /commits/{ref}/check-runs', READ, ofCommit),
]
