import { cutText } from '../core/cut-text.ts'
import { LIMITS } from '../core/limits.ts'
import type { HistoryJob, HistoryRun } from '../schema/history/history.ts'
import type { ContainerImage, JobManifest, UsedAction } from '../schema/job/job-manifest.ts'
import type { LogRecord } from '../schema/job/log-record.ts'
import { ECOSYSTEMS, type ResolvedPackage } from '../schema/job/resolved-package.ts'
import type { InputKind } from '../schema/run/failure.ts'

/** Something that a job used and that can move without a commit: its name, and the version that the job had. */
export type JobInput = {
  readonly kind: Exclude<InputKind, 'other'>
  /** For a package with its ecosystem: `pypi markupsafe`. */
  readonly name: string
  readonly version: string
}

/** What is known of a job: its recorder's manifest, else the record of its log; and the packages that its log names. */
export type JobSources = {
  readonly record?: Pick<JobManifest, 'image' | 'actions' | 'containers' | 'pulls' | 'replay'> | undefined
  readonly log?: Pick<LogRecord, 'image' | 'actions' | 'containers' | 'pulls' | 'tools'> | undefined
  readonly packages?: readonly ResolvedPackage[] | undefined
}

/** Lists what the job used. A value that only a script may have printed is left out, but for packages. */
export const listInputs = ({ record, log, packages = [] }: JobSources): readonly JobInput[] => {
  const known = record ?? log
  const tools = record?.replay?.tools ?? log?.tools ?? []
  return [
    ...packages.map(({ ecosystem, name, version }) => ({
      kind: 'package' as const,
      name: `${ecosystem} ${name}`,
      version,
    })),
    ...tools.filter(isTrusted).map(({ name, version }) => ({ kind: 'tool' as const, name, version })),
    ...[...(known?.containers ?? []), ...(known?.pulls ?? [])].filter(isTrusted).flatMap(toImage),
    ...(known?.actions ?? []).filter(isTrusted).flatMap(toAction),
    ...toRunnerImage(known?.image),
    ...(record?.replay?.env ?? []).map(({ name, value }) => ({
      kind: 'variable' as const,
      name,
      version: cutText(value, LIMITS.historyVariable),
    })),
  ]
}

const isTrusted = (fact: object): boolean => !('confidence' in fact && fact.confidence === 'low')

/** An image without a digest has no version: its tag is the same when it moves. */
const toImage = ({ image, digest }: Pick<ContainerImage, 'image' | 'digest'>): readonly JobInput[] =>
  digest === undefined ? [] : [{ kind: 'image', name: image, version: digest.slice(0, SHORT_DIGEST) }]

const SHORT_DIGEST = 'sha256:'.length + LIMITS.historyDigestDigits

const toAction = ({ uses, ref, sha, kind }: UsedAction): readonly JobInput[] =>
  sha === undefined || kind !== 'action' ? [] : [{ kind: 'action', name: `${uses}@${ref}`, version: sha }]

const toRunnerImage = (image: JobManifest['image'] | undefined): readonly JobInput[] => {
  const { name, version } = image ?? {}
  return name === undefined || version === undefined
    ? []
    : [{ kind: 'runner-image', name: RUNNER_IMAGE, version: `${name.value} ${version.value}` }]
}

const RUNNER_IMAGE = 'image'

/** The first word of an entry of the history, for what is no package. */
const WORDS = { tool: 'tool', image: 'image', variable: 'env' } as const
const PACKAGE_WORDS: ReadonlySet<string> = new Set(ECOSYSTEMS)

/** Lists what a history keeps of the job in `packages`, sorted: `npm left-pad 1.3.0`, `tool node 22.11.0`, `env SEED 4`. */
export const toHistoryPackages = (sources: JobSources): readonly string[] =>
  [...new Set(listInputs(sources).flatMap(toEntry))].sort().slice(0, LIMITS.historyPackages)

const toEntry = ({ kind, name, version }: JobInput): readonly string[] => {
  if (kind === 'action' || kind === 'runner-image') return []
  const entry = kind === 'package' ? `${name} ${version}` : `${WORDS[kind]} ${name} ${version}`
  return entry.length > LIMITS.historyEntry ? [] : [entry]
}

/** Lists what a past job used, by the history. Actions are kept for the whole run. */
export const listPastInputs = (run: HistoryRun, job: HistoryJob): readonly JobInput[] => [
  ...(job.packages ?? []).flatMap(readEntry),
  ...Object.entries(run.actions ?? {}).map(([name, version]) => ({ kind: 'action' as const, name, version })),
  ...(job.image === undefined ? [] : [{ kind: 'runner-image' as const, name: RUNNER_IMAGE, version: job.image }]),
]

const readEntry = (entry: string): readonly JobInput[] => {
  const [word = '', name = '', ...rest] = entry.split(' ')
  const version = rest.join(' ')
  if (PACKAGE_WORDS.has(word)) return [{ kind: 'package', name: `${word} ${name}`, version }]
  const kind = (['tool', 'image', 'variable'] as const).find(one => WORDS[one] === word)
  return kind === undefined ? [] : [{ kind, name, version }]
}
