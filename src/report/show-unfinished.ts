import { BUDGETS } from '../core/budgets.ts'
import { toOneLine } from '../core/error.ts'
import { correlationId } from '../core/ids.ts'
import { LIMITS } from '../core/limits.ts'
import { type Environment, readInput } from '../io/env.ts'
import { createHttpClient } from '../io/http/http-client.ts'
import { readProxySettings } from '../io/http/proxy.ts'
import { plain, text } from '../render/text/markdown.ts'
import { writeSummary, writeValues } from '../runner/job-files.ts'
import { nameCheckRun } from './check-run-identity.ts'
import type { Known, Stage } from './progress.ts'

/** A report that ended before it was complete. */
export type Unfinished = {
  readonly stage: Stage
  readonly known: Known
  readonly why: string
  /** Whether the runner is about to end this process. */
  readonly isCancelled: boolean
}

/**
 * Writes to summary, outputs and check run that there is no report, and what was known when it ended. It is small on
 * purpose: whatever made the report fail is not in this process. Returns one line per fault.
 */
export const showUnfinished = async (environment: Environment, unfinished: Unfinished): Promise<readonly string[]> => {
  const run = readRun(environment, unfinished.known)
  if (run === undefined) return ['no check run was posted: the variables of a GitHub Actions run are not set']
  // A posted report stays: it holds more than this message.
  if (unfinished.stage === 'shown' || unfinished.stage === 'done') return []
  const summary = toSummary(unfinished, environment)
  writeSummary(environment['GITHUB_STEP_SUMMARY'], `### ${toTitle(environment, text)}\n\n${summary}`)
  writeValues(environment['GITHUB_OUTPUT'], { 'correlation-id': run.correlationId, result: 'incomplete' })
  if (readInput(environment, 'check-run') === 'off') return []
  return post(environment, run, { title: toTitle(environment, plain).slice(0, 255), summary }, unfinished)
}

type Run = {
  readonly apiUrl: string
  readonly repository: string
  readonly headSha: string
  readonly correlationId: string
  readonly attempt: number
  readonly detailsUrl: string
}

/** Returns the run from the runner's variables; undefined outside a run. */
const readRun = (environment: Environment, known: Known): Run | undefined => {
  const { GITHUB_API_URL: api = '', GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '' } = environment
  const runId = known.runId ?? environment['GITHUB_RUN_ID'] ?? ''
  const attempt = known.attempt ?? Number(environment['GITHUB_RUN_ATTEMPT'] ?? '1')
  const headSha = known.headSha ?? environment['GITHUB_SHA'] ?? ''
  const isRun =
    URL.canParse(api) &&
    URL.canParse(server) &&
    /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository) &&
    /^\d{1,20}$/.test(runId) &&
    /^[0-9a-f]{40,64}$/.test(headSha)
  if (!isRun) return undefined
  return {
    apiUrl: api.replace(/\/$/, ''),
    repository,
    headSha,
    correlationId: correlationId(server, environment['GITHUB_REPOSITORY_ID'] ?? '', runId),
    attempt,
    detailsUrl: `${server.replace(/\/$/, '')}/${repository}/actions/runs/${runId}/attempts/${attempt}`,
  }
}

const toTitle = (environment: Environment, show: (value: string, max: number) => string): string =>
  `⏳ Incomplete: ${show(environment['GITHUB_WORKFLOW'] ?? 'workflow', 120)} — the report was ended before it was done`

const toSummary = ({ why, known }: Unfinished, environment: Environment): string => {
  const jobs = Object.entries(known.jobs ?? {})
  const all = jobs.reduce((sum, [, count]) => sum + count, 0)
  return [
    `**${text(why, 500)}.** Nothing of this run is confirmed by this report.`,
    '',
    'Known by then:',
    '',
    jobs.length === 0
      ? '- jobs: not listed'
      : `- jobs: ${all} (${jobs.map(([word, count]) => `${count} ${text(word, 40)}`).join(', ')})`,
    `- manifests: ${known.manifests === undefined ? 'not read' : String(known.manifests)}`,
    ...(isGated(environment)
      ? ['', 'The policy was not decided. With `fail-on` set that fails the check: nothing is met by absence.']
      : []),
    '',
  ].join('\n')
}

/**
 * Returns the branch that a policy would have been evaluated for, from the variables; undefined without a policy. The
 * ref of a merge queue is `refs/heads/gh-readonly-queue/<branch>/pr-<number>-<commit>` (docs.github.com "Managing a
 * merge queue").
 */
const toEvaluatedBranch = (environment: Environment): string | undefined => {
  if (readInput(environment, 'policy') === '') return undefined
  // For another run than this job's own, the variables name the branch of this run, not of the reported one.
  if (!['', environment['GITHUB_RUN_ID']].includes(readInput(environment, 'run-id'))) return 'default branch'
  const base = environment['GITHUB_BASE_REF'] ?? ''
  if (base !== '') return base
  const [, branch = ''] = /^refs\/heads\/(.{1,1024})$/.exec(environment['GITHUB_REF'] ?? '') ?? []
  const [, target = branch] = /^gh-readonly-queue\/(.{1,1024})\/pr-\d{1,20}-[0-9a-f]{40,64}$/.exec(branch) ?? []
  return target === '' ? 'default branch' : target
}

/**
 * Whether `fail-on` is set. The check run must then fail: a neutral one satisfies a rule that requires it
 * (docs.github.com "About protected branches").
 */
const isGated = (environment: Environment): boolean => !['', 'never'].includes(readInput(environment, 'fail-on'))

/** Posts the check run under the name of the report's own: POST /repos/{repo}/check-runs, `checks: write`. */
const post = async (
  environment: Environment,
  run: Run,
  output: { readonly title: string; readonly summary: string },
  { isCancelled }: Unfinished,
): Promise<readonly string[]> => {
  const body = {
    name: nameCheckRun(environment['GITHUB_WORKFLOW'] ?? 'workflow', toEvaluatedBranch(environment)),
    head_sha: run.headSha,
    status: 'completed',
    conclusion: isGated(environment) ? 'failure' : 'neutral',
    external_id: `${run.correlationId}/${run.attempt}`,
    details_url: run.detailsUrl,
    output,
  }
  const headers = {
    accept: 'application/vnd.github+json',
    'content-type': 'application/json',
    'x-github-api-version': '2022-11-28',
    authorization: `Bearer ${readInput(environment, 'token')}`,
  }
  try {
    const url = `${run.apiUrl}/repos/${run.repository}/check-runs`
    const { status } = await createHttpClient(readProxySettings(environment), BUDGETS.reportLosses).request({
      service: 'api',
      what: 'POST check-runs',
      url,
      call: { method: 'POST', headers, body: JSON.stringify(body) },
      deadlineMs: isCancelled ? BUDGETS.cancelledCall : BUDGETS.unfinishedCall,
      maxBytes: LIMITS.unfinishedAnswer,
    })
    if (status === 201) return []
    const remedy = status === 403 || status === 404 ? ': add `checks: write` to the permissions of the report job' : ''
    return [`no check run was posted: HTTP ${status}${remedy}`]
  } catch (error) {
    return [`no check run was posted: ${toOneLine(error)}`]
  }
}
