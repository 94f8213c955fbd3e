import { BUDGETS } from '../core/budgets.ts'
import { TraceError } from '../core/error.ts'
import { createRestClient, type RestClient } from '../github/rest/client.ts'
import type { ResultsService } from '../github/results/results-service.ts'
import { parseRuntimeToken } from '../github/results/runtime-token.ts'
import { createWriter, type Writer } from '../github/write/octokit.ts'
import type { Environment } from '../io/env.ts'
import { createHttpClient, type HttpClient } from '../io/http/http-client.ts'
import { readProxySettings } from '../io/http/proxy.ts'
import type { Subject } from '../run/subject.ts'
import { type EventFacts, findOccurrence, readEventFile } from '../runner/event-file.ts'
import { VERSION } from '../schema/values/version.ts'
import type { ReportInputs } from './inputs.ts'

/** The run that the runner names, and the services that know more about it. */
export type ReportContext = {
  readonly inputs: ReportInputs
  readonly environment: Environment
  /** The run that is reported: this job's own or, with `run-id`, another run that is over (`workflow_run`). */
  readonly subject: Subject & { readonly attempt: number }
  /** The run of this job. The reported run may be another one. */
  readonly ownRun: { readonly runId: string; readonly attempt: number }
  readonly event: EventFacts
  /** The one HTTP client of this step. A service that failed once is not requested again. */
  readonly http: HttpClient
  readonly rest: RestClient
  /** Writes to GitHub with Octokit, through `rest`. */
  readonly writer: Writer
  /** Undefined where the runner gave no results service (GHES). */
  readonly results: ResultsService | undefined
  /** The service that takes this job's own artifacts, whatever run is reported. */
  readonly uploads: ResultsService | undefined
  readonly sleep: (millis: number) => Promise<void>
}

/**
 * Connects to GitHub from the runner's variables. @throws TraceError INPUT_INVALID outside a GitHub Actions job:
 * without these variables there is no run to report.
 */
export const connect = async (inputs: ReportInputs, environment: Environment): Promise<ReportContext> => {
  const need = (name: string, pattern: RegExp): string => {
    const value = environment[name] ?? ''
    if (pattern.test(value)) return value
    throw new TraceError('INPUT_INVALID', `${name} is not set as GitHub Actions sets it`, {
      hint: "Run the report as a step of a workflow; on another runner than GitHub's set the variable for it",
    })
  }
  const ownRun = {
    runId: need('GITHUB_RUN_ID', /^\d{1,20}$/),
    attempt: Number(need('GITHUB_RUN_ATTEMPT', /^\d{1,5}$/)),
  }
  const event = (await readEventFile(environment['GITHUB_EVENT_PATH'])).value
  const serverUrl = need('GITHUB_SERVER_URL', /^https?:\/\/[^\s/]{1,250}\/?$/).replace(/\/$/, '')
  const http = createHttpClient(readProxySettings(environment), BUDGETS.reportLosses)
  const uploads = readResultsService(environment, http)
  const sleep = (millis: number) => new Promise<void>(resolve => setTimeout(resolve, millis))
  const apiUrl = toApiUrl(environment['GITHUB_API_URL'] ?? '', serverUrl)
  const rest = createRestClient({
    apiUrl,
    token: inputs.token,
    userAgent: `pipeline-trace/${VERSION}`,
    budget: inputs.apiBudget,
    callMs: BUDGETS.restCall,
    patienceMs: BUDGETS.rateLimitShort,
    sleep,
    http,
  })
  const repository = need('GITHUB_REPOSITORY', /^[\w.-]{1,100}\/[\w.-]{1,100}$/)
  const given = environment['GITHUB_REPOSITORY_ID'] ?? ''
  const repositoryId = NUMERIC_ID.test(given) ? given : event.repositoryId
  const subject = toSubject(
    inputs,
    environment,
    { serverUrl, repository, repositoryId },
    { ...ownRun, occurred: findOccurrence(environment['GITHUB_EVENT_NAME'], event) },
  )
  return {
    inputs,
    environment,
    subject,
    ownRun,
    event,
    // The token of the results service is valid only for this job's own run.
    results: subject.kind === 'own-run' ? uploads : undefined,
    uploads,
    sleep,
    http,
    rest,
    writer: createWriter(rest, apiUrl),
  }
}

const toSubject = (
  inputs: ReportInputs,
  environment: Environment,
  place: Pick<Subject, 'serverUrl' | 'repository' | 'repositoryId'>,
  ownRun: ReportContext['ownRun'] & Pick<EventFacts, 'occurred'>,
): ReportContext['subject'] =>
  inputs.runId !== '' && inputs.runId !== ownRun.runId
    ? { kind: 'other-run', ...place, runId: inputs.runId, attempt: inputs.runAttempt }
    : {
        kind: 'own-run',
        ...place,
        ...ownRun,
        jobId: inputs.jobId,
        jobKey: environment['GITHUB_JOB'] ?? '',
        jobWorkflowRef: inputs.jobWorkflowRef,
        needs: inputs.needs,
        sha: environment['GITHUB_SHA'],
        event: environment['GITHUB_EVENT_NAME'],
        baseRef: environment['GITHUB_BASE_REF'],
        workflowRef: environment['GITHUB_WORKFLOW_REF'],
        workflowSha: environment['GITHUB_WORKFLOW_SHA'] || undefined,
      }

const NUMERIC_ID = /^\d{1,20}$/

/**
 * Returns the URL of the API. Where the runner does not set it, the documented default holds: a host of its own for
 * github.com and for tenants of ghe.com, `/api/v3` of the server elsewhere (docs.github.com/en/rest "Getting started",
 * enterprise-server "REST API").
 */
const toApiUrl = (given: string, serverUrl: string): string => {
  if (/^https?:\/\/\S{1,250}$/.test(given)) return given.replace(/\/$/, '')
  const { protocol, host } = new URL(serverUrl)
  return host === 'github.com' || host.endsWith('.ghe.com') ? `${protocol}//api.${host}` : `${serverUrl}/api/v3`
}

const readResultsService = (environment: Environment, http: HttpClient): ResultsService | undefined => {
  const { ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = environment
  if (url === undefined || token === undefined || !URL.canParse(url)) return undefined
  const ids = parseRuntimeToken(token)
  return ids === undefined ? undefined : { url, token, ...ids, http }
}
