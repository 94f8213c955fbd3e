import { FAIL_ON, type FailOn } from '../../converge/fail-on.ts'
import { parseDuration } from '../../converge/parse-duration.ts'
import { type NamedTarget, parseTarget, TARGET_FORMS } from '../../converge/parse-target.ts'
import { LIMITS } from '../../core/limits.ts'
import { parseOptions, usage } from './options.ts'

export type ConvergeCommand = {
  readonly name: 'converge'
  readonly from:
    | { readonly kind: 'offline'; readonly folder: string }
    | { readonly kind: 'online'; readonly online: OnlineTarget }
  readonly targets: readonly NamedTarget[]
  readonly revision: string | undefined
  /** `sha256:…` */
  readonly images: readonly string[]
  readonly soakMs: number
  readonly timeoutMs: number
  readonly failOn: FailOn
  readonly format: 'text' | 'markdown' | 'json'
  /** Undefined for standard output. */
  readonly output: string | undefined
  readonly quiet: boolean
}

/** Where the targets are, and what may be used to reach them. */
export type OnlineTarget = {
  /** A path; undefined: KUBECONFIG, or the account of the pod. */
  readonly kubeconfig: string | undefined
  readonly context: string | undefined
  readonly allowExec: boolean
  readonly argocdServer: string | undefined
}

export const CONVERGE_OPTIONS = {
  offline: { type: 'string', value: 'FOLDER', help: 'read a recorded folder; nothing is requested' },
  target: {
    type: 'string',
    multiple: true,
    value: 'TARGET',
    help: `${TARGET_FORMS}; may be repeated; with --offline all targets of the folder by default`,
  },
  revision: { type: 'string', value: 'COMMIT', help: 'the commit that was deployed; else the last change is followed' },
  image: {
    type: 'string',
    multiple: true,
    value: 'DIGEST',
    help: 'an image that was built, as sha256:… or name@sha256:…; may be repeated',
  },
  soak: { type: 'string', value: 'TIME', help: 'how long it must stay healthy: 90s, 2m, 1h; 2m by default' },
  timeout: { type: 'string', value: 'TIME', help: 'how long to watch at most; 10m by default' },
  kubeconfig: { type: 'string', value: 'FILE', help: 'else KUBECONFIG, else the account of the pod' },
  context: { type: 'string', value: 'NAME', help: 'a context of the kubeconfig other than its current one' },
  'allow-exec': { type: 'boolean', help: 'run the credential program that the kubeconfig names' },
  'argocd-server': {
    type: 'string',
    value: 'URL',
    help: 'read argocd: targets from this server, with the token in ARGOCD_TOKEN',
  },
  'fail-on': { type: 'string', value: FAIL_ON.join('|'), help: 'when to exit with 1; never by default' },
  format: { type: 'string', value: 'text|markdown|json', help: 'text by default' },
  output: { type: 'string', short: 'o', value: 'FILE', help: 'write the record there; - is standard output' },
  quiet: { type: 'boolean', help: 'no progress on standard error' },
} as const

/** Reads the arguments of `converge`; undefined for `--help`. @throws TraceError USAGE naming everything that is wrong. */
export const readConvergeCommand = (args: readonly string[]): ConvergeCommand | undefined => {
  const { values, positionals } = parseOptions('converge', args, CONVERGE_OPTIONS)
  if (values.help === true) return undefined
  const { offline, format = 'text', output, 'fail-on': failOn = 'never', revision } = values
  const named = values.target ?? []
  const targets = named.map(parseTarget)
  const images = (values.image ?? []).map(toDigest)
  const soakMs = parseDuration(values.soak ?? '2m')
  const timeoutMs = parseDuration(values.timeout ?? '10m')
  const wrong = [
    ...(positionals.length > 0 ? ['name targets with --target'] : []),
    ...(targets.includes(undefined) ? [`--target is ${TARGET_FORMS}`] : []),
    ...(targets.length > LIMITS.convergenceTargets
      ? [`--target is given at most ${LIMITS.convergenceTargets} times`]
      : []),
    ...(offline === undefined && named.length === 0 ? ['name a --target, or a folder with --offline'] : []),
    ...(offline !== undefined && targets.some(target => target?.by === 'selector')
      ? ['--offline reads targets by name, not by selector']
      : []),
    ...(images.includes(undefined) ? ['--image is sha256: and 64 hex digits, or a name with @sha256:'] : []),
    ...(revision !== undefined && !REVISION.test(revision) ? ['--revision is a commit or a version'] : []),
    ...(soakMs === undefined ? ['--soak is a time such as 90s, 2m or 1h'] : []),
    ...(timeoutMs === undefined ? ['--timeout is a time such as 90s, 10m or 1h'] : []),
    ...(isOneOf(FAIL_ON, failOn) ? [] : [`--fail-on is ${FAIL_ON.join(', ')}`]),
    ...(isOneOf(FORMATS, format) ? [] : ['--format is text, markdown or json']),
    ...(offline !== undefined && isAnyOnline(values) ? ['--offline asks nobody: leave out what names a cluster'] : []),
  ]
  if (wrong.length > 0 || !isOneOf(FAIL_ON, failOn) || !isOneOf(FORMATS, format))
    throw usage(wrong.join('; '), 'converge')
  return {
    name: 'converge',
    from: offline === undefined ? { kind: 'online', online: toOnline(values) } : { kind: 'offline', folder: offline },
    targets: targets.filter(target => target !== undefined),
    revision,
    images: images.filter(image => image !== undefined),
    soakMs: soakMs ?? 0,
    timeoutMs: timeoutMs ?? 0,
    failOn,
    format,
    output: output === '-' ? undefined : output,
    quiet: values.quiet === true,
  }
}

type Values = {
  readonly kubeconfig?: string | undefined
  readonly context?: string | undefined
  readonly 'allow-exec'?: boolean | undefined
  readonly 'argocd-server'?: string | undefined
}

const toOnline = ({ kubeconfig, context, 'argocd-server': argocdServer, ...rest }: Values): OnlineTarget => ({
  kubeconfig,
  context,
  allowExec: rest['allow-exec'] === true,
  argocdServer,
})

const isAnyOnline = (values: Values): boolean =>
  values.kubeconfig !== undefined ||
  values.context !== undefined ||
  values['allow-exec'] === true ||
  values['argocd-server'] !== undefined

const REVISION = /^[A-Za-z0-9][A-Za-z0-9._+/@:-]{0,198}$/

/** The digest of `sha256:…` or `name@sha256:…`. */
const toDigest = (image: string): string | undefined => /^(?:\S{1,800}@)?(sha256:[0-9a-f]{64})$/.exec(image)?.[1]

const FORMATS = ['text', 'markdown', 'json'] as const

const isOneOf = <T extends string>(words: readonly T[], word: string): word is T => words.some(one => one === word)
