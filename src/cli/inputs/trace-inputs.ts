import type { Environment } from '../../io/env.ts'
import { readQuestion, type TraceQuestion } from '../../trace/question.ts'
import { API_OPTIONS, type Api, readApi } from './online-inputs.ts'
import { parseOptions, usage } from './options.ts'
import { readRunAddress, toServer } from './run-address.ts'

export type TraceFormat = 'text' | 'markdown' | 'json'

export type TraceCommand = {
  readonly name: 'trace'
  readonly question: TraceQuestion
  /** Folders and files, or one repository. A folder that exists under the name of a repository is the folder. */
  readonly sources: readonly { readonly kind: 'path' | 'repository'; readonly name: string }[]
  /** Undefined: no request is sent. */
  readonly api: Api | undefined
  readonly trust: {
    readonly trustedRoot: string | undefined
    readonly keys: readonly string[]
    readonly repo: string | undefined
  }
  readonly format: TraceFormat | undefined
  readonly output: string | undefined
  readonly quiet: boolean
}

/** Reads the arguments of `trace`; undefined for `--help`. @throws TraceError USAGE naming everything that is wrong. */
export const readTraceCommand = (args: readonly string[], environment: Environment): TraceCommand | undefined => {
  const { values, positionals } = parseOptions('trace', args, TRACE_OPTIONS)
  if (values.help === true) return undefined
  const [words = '', ...operands] = positionals
  const asked = readAsked(words)
  const names = operands.length === 0 && asked?.repository !== undefined ? [asked.repository] : operands
  const sources = names.map(name => ({ kind: REPOSITORY.test(name) ? 'repository' : 'path', name }) as const)
  const repositories = sources.filter(({ kind }) => kind === 'repository')
  const isOnline = repositories.length > 0 && values.offline !== true
  const { wrong: wrongApi, api } = isOnline ? readApi(values, environment) : { wrong: [], api: undefined }
  const { format, output } = values
  const wrong = [
    ...(asked === undefined ? [QUESTION] : []),
    ...(names.length === 0 ? ['name the folders to search, or owner/repo'] : []),
    ...(names.some(name => name === '') ? ['a folder has a name'] : []),
    ...wrongApi,
    ...(asked?.serverUrl !== undefined && api !== undefined && asked.serverUrl.toLowerCase() !== toServer(api.apiUrl)
      ? [`the run is on ${asked.serverUrl}, but the API is ${api.apiUrl}: give --api-url`]
      : []),
    ...(isFormat(format) ? [] : ['--format is text, markdown or json']),
  ]
  if (asked === undefined || wrong.length > 0 || !isFormat(format)) throw usage(wrong.join('; '), 'trace')
  return {
    ...{ name: 'trace', question: asked.question, sources, api, format },
    trust: { trustedRoot: values['trusted-root'], keys: values.key ?? [], repo: values.repo },
    output: output === '-' ? undefined : output,
    quiet: values.quiet === true,
  }
}

const QUESTION =
  'name what to trace: sha256:DIGEST, a commit, the id or URL of a run, a deployment id, environment:NAME, or #PULL-REQUEST'

/** An owner begins with a letter or a digit, so that `./folder` is a path. */
const REPOSITORY = /^[A-Za-z0-9][\w.-]{0,99}\/[\w.-]{1,100}$/

type Asked = {
  readonly question: TraceQuestion
  readonly repository?: string | undefined
  readonly serverUrl?: string | undefined
}

const readAsked = (words: string): Asked | undefined => {
  const address = readRunAddress([words])
  if (address?.runId !== undefined) {
    const { repository, serverUrl, runId } = address
    return { question: { kind: 'run', value: runId, repository }, repository, serverUrl }
  }
  const question = readQuestion(words)
  return question && { question }
}

export const TRACE_OPTIONS = {
  offline: { type: 'boolean', help: 'send no request: every operand is a folder' },
  repo: {
    type: 'string',
    value: 'OWNER/REPO',
    help: 'whose runs the signed manifests must be of; a full URL for another server. Without it a signature is reported, and whether its signer is the right one is for you to say',
  },
  'trusted-root': {
    type: 'string',
    value: 'FILE',
    help: 'Sigstore trusted root; without it: the roots that come with this program',
  },
  key: { type: 'string', multiple: true, value: 'FILE', help: 'public key (SPKI PEM) of signatures made with a key' },
  format: {
    type: 'string',
    value: 'text|markdown|json',
    help: 'text by default on a terminal, markdown in a file or a pipe',
  },
  output: { type: 'string', short: 'o', value: 'FILE', help: 'write the answer there; - is standard output' },
  ...API_OPTIONS,
  quiet: { type: 'boolean', help: 'no progress on standard error' },
} as const

const isFormat = (value: string | undefined): value is TraceFormat | undefined =>
  value === undefined || value === 'text' || value === 'markdown' || value === 'json'
