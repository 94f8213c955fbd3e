import type { Environment } from '../env.ts'
import { isIssuerUrl } from '../trust/issuers.ts'
import { API_OPTIONS, type Api, readApi } from './online-inputs.ts'
import { parseOptions, usage } from './options.ts'

export type VerifyCommand = {
  readonly name: 'verify'
  readonly target: string
  readonly trustedRoot: string | undefined
  readonly keys: readonly string[]
  readonly repo: string | undefined
  readonly run: string | undefined
  readonly attempt: string | undefined
  readonly signerWorkflow: string | undefined
  readonly issuer: string | undefined
  readonly predicateType: string | undefined
  readonly format: 'text' | 'json'
  /** GitHub's API, or why it is not asked. */
  readonly api: Api | { readonly notAsked: string }
}

/** Undefined where help was asked for. @throws TraceError USAGE naming everything that is wrong. */
export const readVerifyCommand = (args: readonly string[], environment: Environment): VerifyCommand | undefined => {
  const { values, positionals } = parseOptions('verify', args, OPTIONS)
  if (values.help === true) return undefined
  const [target, ...more] = positionals
  const { format = 'text', repo, run, attempt, issuer } = values
  const { wrong: wrongApi, api } = readApi(values, environment)
  const wrong = [
    ...(target === undefined ? ['verify needs a run folder, a manifest or a bundle file'] : []),
    ...(more.length > 0 ? ['verify takes one folder or file'] : []),
    ...(isFormat(format) ? [] : ['--format is text or json']),
    ...(matches(run, /^\d{1,20}$/) ? [] : ['--run is a number']),
    ...(matches(attempt, /^\d{1,5}$/) ? [] : ['--attempt is a number']),
    ...(matches(repo, REPOSITORY) ? [] : ['--repo is OWNER/REPO or a URL that ends so']),
    ...(matches(values['signer-workflow'], WORKFLOW)
      ? []
      : ['--signer-workflow is OWNER/REPO/PATH[@REF] or a URL that ends so']),
    ...(issuer === undefined || isIssuerUrl(issuer) ? [] : ['--issuer is an https URL']),
    ...(matches(values['predicate-type'], /^\S{1,500}$/) ? [] : ['--predicate-type is a URI']),
    ...(values.offline === true
      ? (['api-url', 'api-budget'] as const)
          .filter(name => values[name] !== undefined)
          .map(name => `--${name} has no use with --offline, which asks nobody`)
      : wrongApi),
  ]
  if (target === undefined || wrong.length > 0 || !isFormat(format)) throw usage(wrong.join('; '), 'verify')
  return {
    name: 'verify',
    target,
    trustedRoot: values['trusted-root'],
    keys: values.key ?? [],
    repo,
    run,
    attempt,
    signerWorkflow: values['signer-workflow'],
    issuer,
    predicateType: values['predicate-type'],
    format,
    api: chooseApi(values.offline === true, api),
  }
}

const OPTIONS = {
  'trusted-root': { type: 'string' },
  key: { type: 'string', multiple: true },
  repo: { type: 'string' },
  run: { type: 'string' },
  attempt: { type: 'string' },
  'signer-workflow': { type: 'string' },
  issuer: { type: 'string' },
  'predicate-type': { type: 'string' },
  offline: { type: 'boolean' },
  ...API_OPTIONS,
  format: { type: 'string' },
} as const

/** Without a token logs are given to nobody, so the strongest answer could not be had: nobody is asked. */
const chooseApi = (offline: boolean, api: Api | undefined): VerifyCommand['api'] => {
  if (offline) return { notAsked: '--offline' }
  return api === undefined || api.token === '' ? { notAsked: 'no token in GH_TOKEN or GITHUB_TOKEN' } : api
}

const REPOSITORY = /^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+$/
const WORKFLOW = /^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+\/[^@\s]+(@\S+)?$/

const matches = (value: string | undefined, pattern: RegExp): boolean => value === undefined || pattern.test(value)

const isFormat = (value: string): value is 'text' | 'json' => value === 'text' || value === 'json'
