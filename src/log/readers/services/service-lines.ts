import type { Service, ServiceFailure } from '../../../schema/job/service-use.ts'
import { type KnownHost, knownHost, registrableDomain } from './known-services.ts'

/**
 * Texts that tools print at the begin of a line when they use a service without naming its host. The wordings come from
 * public logs. A tool with another wording is missed, not misread.
 */
const PHRASES: readonly { readonly words: readonly string[]; readonly pattern: RegExp; readonly service: Service }[] = [
  {
    words: ['npm err', 'npm error'],
    pattern: /^npm (?:err!|error) (?:network|code e(?:404|429|5\d\d|notfound|ai_again|connreset|timedout))\b/,
    service: 'npm',
  },
  { words: ['added '], pattern: /^added \d{1,7} packages?(?:,| in )/, service: 'npm' },
  {
    words: ['progress: resolved '],
    pattern: /^progress: resolved \d{1,7}, reused \d{1,7}, downloaded \d{1,7}/,
    service: 'npm',
  },
  {
    // docs.docker.com "Docker Hub pull usage and limits": the error message.
    words: ['pull rate limit'],
    pattern: /\byou have reached your (?:unauthenticated )?pull rate limit\b/,
    service: 'docker-hub',
  },
  { words: ['collecting '], pattern: /^collecting [a-z0-9]/, service: 'pypi' },
  {
    words: ['crates'],
    pattern: /^(?:updating crates\.io index|downloading crates \.\.\.|downloaded \d{1,5} crates? )/,
    service: 'crates',
  },
  {
    // Cargo's own words before the error of curl, which downloads crates; an error of git has `class=` behind it
    // (rust-lang/cargo src/cargo/util/network/retry.rs, http.rs).
    words: ['spurious network error'],
    pattern: /^warning: spurious network error \(\d{1,3} (?:tries|try) remaining\): \[\d{1,3}\] /,
    service: 'crates',
  },
  { words: ['go: downloading '], pattern: /^go: downloading /, service: 'go-proxy' },
  {
    words: ['loading composer repositories'],
    pattern: /^loading composer repositories with package information/,
    service: 'packagist',
  },
  {
    words: ["download action repository '", 'syncing repository: ', 'downloading single artifact'],
    pattern: /^(?:download action repository '|syncing repository: |downloading single artifact$)/,
    service: 'github',
  },
  { words: [': s3://'], pattern: /^(?:download|upload): s3:\/\//, service: 'aws' },
  {
    words: ['api rate limit exceeded', 'secondary rate limit'],
    pattern: /\bapi rate limit exceeded\b|\bsecondary rate limit\b/,
    service: 'github',
  },
]

/** A line with this beginning reports a transfer. Any other line with an address may only mention it. */
const TRANSFER =
  /^(?:(?:#\d{1,5} (?:[\d.]{1,12} )?)?\W{0,5})(?:download|fetch|get:?\d|hit:\d|ign:\d|err:\d|get |get$|pull|clon|from |receiv|retriev|upload|push|npm http |looking in indexes|updating|installing|the push refers to )/

/**
 * Words before the status of an answer: curl and git; .NET's HttpResponseMessage, with which the runner downloads actions
 * (dotnet/runtime System.Net.Http Strings.resx `net_http_message_not_success_statuscode_reason`); the tool cache of
 * actions (actions/toolkit packages/tool-cache/src/tool-cache.ts); pnpm's error code (pnpm network/fetch).
 */
const ANSWER_WORDS = ['returned error', 'status code', 'unexpected http response', 'err_pnpm_fetch_'] as const

const FAILURES: readonly {
  readonly kind: ServiceFailure
  readonly words: readonly string[]
  readonly pattern: RegExp
}[] = [
  {
    kind: 'dns',
    words: [
      'resolve host',
      'temporary failure ',
      'service not known',
      'nodename nor servname',
      'no such host',
      'enotfound',
      'eai_again',
      "failed to resolve '",
      'dns error',
      'failed to lookup address',
    ],
    pattern:
      /could not resolve host|couldn't resolve host|temporary failure (?:in name resolution|resolving)|name or service not known|nodename nor servname|no such host|\benotfound\b|eai_again|failed to resolve '|\bdns error\b|failed to lookup address/,
  },
  {
    kind: 'tls',
    words: ['certificate', 'ssl_error_syscall', 'tls handshake', 'gnutls_handshake', 'sslhandshakeexception'],
    pattern:
      /certificate verify failed|unable to get local issuer certificate|certificate has expired|self[- ]signed certificate|x509: certificate|ssl_error_syscall|tls handshake (?:timeout|failure)|gnutls_handshake\(\) failed|sslhandshakeexception/,
  },
  {
    kind: 'rate-limit',
    words: ['toomanyrequests', 'too many requests', 'rate limit', ...ANSWER_WORDS, 'code e429'],
    pattern:
      /toomanyrequests|too many requests|(?:pull|secondary|api) rate limit|(?:returned error|status code|does not indicate success|unexpected http response):? 429|\bcode e429\b|\berr_pnpm_fetch_429\b/,
  },
  {
    kind: 'server-error',
    words: [...ANSWER_WORDS, 'code e5', 'bad gateway', 'service unavailable', 'unavailable', 'gateway time'],
    pattern:
      /(?:returned error|status code|does not indicate success|unexpected http response):? 5\d\d|\bcode e5\d\d\b|\berr_pnpm_fetch_5\d\d\b|\b50[234] (?:bad gateway|service (?:temporarily )?unavailable|gateway time-?out)/,
  },
  {
    kind: 'not-found',
    words: ['manifest unknown', 'code e404', 'returned error', 'remote ref', 'err_pnpm_fetch_'],
    pattern: /manifest unknown|\bcode e404\b|\berr_pnpm_fetch_404\b|returned error: 404|couldn't find remote ref/,
  },
  {
    kind: 'reset',
    words: ['econnreset', 'connection reset', 'socket hang up', 'hung up'],
    pattern: /econnreset|connection reset by peer|socket hang up|remote end hung up/,
  },
  { kind: 'refused', words: ['econnrefused', 'connection refused'], pattern: /econnrefused|connection refused/ },
  {
    kind: 'time-out',
    words: [
      'etimedout',
      'timed out',
      'connect timeout',
      'i/o timeout',
      'httpclient.timeout',
      'err_socket_timeout',
      'timeout was reached',
    ],
    pattern:
      /etimedout|connection timed out|connect timeout|read timed out|operation timed out|i\/o timeout|httpclient\.timeout|err_socket_timeout|\[28\] timeout was reached/,
  },
]

/** Words of a git command. An unknown remote is remembered too: the answer of git that follows belongs to it. */
const GIT_WORDS: readonly string[] = [' fetch ', ' clone ', ' remote add ', ' submodule ']

/** The words that `findFailure` needs: a line without any of them holds no failure. */
export const FAILURE_WORDS: readonly string[] = FAILURES.flatMap(({ words }) => words)

/** The words that `isGit`, `findRegistry` and `findService` need: they find nothing in a line without any of them. */
export const COMMAND_WORDS: readonly string[] = [
  ...GIT_WORDS,
  'pulling from library/',
  'load metadata for ',
  'docker pull ',
  'docker" pull ',
  'docker.exe pull ',
  'docker.exe" pull ',
  'the push refers to repository [',
  ...PHRASES.flatMap(({ words }) => words),
]

/** Finds the service in one line in lower case. */
export const findService = (text: string): Service | undefined =>
  PHRASES.find(({ pattern }) => pattern.test(text))?.service

export const findFailure = (text: string): ServiceFailure | undefined =>
  FAILURES.find(({ pattern }) => pattern.test(text))?.kind

/**
 * Finds answers without a host name. An answer of docker belongs to the registry of the last pull, one of git to the
 * last remote.
 */
export const findAnswerer = (text: string): 'docker' | 'git' | undefined => {
  if (/^error response from daemon: |^toomanyrequests: /.test(text)) return 'docker'
  return /^fatal: |^error: rpc failed/.test(text) ? 'git' : undefined
}

/** Returns true for `git fetch`, `git clone` or `git remote add`, as the line shows the command. */
export const isGit = (text: string): boolean =>
  /^(?:\+{1,5} )?[^\s]{0,100}\bgit(?:\.exe)?"? (?:.{0,200} )?(?:fetch|clone|remote add|submodule) /.test(text)

/**
 * Returns true if a program itself reports the failure, at the margin and in words of its own. A failure without a host
 * counts only there: names and values of tests, literals that a compiler quotes and source that a linter shows hold the
 * same words.
 */
export const isOwnReport = (plain: string, text: string): boolean =>
  !/^\s/.test(plain) && OWN_REPORT.test(text) && findFailure(text.replace(QUOTED, '')) !== undefined

const OWN_REPORT =
  /^\W{0,4}(?:(?:error|fatal|warning|warn|[ew])(?:\]|:)|(?:npm|pnpm|yarn) (?:err!|error|warn)|err_pnpm_|err:\d|error response from |toomanyrequests: |failed to |unexpected http response: |(?:curl|wget|ssh|scp|rsync|git|docker|buildx|helm|kubectl|aws|gcloud|az|gh|go|pip|uv|poetry|cargo|terraform)\b[^:]{0,40}:|dial tcp)/
const QUOTED = /"[^"]{0,500}"|'[^']{0,500}'|`[^`]{0,500}`/g

/**
 * Returns true for an answer that names no host: the download that the line before began got it (actions/toolkit
 * packages/tool-cache/src/tool-cache.ts).
 */
export const isAnswerToLast = (text: string): boolean => /^(?:error: )?unexpected http response: \d{3}$/.test(text)

export const isTransfer = (text: string): boolean => TRANSFER.test(text)

/**
 * Finds the registry of a pull or push: `docker pull x`, `load metadata for docker.io/library/x`, `Pulling from
 * library/x`. Returns `private` for an unknown registry, and undefined if the line names no image.
 */
export const findRegistry = (text: string): KnownHost | 'private' | undefined => {
  if (/\bpulling from library\//.test(text)) return DOCKER_HUB
  const image =
    /(?:\bdocker(?:\.exe)?"? pull (?:-q )?|load metadata for |the push refers to repository \[)([a-z0-9][^\s\]"']{0,300})/.exec(
      text,
    )?.[1]
  if (image === undefined) return undefined
  const slash = image.indexOf('/')
  const first = slash === -1 ? '' : image.slice(0, slash)
  // Otherwise the first part is no host, and the image is of Docker Hub (distribution/reference, "domain").
  if (!first.includes('.') && !first.includes(':') && first !== 'localhost') return DOCKER_HUB
  return knownHost(parseHost(first)) ?? 'private'
}

const DOCKER_HUB: KnownHost = { service: 'docker-hub', host: 'docker.io' }

/** Lists the known services of the addresses in a line. */
export const listKnownHosts = (text: string): readonly KnownHost[] => {
  const known: KnownHost[] = []
  for (const host of listHosts(text)) {
    const service = knownHost(host)
    if (service !== undefined) known.push(service)
  }
  return known
}

/** Finds the host of a failure: the service of the first known host, else the domain of the first host that has one. */
export const findFailedHost = (text: string): KnownHost | 'private' | undefined => {
  const hosts = [...listHosts(text), ...namedHosts(text)]
  const known = hosts.map(knownHost).find(one => one !== undefined)
  if (known !== undefined) return known
  const domain = hosts.map(registrableDomain).find(one => one !== undefined)
  if (domain !== undefined) return { service: 'other', host: domain }
  // A container of the job or a machine of the company: nothing that a document can name.
  return hosts.length > 0 || /\b(?:127\.0\.0\.1|localhost)\b/.test(text) ? 'private' : undefined
}

const MAX_HOSTS = 5
const LONGEST_SCHEME = 'https'.length
const ADDRESS = /\bhttps?:\/\/([^\s/'"<>()\\|]{1,300})/g

/** Lists the hosts of a text. The part before `@` is a credential, and the part after `:` is a port. */
const listHosts = (text: string): readonly string[] => {
  const hosts: string[] = []
  const first = text.indexOf('://')
  if (first < 0) return hosts
  // matchAll would copy the pattern, and this runs for every line with an address. No address begins before the first
  // scheme.
  ADDRESS.lastIndex = Math.max(0, first - LONGEST_SCHEME)
  for (let match = ADDRESS.exec(text); match !== null && hosts.length < MAX_HOSTS; match = ADDRESS.exec(text)) {
    const authority = match[1] ?? ''
    hosts.push(parseHost(authority.slice(authority.lastIndexOf('@') + 1)))
  }
  return hosts
}

const parseHost = (authority: string): string => /^[a-z0-9.-]{0,253}/.exec(authority)?.[0].replace(/\.$/, '') ?? ''

/** Lists hosts that tools name without an address: curl, Node, Go, requests, git. */
const namedHosts = (text: string): readonly string[] => {
  const named =
    /(?:resolve host:? '?|resolve ['"]|enotfound |eai_again |lookup |resolving '|in connection to |host=\\?['"]|connect to |connecting to |to host )([a-z0-9][a-z0-9.-]{0,252})/.exec(
      text,
    )
  return named?.[1] === undefined ? [] : [parseHost(named[1])]
}
