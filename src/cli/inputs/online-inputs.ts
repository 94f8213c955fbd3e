import { LIMITS } from '../../core/limits.ts'
import type { Environment } from '../../io/env.ts'
import { type ProxySettings, readProxySettings } from '../../io/http/proxy.ts'
import type { LogSource } from '../../run/subject.ts'
import { isWhole } from './options.ts'
import { type RunAddress, readRunAddress, toApiUrl, toServer } from './run-address.ts'

export type TokenVariable = 'GH_TOKEN' | 'GITHUB_TOKEN'

/** What a request to GitHub needs. */
export type Api = {
  readonly apiUrl: string
  readonly serverUrl: string
  /** '' where none is set. */
  readonly token: string
  /** The variable that held the token. */
  readonly tokenFrom: TokenVariable | undefined
  readonly proxies: ProxySettings
  readonly budget: number
}

/** What a request for a run needs. */
export type Online = Api & {
  readonly repository: string
  /** '' until the run of a check is known. */
  readonly runId: string
  readonly checkRunId?: string | undefined
  /** Undefined for the latest attempt. */
  readonly attempt: number | undefined
}

export const API_OPTIONS = {
  'api-url': { type: 'string', value: 'URL', help: 'the API; else GITHUB_API_URL, else https://api.github.com' },
  'api-budget': { type: 'string', value: 'N', help: 'requests at most, 1000 by default' },
} as const

export const ONLINE_OPTIONS = {
  attempt: { type: 'string', value: 'N', help: 'another attempt than the latest' },
  ...API_OPTIONS,
  quiet: { type: 'boolean', help: 'no progress on standard error' },
} as const

type ApiValues = {
  readonly 'api-url'?: string | undefined
  readonly 'api-budget'?: string | undefined
}
type Values = ApiValues & { readonly attempt?: string | undefined }

/** The log source of `report` and `fetch`: one archive per attempt. One request per job would use up the budget. */
export const LOGS: LogSource = 'archive'

/** Reads the operands and options into a request. Returns the errors, in words for the user, where they are wrong. */
export const readOnline = (
  operands: readonly string[],
  values: Values,
  environment: Environment,
): { readonly wrong: readonly string[]; readonly online: Online | undefined } => {
  const address = readRunAddress(operands)
  const { wrong: wrongApi, api } = readApi(values, environment)
  const wrong = [
    ...(address === undefined
      ? ['name the run as OWNER/REPO and RUN-ID, or by the URL of its page or of one of its checks']
      : []),
    ...wrongAttempt(values.attempt),
    ...wrongApi,
    ...(api !== undefined && address !== undefined ? wrongServer(address, api.apiUrl) : []),
  ]
  if (address === undefined || api === undefined || wrong.length > 0) return { wrong, online: undefined }
  const online = {
    ...api,
    repository: address.repository,
    runId: address.runId ?? '',
    checkRunId: address.checkRunId,
    attempt: values.attempt === undefined ? address.attempt : Number(values.attempt),
  }
  return { wrong, online }
}

/** Selects the API and the token for it. */
export const readApi = (
  values: ApiValues,
  environment: Environment,
): { readonly wrong: readonly string[]; readonly api: Api | undefined } => {
  const apiUrl = (values['api-url'] ?? trimToText(environment['GITHUB_API_URL']) ?? 'https://api.github.com').replace(
    /\/$/,
    '',
  )
  const isUrl = /^https?:\/\/[\w.:-]{1,250}(?:\/[\w./-]{0,250})?$/.test(apiUrl) && URL.canParse(apiUrl)
  const wrong = [
    ...(isUrl ? [] : [`${values['api-url'] === undefined ? 'GITHUB_API_URL' : '--api-url'} is an http(s) URL`]),
    ...(isWhole(values['api-budget'], 1, LIMITS.mostRequestsOfCommand)
      ? []
      : [`--api-budget is a number from 1 to ${LIMITS.mostRequestsOfCommand}`]),
  ]
  if (!isUrl) return { wrong, api: undefined }
  const api = {
    apiUrl,
    serverUrl: toServer(apiUrl),
    ...readToken(environment),
    proxies: readProxySettings(environment),
    budget: Number(values['api-budget'] ?? LIMITS.requestsOfCommand),
  }
  return { wrong, api }
}

/** Reads GH_TOKEN first, as `gh` does (cli.github.com/manual/gh_help_environment). */
const readToken = (environment: Environment): Pick<Api, 'token' | 'tokenFrom'> => {
  for (const tokenFrom of ['GH_TOKEN', 'GITHUB_TOKEN'] as const) {
    const token = trimToText(environment[tokenFrom])
    if (token !== undefined) return { token, tokenFrom }
  }
  return { token: '', tokenFrom: undefined }
}

export const wrongAttempt = (value: string | undefined): readonly string[] =>
  isWhole(value, 1, 99_999) ? [] : ['--attempt is a number from 1']

/**
 * Checks that a URL's server is the API's server. A URL never decides where the token goes: the user must name another
 * server explicitly.
 */
const wrongServer = ({ serverUrl }: RunAddress, apiUrl: string): readonly string[] =>
  serverUrl === undefined || serverUrl.toLowerCase() === toServer(apiUrl)
    ? []
    : [`the run is on ${serverUrl}, but the API is ${apiUrl}: give --api-url ${toApiUrl(serverUrl)}`]

const trimToText = (value: string | undefined): string | undefined => {
  const trimmed = value?.trim() ?? ''
  return trimmed === '' ? undefined : trimmed
}
