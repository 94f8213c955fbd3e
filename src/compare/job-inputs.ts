import { type JobInput, listInputs } from '../history/job-inputs.ts'
import type { KeyContext } from '../history/parse-cache-key.ts'
import { getCacheFamily, isCommit } from '../history/to-history-run.ts'
import type { ContainerImage, JobManifest, UsedAction } from '../schema/job/job-manifest.ts'
import type { LogRecord } from '../schema/job/log-record.ts'
import type { ComparedInputKind } from '../schema/questions/comparison.ts'
import type { ReportedJob } from '../schema/run/run-manifest.ts'
import type { Fact, Source } from '../schema/values/fact.ts'
import type { InputEntry, InputReading } from './input-reading.ts'

/** Lists what went into a job, by kind: from its recorder's manifest, else from the record of its log. */
export const listJobInputs = (job: ReportedJob, context: KeyContext): readonly InputReading[] => {
  const facts = job.record ?? job.log
  const inputs = listInputs(job)
  const isLogCut = hasGap(facts, 'log')
  const whole = (field: string): boolean => facts !== undefined && !isLogCut && !hasGap(facts, field)
  return [
    reading('action', listActions(facts), whole('actions')),
    reading('runner', listRunner(job), false),
    reading('runner-image', listVersions(inputs, 'runner-image', imageSource(facts)), false),
    reading('container-image', [...listContainers(facts), ...listVersions(inputs, 'image', 'log')], false),
    reading('tool', listVersions(inputs, 'tool', 'log'), whole('replay') && job.record?.replay !== undefined),
    reading('package', listVersions(inputs, 'package', 'log'), false),
    reading('lockfile', listLockfiles(job), isReplayWhole(job, 'lockfiles')),
    reading('cache-key', listCacheKeys(facts, context), false),
    reading('variable', listVersions(inputs, 'variable', 'user'), isReplayWhole(job, 'env')),
    reading('permission', listPermissions(facts), facts?.permissions !== undefined),
  ]
}

/** A list with entries was read, at least in part; an empty one was read where nothing is missing. */
const reading = (kind: ComparedInputKind, entries: readonly InputEntry[], isWhole: boolean): InputReading => ({
  kind,
  entries,
  isWhole,
  isRead: entries.length > 0 || isWhole,
})

type Facts = JobManifest | LogRecord | undefined

const hasGap = (facts: Facts, field: string): boolean =>
  (facts?.gaps ?? []).some(gap => gap.field === field || gap.field.startsWith(`${field}.`))

const isReplayWhole = ({ record }: ReportedJob, part: string): boolean =>
  record?.replay !== undefined && !hasGap(record, 'replay.'.concat(part)) && !record.gaps.some(isOfReplay)

const isOfReplay = ({ field }: JobManifest['gaps'][number]): boolean => field === 'replay'

const isTrusted = (fact: object): boolean => !('confidence' in fact && fact.confidence === 'low')

/**
 * An action has its ref as written, and the commit that the ref stood at: a tag that moved is another difference than
 * another tag.
 */
const listActions = (facts: Facts): readonly InputEntry[] =>
  (facts?.actions ?? [])
    .filter(isTrusted)
    .flatMap(({ uses, ref, sha, digest, source }: UsedAction) => [
      { name: uses, value: ref, source: toSource(source) },
      ...(isCommit(ref) || (sha ?? digest) === undefined
        ? []
        : [{ name: `${uses}@${ref}`, value: sha ?? digest ?? '', source: toSource(source) }]),
    ])

const toSource = (source: Source): Source => source

/** A ref that only one side has is no input that came or went: the action itself has the difference. */
export const isActionCommit = (name: string): boolean => name.includes('@')

const listRunner = ({ record, log, api }: ReportedJob): readonly InputEntry[] => {
  const { labels, environment, os, arch } = record?.runner ?? {}
  const { version, group } = record?.runner ?? log?.runner ?? {}
  return [
    ...(labels !== undefined
      ? toEntry('labels', { ...labels, value: sortLabels(labels.value) })
      : toEntry('labels', api === undefined || api.labels.length === 0 ? undefined : apiFact(sortLabels(api.labels)))),
    ...toEntry('group', group ?? (api?.runnerGroup === undefined ? undefined : apiFact(api.runnerGroup))),
    ...toEntry('hosting', environment),
    ...toEntry('system', os),
    ...toEntry('architecture', arch),
    ...toEntry('runner version', version),
  ]
}

/** The order of labels means nothing. */
const sortLabels = (labels: readonly string[]): string => [...labels].sort().join(', ')

const apiFact = (value: string): Fact<string> => ({ value, source: 'api' })

const toEntry = (name: string, fact: Fact<string> | undefined): readonly InputEntry[] =>
  fact === undefined || fact.value === '' ? [] : [{ name, value: fact.value, source: fact.source }]

const imageSource = (facts: Facts): Source => facts?.image.version?.source ?? 'log'

const listVersions = (inputs: readonly JobInput[], kind: JobInput['kind'], source: Source): readonly InputEntry[] =>
  inputs.filter(input => input.kind === kind).map(({ name, version }) => ({ name, value: version, source }))

/** The image of the job's own container and of its services, by their names in the workflow file. */
const listContainers = (facts: Facts): readonly InputEntry[] =>
  (facts?.containers ?? [])
    .filter(({ role }) => role === 'job' || role === 'service')
    .map(({ role, name, image, source }: ContainerImage) => ({
      name: name === undefined || role === 'job' ? `${role} container` : `${role} ${name}`,
      value: image,
      source,
    }))

const listLockfiles = ({ record }: ReportedJob): readonly InputEntry[] =>
  (record?.replay?.lockfiles ?? []).map(({ path, digest, source }) => ({ name: path, value: digest, source }))

/**
 * Keys by family. A key that holds the run, the commit or the date is another one by its nature, and nothing that
 * changed.
 */
const listCacheKeys = (facts: Facts, context: KeyContext): readonly InputEntry[] =>
  (facts?.caches ?? []).filter(isTrusted).flatMap(({ operation, key, source }) => {
    if (operation === 'save' || key === undefined) return []
    const family = getCacheFamily(key, context)
    return VOLATILE.test(family) ? [] : [{ name: family, value: key, source }]
  })

const VOLATILE = /\{(?:run-scoped|commit|date)\}/

const listPermissions = (facts: Facts): readonly InputEntry[] => {
  const { permissions } = facts ?? {}
  return permissions === undefined
    ? []
    : Object.entries(permissions.value)
        .filter(([, access]) => access !== 'none')
        .map(([scope, access]) => ({ name: scope.toLowerCase(), value: access, source: permissions.source }))
}
