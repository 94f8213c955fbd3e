/** A run and its server. */
export type RunAddress = {
  /** `owner/name` */
  readonly repository: string
  /** Undefined for the page of a check. GitHub gives the run of the check. */
  readonly runId: string | undefined
  readonly checkRunId: string | undefined
  readonly attempt: number | undefined
  /** The server in a URL; undefined for `owner/name` and an id. */
  readonly serverUrl: string | undefined
}

const URL_OF_RUN =
  /^(https?:\/\/[\w.:-]{1,250})\/([\w.-]{1,100}\/[\w.-]{1,100})\/actions\/runs\/(\d{1,20})(?:\/attempts\/(\d{1,5}))?(?:[/?#]\S{0,500})?$/

/** Pages of a check: in the checks of a pull request, in those of a commit, and the older page of the check alone. */
const URL_OF_CHECK =
  /^(https?:\/\/[\w.:-]{1,250})\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:pull\/\d{1,10}\/checks\?(?:[\w-]{1,40}=[\w-]{0,100}&){0,5}check_run_id=|commit\/[0-9a-f]{40}\/checks\/|runs\/)(\d{1,20})(?:[&/?#]\S{0,500})?$/

/** Reads `owner/name` and an id, or the address of a page of a run or a check; undefined for anything else. */
export const readRunAddress = (operands: readonly string[]): RunAddress | undefined => {
  const [first = '', second, ...more] = operands
  if (more.length > 0) return undefined
  if (second !== undefined)
    return /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(first) && /^\d{1,20}$/.test(second)
      ? { repository: first, runId: second, checkRunId: undefined, attempt: undefined, serverUrl: undefined }
      : undefined
  return readRunPage(first) ?? readCheckPage(first)
}

const readRunPage = (url: string): RunAddress | undefined => {
  const [, serverUrl, repository, runId, attempt] = URL_OF_RUN.exec(url) ?? []
  return serverUrl === undefined || repository === undefined || runId === undefined
    ? undefined
    : {
        serverUrl,
        repository,
        runId,
        checkRunId: undefined,
        attempt: attempt === undefined ? undefined : Number(attempt),
      }
}

const readCheckPage = (url: string): RunAddress | undefined => {
  const [, serverUrl, repository, checkRunId] = URL_OF_CHECK.exec(url) ?? []
  return serverUrl === undefined || repository === undefined || checkRunId === undefined
    ? undefined
    : { serverUrl, repository, runId: undefined, checkRunId, attempt: undefined }
}

/**
 * Returns the server of an API: https://github.com for its API's own host, `SUBDOMAIN.ghe.com` for
 * `api.SUBDOMAIN.ghe.com` (docs.github.com, GitHub Enterprise Cloud with data residency), and the host for GitHub
 * Enterprise Server, where the API is `https://HOST/api/v3`.
 */
export const toServer = (apiUrl: string): string => {
  const { protocol, host } = new URL(apiUrl)
  const isApiHost = host === 'api.github.com' || /^api\.[\w-]{1,100}\.ghe\.com$/.test(host)
  return `${protocol}//${isApiHost ? host.slice('api.'.length) : host}`
}

/** Returns the API of a server: the value that `--api-url` must have. */
export const toApiUrl = (serverUrl: string): string => {
  const { protocol, host } = new URL(serverUrl)
  return host === 'github.com' || host.endsWith('.ghe.com') ? `${protocol}//api.${host}` : `${protocol}//${host}/api/v3`
}
