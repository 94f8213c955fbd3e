import type { Environment } from '../../io/env.ts'
import { isIssuerUrl } from '../../verify/issuers.ts'
import type { RootRepository } from '../refresh-roots.ts'
import { API_OPTIONS, type Api, readApi } from './online-inputs.ts'
import { parseOptions, usage } from './options.ts'

export type VerifyCommand = {
  readonly name: 'verify'
  readonly target: string
  readonly trustedRoot: string | undefined
  /** Undefined: no newer roots are requested. */
  readonly refresh: RootRepository | undefined
  readonly keys: readonly string[]
  readonly repo: string | undefined
  readonly run: string | undefined
  readonly attempt: string | undefined
  readonly signerWorkflow: string | undefined
  readonly issuer: string | undefined
  readonly predicateType: string | undefined
  /** A file, or `sha256:<hex>`. */
  readonly artifact: string | undefined
  readonly sourceRef: string | undefined
  readonly sourceDigest: string | undefined
  readonly event: string | undefined
  readonly signerDigest: string | undefined
  readonly repositoryId: string | undefined
  readonly ownerId: string | undefined
  readonly denySelfHostedRunners: boolean
  readonly countersigner: string | undefined
  readonly format: 'text' | 'json'
  readonly verbose: boolean
  /** GitHub's API, or why it is not used. */
  readonly api: Api | { readonly notAsked: string }
}

/**
 * Reads the arguments of `verify`; undefined for `--help`. @throws TraceError USAGE naming everything that is wrong.
 */
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
    ...wrongRefresh(values),
    ...wrongSource(values),
    ...contradictions(values),
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
    refresh: values['refresh-roots'] === true ? { own: ownRepository(values) } : undefined,
    keys: values.key ?? [],
    repo,
    run,
    attempt,
    signerWorkflow: values['signer-workflow'],
    issuer,
    predicateType: values['predicate-type'],
    artifact: values.artifact,
    sourceRef: values['source-ref'],
    sourceDigest: values['source-digest'],
    event: values.event,
    signerDigest: values['signer-digest'],
    repositoryId: values['repository-id'],
    ownerId: values['owner-id'],
    denySelfHostedRunners: values['deny-self-hosted-runners'] === true,
    countersigner: values.countersigner,
    format,
    verbose: values.verbose === true,
    api: chooseApi(values.offline === true, api),
  }
}

/** Whom to trust. */
export const TRUST_OPTIONS = {
  'trusted-root': {
    type: 'string',
    value: 'FILE',
    help: 'Sigstore trusted root, JSON or JSON lines (gh attestation trusted-root); without it: the roots that come with this program (--verbose prints their dates)',
  },
  'refresh-roots': {
    type: 'boolean',
    help: "ask Sigstore's TUF repository for its root of today, beginning with the pinned one; never by itself, and never in the place of a failed refresh",
  },
  'tuf-url': { type: 'string', value: 'URL', help: 'with --refresh-roots: another TUF repository' },
  'tuf-root': { type: 'string', value: 'FILE', help: 'with --tuf-url: the root.json of it that you trust' },
  key: {
    type: 'string',
    multiple: true,
    value: 'FILE',
    help: 'public key (SPKI PEM) of signatures made with a key; may be given more than once',
  },
} as const

/** What the verified files must be about. */
export const SUBJECT_OPTIONS = {
  artifact: {
    type: 'string',
    value: 'FILE',
    help: 'a file, or the digest of a file or image as sha256:HEX, that must be among what is verified; a bundle by itself is compared with no file without it',
  },
} as const

/** Whom to expect. */
export const EXPECTATION_OPTIONS = {
  repo: {
    type: 'string',
    value: 'OWNER/REPO',
    help: 'the repository whose run it must be; a full URL for another server',
  },
  'repository-id': { type: 'string', value: 'ID', help: 'the same by its number, which stays when it is renamed' },
  'owner-id': { type: 'string', value: 'ID', help: 'the owner of the repository, by number' },
  run: { type: 'string', value: 'ID', help: 'the run that it must be' },
  attempt: { type: 'string', value: 'N', help: 'the attempt that it must be' },
  event: { type: 'string', value: 'NAME', help: 'the event that began the run, such as push: a pull request is none' },
  'source-ref': { type: 'string', value: 'REF', help: 'the full ref of the run, such as refs/heads/main' },
  'source-digest': { type: 'string', value: 'COMMIT', help: 'the full commit of the run' },
  'signer-workflow': {
    type: 'string',
    value: 'PATH',
    help: "the workflow that must have signed: OWNER/REPO/.github/workflows/FILE[@REF], or a full URL; of a reusable workflow its own path, not the caller's",
  },
  'signer-digest': { type: 'string', value: 'COMMIT', help: 'the full commit of the workflow file that signed' },
  'deny-self-hosted-runners': {
    type: 'boolean',
    help: 'refuse what was signed on a runner that GitHub does not host',
  },
  countersigner: {
    type: 'string',
    value: 'PATH',
    help: 'the workflow that may sign for jobs that did not sign themselves; without it that of --signer-workflow, else OWNER/pipeline-trace/.github/workflows/report.yml',
  },
  issuer: {
    type: 'string',
    value: 'URL',
    help: 'the token issuer, where an enterprise has its own: https://token.actions.githubusercontent.com/SLUG',
  },
  'predicate-type': {
    type: 'string',
    value: 'URI',
    help: 'of a bundle file: another type than those of pipeline-trace',
  },
} as const

/** How to verify, and what to print. */
export const MODE_OPTIONS = {
  offline: { type: 'boolean', help: 'request nothing, also where there is a token' },
  ...API_OPTIONS,
  verbose: {
    type: 'boolean',
    help: 'every check, and what the answer rests on; without it one line and what failed',
  },
  format: { type: 'string', value: 'text|json', help: 'text by default; json has every check' },
} as const

const OPTIONS = { ...TRUST_OPTIONS, ...SUBJECT_OPTIONS, ...EXPECTATION_OPTIONS, ...MODE_OPTIONS } as const

type Refresh = {
  readonly 'refresh-roots'?: boolean | undefined
  readonly 'tuf-url'?: string | undefined
  readonly 'tuf-root'?: string | undefined
  readonly 'trusted-root'?: string | undefined
  readonly offline?: boolean | undefined
}

/** Returns the errors in the options that request newer roots. */
const wrongRefresh = (given: Refresh): readonly string[] => {
  const { 'refresh-roots': refresh, 'tuf-url': url, 'tuf-root': root } = given
  return [
    ...(matches(url, /^https?:\/\/[\w.-]{1,250}(:\d{1,5})?(\/[\w./-]{0,500})?$/)
      ? []
      : ['--tuf-url is an http(s) URL']),
    ...((url === undefined) === (root === undefined)
      ? []
      : ['--tuf-url and --tuf-root belong together: a repository, and the root of it that you trust']),
    ...(refresh === true || (url === undefined && root === undefined)
      ? []
      : ['--tuf-url and --tuf-root have no use without --refresh-roots']),
    ...(refresh === true && given.offline === true
      ? ['--refresh-roots and --offline exclude each other: roots are refreshed by asking']
      : []),
    ...(refresh === true && given['trusted-root'] !== undefined
      ? ['--refresh-roots and --trusted-root exclude each other: who names a root means that one']
      : []),
  ]
}

const ownRepository = ({ 'tuf-url': url, 'tuf-root': rootFile }: Refresh): RootRepository['own'] =>
  url === undefined || rootFile === undefined ? undefined : { url: url.replace(/\/$/, ''), rootFile }

type Source = {
  readonly [Name in
    | 'artifact'
    | 'source-ref'
    | 'source-digest'
    | 'event'
    | 'signer-digest'
    | 'repository-id'
    | 'owner-id'
    | 'countersigner']?: string | undefined
}

/** Returns the errors in the options that name the expected origin of a run, each with its remedy. */
const wrongSource = (given: Source): readonly string[] => {
  const right = (name: keyof Source, pattern: RegExp, remedy: string): readonly string[] =>
    matches(given[name], pattern) ? [] : [`--${name} is ${remedy}`]
  return [
    ...(given.artifact === undefined || isArtifact(given.artifact)
      ? []
      : ['--artifact is a file, or the digest of a file or image as sha256:<64 hex digits>']),
    ...right('source-ref', REF, 'a full ref, such as refs/heads/main or refs/tags/v1'),
    ...right('source-digest', COMMIT, 'a full commit: 40 or 64 hex digits'),
    ...right('event', EVENT, 'the name of an event, such as push'),
    ...right('signer-digest', COMMIT, 'the full commit of the workflow file that signed: 40 or 64 hex digits'),
    ...right('repository-id', ID, 'a number: GET /repos/OWNER/REPO names it as id'),
    ...right('owner-id', ID, 'a number: GET /users/OWNER names it as id'),
    ...right('countersigner', WORKFLOW, 'OWNER/REPO/PATH[@REF] or a URL that ends so'),
  ]
}

/**
 * Returns contradictions between values that no run can have together. The ref of a pull request is always
 * refs/pull/N/merge, and no other event has such a ref (docs.github.com "Events that trigger workflows", GITHUB_REF;
 * `pull_request_target` has the branch).
 */
const contradictions = ({ event, 'source-ref': ref }: Source): readonly string[] => {
  if (event === undefined || ref === undefined) return []
  const ofPull = event === 'pull_request' || event.startsWith('pull_request_review')
  if (ofPull && !ref.startsWith('refs/pull/'))
    return [`--event ${event} and --source-ref ${ref} exclude each other: its ref is refs/pull/NUMBER/merge`]
  if (!ofPull && ref.startsWith('refs/pull/'))
    return [`--event ${event} and --source-ref ${ref} exclude each other: only a pull request has such a ref`]
  return []
}

const REF = /^refs\/[a-z]{1,20}\/[^\s~^:?*[\\]{0,1000}[^\s~^:?*[\\/]$/
const COMMIT = /^(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/
const EVENT = /^[a-z][a-z_]{1,60}$/
const ID = /^\d{1,20}$/

/** Whether the value is `sha256:` with the digest of a file or image. */
export const isDigest = (value: string): boolean => /^sha256:[0-9a-fA-F]{64}$/.test(value)

/**
 * Whether the value is an artifact. A value that begins like a digest or an image must be a digest: no registry is
 * queried.
 */
const isArtifact = (value: string): boolean => isDigest(value) || !/^(?:sha\d{1,3}:|oci:|docker:)/i.test(value)

/**
 * Chooses GitHub's API, or the reason not to use it. GitHub gives logs only to a token, so without one the strongest
 * result is not possible and GitHub is not queried.
 */
const chooseApi = (offline: boolean, api: Api | undefined): VerifyCommand['api'] => {
  if (offline) return { notAsked: '--offline' }
  return api === undefined || api.token === '' ? { notAsked: 'no token in GH_TOKEN or GITHUB_TOKEN' } : api
}

const REPOSITORY = /^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+$/
const WORKFLOW = /^(https?:\/\/[\w.-]+(:\d{1,5})?\/)?[\w.-]+\/[\w.-]+\/[^@\s]+(@\S+)?$/

const matches = (value: string | undefined, pattern: RegExp): boolean => value === undefined || pattern.test(value)

const isFormat = (value: string): value is 'text' | 'json' => value === 'text' || value === 'json'
