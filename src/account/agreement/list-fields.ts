import { toCanonicalJson } from '../../core/canonical-json.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import { toMillis } from '../../core/time.ts'
import type { BuildCacheUse } from '../../schema/job/build-facts.ts'
import type { Artifact, ArtifactDownload, CacheOperation, JobManifest, Step } from '../../schema/job/job-manifest.ts'
import type { LogRecord } from '../../schema/job/log-record.ts'
import type { ResolvedTool } from '../../schema/job/replay.ts'
import { listed, logged } from './certified-fields.ts'
import type { ArtifactEvidence, EvidenceSources } from './evidence-source.ts'
import type { FieldCheck, ObservedValue, Value } from './field-check.ts'

/**
 * Maximum number of entries in a contradiction, and of artifacts with a field of their own. Further artifacts share
 * one field.
 */
const MAX_NAMED = 20
const MAX_ARTIFACTS = 20

/**
 * Builds the checks of a manifest's lists: steps, actions, caches, artifacts, containers. Each list is one field; each
 * artifact has its own.
 */
export const listListChecks = (manifest: JobManifest, sources: EvidenceSources): readonly FieldCheck[] => {
  const { log: record } = sources
  return [
    toStepCheck('steps.outcomes', manifest, sources, sayOutcome),
    toStepCheck('steps.times', manifest, sources, sayTimes),
    toActionCheck(manifest, record),
    toSetCheck('caches', manifest.caches.filter(isSaid), record?.caches.filter(isSaid), sayCache),
    toSetCheck('containers', manifest.containers.filter(hasDigest), record?.containers.filter(hasDigest), sayImage),
    toSetCheck('pulls', (manifest.pulls ?? []).filter(hasDigest), record?.pulls.filter(hasDigest), sayImage),
    toSetCheck('pushes', manifest.pushes ?? [], record?.pushes, sayImage),
    toSetCheck('buildCaches', manifest.buildCaches ?? [], record?.buildCaches, sayBuildCache),
    toSetCheck('replay.tools', manifest.replay?.tools.filter(isLogged) ?? [], record?.tools, sayTool),
    ...oneByOne(
      'artifacts',
      manifest.artifacts.map(artifact => toArtifactCheck(artifact, sources, record)),
    ),
    ...oneByOne(
      'downloads',
      (manifest.downloads ?? []).map(download => toDownloadCheck(download, sources, record)),
    ),
  ]
}

/**
 * Gives the first checks a field each, and the others one field together. A false value in the last place is found
 * too.
 */
const oneByOne = (kind: string, checks: readonly FieldCheck[]): readonly FieldCheck[] => {
  const rest = checks.slice(MAX_ARTIFACTS).filter(({ stated }) => stated !== undefined)
  return [...checks.slice(0, MAX_ARTIFACTS), ...(rest.length === 0 ? [] : [together(`${kind}.others.digests`, rest)])]
}

const together = (field: string, checks: readonly FieldCheck[]): FieldCheck => {
  const observed = checks.map(({ stated, others }) => ({
    stated,
    others: others.filter(({ value }) => value !== undefined),
  }))
  const lie = observed
    .flatMap(({ stated, others }) => others.map(other => ({ stated, other })))
    .filter(({ stated, other }) => other.value !== stated?.value)
  const [first] = lie
  const facts = observed.every(({ others }) => others.some(({ observer }) => observer !== 'self'))
  const observer = observed.every(({ others }) => others.some(each => each.observer === 'api')) ? 'api' : 'log'
  const values = (one: (each: (typeof lie)[number]) => Value | undefined): string[] =>
    lie.slice(0, MAX_NAMED).map(each => String(one(each)))
  return {
    field,
    stated: {
      source: first?.stated?.source ?? 'runner',
      value: first === undefined ? `${checks.length} entries` : values(({ stated }) => stated?.value),
    },
    others:
      first === undefined
        ? [
            {
              observer,
              source: observer === 'api' ? 'results' : 'log',
              value: facts ? `${checks.length} entries` : undefined,
            },
          ]
        : [{ ...first.other, value: values(({ other }) => other.value) }],
  }
}

/**
 * Checks the actions that the runner fetched before the first step. No script can write to the runner's set-up log,
 * and it names every action. An action that the manifest leaves out therefore is a false value too. A manifest that
 * states that it could not read the actions is not false.
 */
const toActionCheck = ({ actions, gaps }: JobManifest, record: LogRecord | undefined): FieldCheck => {
  const check = toSetCheck('actions', actions, record?.actions, sayAction)
  const cannotTell = gaps.some(({ field }) => field === 'runner.version' || `${field}.`.startsWith('actions.'))
  const known = new Set(actions.map(sayUse))
  const left = (record?.actions ?? []).filter(action => action.confidence === undefined && !known.has(sayUse(action)))
  if (left.length === 0) return check
  // An action left out with a reason is no false value, but the rest of the list is not the whole list either.
  if (cannotTell) return { ...check, others: check.others.filter(({ value }) => value !== check.stated?.value) }
  return {
    field: 'actions',
    stated: { source: 'log', value: `${actions.length} entries` },
    others: [logged(left.slice(0, MAX_NAMED).map(action => pair(sayAction(action))))],
  }
}

/** Formats an action. Owner and name of a repository are equal in any letter case. */
const sayUse = ({ uses, ref }: JobManifest['actions'][number]): string => `${uses.toLowerCase()}@${ref}`

/**
 * Checks a list that the job's log has too. The report may read the log less precisely than the recorder, which knows
 * the steps' exact times. An entry that only the manifest has is therefore unconfirmed; an entry that both have must
 * be equal.
 */
const toSetCheck = <T>(
  field: string,
  ours: readonly T[],
  theirs: readonly T[] | undefined,
  say: (item: T) => readonly [key: string, value: string],
): FieldCheck => {
  const [stated, observed] = [byKey(ours.map(say)), byKey((theirs ?? []).map(say))]
  const entries = [...stated].map(([key, values]) => ({ key, values, facts: observed.get(key) ?? [] }))
  // Where the log has fewer entries under one key, it does not show which of them are missing.
  const evaluated = entries.filter(({ values, facts }) => facts.length >= values.length)
  const isKnown = ({ values, facts }: (typeof entries)[number]) => values.every(value => facts.includes(value))
  const differing = evaluated.filter(entry => !isKnown(entry)).slice(0, MAX_NAMED)
  const value =
    differing.length > 0 ? differing.map(({ key, values }) => pair([key, values.join(', ')])) : `${ours.length} entries`
  const other =
    differing.length > 0
      ? differing.map(({ key, facts }) => pair([key, facts.join(', ')]))
      : evaluated.length === entries.length
        ? `${ours.length} entries`
        : undefined
  return {
    field,
    stated: ours.length === 0 ? undefined : { source: 'log', value },
    others: [logged(theirs === undefined ? undefined : other)],
  }
}

/** Groups the values by key, in a fixed order. One key may have several entries. */
const byKey = (pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  for (const [key, value] of pairs) found.set(key, [...(found.get(key) ?? []), value].sort())
  return found
}

const pair = ([key, value]: readonly [string, string]): string => redactThenCut(`${key}: ${value}`, 1_024)

const sayAction = ({ uses, ref, sha, digest }: JobManifest['actions'][number]) =>
  [`${uses}@${ref}`, sha ?? digest ?? ''] as const
const sayCache = ({ operation, key, result, matchedKey }: CacheOperation) =>
  [`${operation} ${key ?? ''}`, [result, matchedKey].filter(one => one !== undefined).join(' ')] as const
const isSaid = ({ source, key }: CacheOperation): boolean => source === 'log' && key !== undefined
const sayImage = ({ image, digest }: { readonly image?: string | undefined; readonly digest?: string | undefined }) =>
  [image ?? digest ?? '', digest ?? ''] as const
const sayBuildCache = ({ tool, step, action, source: _, confidence: __, ...counts }: BuildCacheUse) =>
  [`${tool} ${step ?? action ?? ''}`, toCanonicalJson(counts)] as const
const sayTool = ({ name, version, arch, action }: ResolvedTool) =>
  [`${name} ${action ?? ''}`, [version, arch].filter(one => one !== undefined).join(' ')] as const
/** Whether a log can show the tool. No log shows the tools on the path. */
const isLogged = ({ source }: ResolvedTool): boolean => source === 'log'
const hasDigest = ({ digest }: { readonly digest?: string | undefined }): boolean => digest !== undefined

/** Checks the artifact's bytes against GitHub's list. The client that uploads supplies the digest at the end. */
const toArtifactCheck = (
  artifact: Artifact,
  { artifacts }: EvidenceSources,
  record: LogRecord | undefined,
): FieldCheck => {
  const found = artifacts.find(other => other.id === artifact.id) ?? soleByName(artifacts, artifact.name)
  const results: ObservedValue = { observer: 'api', source: 'results', value: found?.digest }
  const facts = record?.artifacts.find(other => other.id !== undefined && other.id === artifact.id)
  return {
    field: redactThenCut(`artifacts.${artifact.name}.digest`, 200),
    stated: artifact.digest === undefined ? undefined : { source: artifact.source, value: artifact.digest },
    others: [results, logged(facts?.digest)],
  }
}

/** Checks a downloaded artifact against the service's list and the manifest of the sibling that made it. */
const toDownloadCheck = (
  download: ArtifactDownload,
  { artifacts, siblings }: EvidenceSources,
  record: LogRecord | undefined,
): FieldCheck => {
  const facts = record?.downloads.find(other => isSameArtifact(other, download))
  return {
    field: redactThenCut(`downloads.${download.name}.digest`, 200),
    stated: download.digest === undefined ? undefined : { source: download.source, value: download.digest },
    others: [
      { observer: 'api', source: 'results', value: artifacts.find(other => other.id === download.id)?.digest },
      logged(facts?.digest),
      { observer: 'self', source: 'runner', value: siblings.made.get(download.id ?? '') },
    ],
  }
}

const isSameArtifact = (
  one: { readonly id?: string | undefined },
  other: { readonly id?: string | undefined },
): boolean => one.id !== undefined && one.id === other.id

const soleByName = (artifacts: readonly ArtifactEvidence[], name: string): ArtifactEvidence | undefined => {
  const named = artifacts.filter(artifact => artifact.name === name)
  return named.length === 1 ? named[0] : undefined
}

/** Checks the steps that both list under one number and name, or under a name that both use once. */
const toStepCheck = (
  field: string,
  { steps }: JobManifest,
  { api }: EvidenceSources,
  say: (step: Step, other: Step) => readonly [ours: string, theirs: string] | undefined,
): FieldCheck => {
  const pairs = steps.flatMap(step => {
    const named = api?.job.steps.filter(other => other.name === step.name) ?? []
    const other = named.find(one => one.number === step.number) ?? (named.length === 1 ? named[0] : undefined)
    const stated = other === undefined ? undefined : say(step, other)
    return stated === undefined ? [] : [stated]
  })
  const differing = pairs.filter(([ours, theirs]) => ours !== theirs).slice(0, MAX_NAMED)
  const value = (at: 0 | 1): Value => (differing.length > 0 ? differing.map(both => both[at]) : `${pairs.length} steps`)
  return {
    field,
    stated: pairs.length === 0 ? undefined : { source: steps[0]?.source ?? 'runner', value: value(0) },
    others: [listed(value(1))],
  }
}

const sayOutcome = (step: Step, other: Step) =>
  step.outcome === undefined || other.outcome === undefined
    ? undefined
    : ([
        `${redactThenCut(step.name, 200)}: ${step.outcome}`,
        `${redactThenCut(step.name, 200)}: ${other.outcome}`,
      ] as const)

/**
 * REST rounds to the second, and both times come from one runner. Three seconds apart means the time of another step.
 */
const ROUNDING_MS = 3_000

const sayTimes = (step: Step, other: Step) => {
  const [ours, theirs] = [toMillis(step.startedAt ?? ''), toMillis(other.startedAt ?? '')]
  if (ours === undefined || theirs === undefined) return undefined
  const name = redactThenCut(step.name, 200)
  return Math.abs(ours - theirs) <= ROUNDING_MS
    ? ([name, name] as const)
    : ([`${name}: ${step.startedAt}`, `${name}: ${other.startedAt}`] as const)
}
