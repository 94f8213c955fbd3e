import type { BuildCacheUse } from '../../schema/job/build-facts.ts'
import { toCanonicalJson } from '../../core/canonical-json.ts'
import type { Artifact, ArtifactDownload, CacheOperation, JobManifest, Step } from '../../schema/job/job-manifest.ts'
import type { LogRecord } from '../../schema/job/log-record.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import type { ResolvedTool } from '../../schema/job/replay.ts'
import { toMillis } from '../../core/time.ts'
import { listed, logged } from './certified-fields.ts'
import type { Question, Testimony, Value } from './field-check.ts'
import type { ArtifactWitness, Witnesses } from './evidence-source.ts'

/** A contradiction names at most so many entries; so many artifacts have a field of their own, the rest one for all. */
const MAX_NAMED = 20
const MAX_ARTIFACTS = 20

/** The lists of a manifest: steps, actions, caches, artifacts, containers. Each is one field, artifacts one each. */
export const listQuestions = (manifest: JobManifest, witnesses: Witnesses): readonly Question[] => {
  const { log: record } = witnesses
  return [
    stepQuestion('steps.outcomes', manifest, witnesses, sayOutcome),
    stepQuestion('steps.times', manifest, witnesses, sayTimes),
    actionQuestion(manifest, record),
    setQuestion('caches', manifest.caches.filter(isSaid), record?.caches.filter(isSaid), sayCache),
    setQuestion('containers', manifest.containers.filter(hasDigest), record?.containers.filter(hasDigest), sayImage),
    setQuestion('pulls', (manifest.pulls ?? []).filter(hasDigest), record?.pulls.filter(hasDigest), sayImage),
    setQuestion('pushes', manifest.pushes ?? [], record?.pushes, sayImage),
    setQuestion('buildCaches', manifest.buildCaches ?? [], record?.buildCaches, sayBuildCache),
    setQuestion('replay.tools', manifest.replay?.tools.filter(isLogged) ?? [], record?.tools, sayTool),
    ...oneByOne(
      'artifacts',
      manifest.artifacts.map(artifact => artifactQuestion(artifact, witnesses, record)),
    ),
    ...oneByOne(
      'downloads',
      (manifest.downloads ?? []).map(download => downloadQuestion(download, witnesses, record)),
    ),
  ]
}

/** The first ones each by itself, all the others together: a lie in the last place is one as well. */
const oneByOne = (kind: string, questions: readonly Question[]): readonly Question[] => {
  const rest = questions.slice(MAX_ARTIFACTS).filter(({ said }) => said !== undefined)
  return [
    ...questions.slice(0, MAX_ARTIFACTS),
    ...(rest.length === 0 ? [] : [together(`${kind}.others.digests`, rest)]),
  ]
}

const together = (field: string, questions: readonly Question[]): Question => {
  const heard = questions.map(({ said, others }) => ({
    said,
    others: others.filter(({ value }) => value !== undefined),
  }))
  const lie = heard
    .flatMap(({ said, others }) => others.map(other => ({ said, other })))
    .filter(({ said, other }) => other.value !== said?.value)
  const [first] = lie
  const told = heard.every(({ others }) => others.some(({ voucher }) => voucher !== 'self'))
  const voucher = heard.every(({ others }) => others.some(each => each.voucher === 'api')) ? 'api' : 'log'
  const values = (one: (each: (typeof lie)[number]) => Value | undefined): string[] =>
    lie.slice(0, MAX_NAMED).map(each => String(one(each)))
  return {
    field,
    said: {
      source: first?.said?.source ?? 'runner',
      value: first === undefined ? `${questions.length} entries` : values(({ said }) => said?.value),
    },
    others:
      first === undefined
        ? [
            {
              voucher,
              source: voucher === 'api' ? 'results' : 'log',
              value: told ? `${questions.length} entries` : undefined,
            },
          ]
        : [{ ...first.other, value: values(({ other }) => other.value) }],
  }
}

/**
 * Actions that the runner fetched before the first step. Its set-up is no script's to write, and names every one, so that
 * one which the manifest leaves out is a lie as well. A manifest that says of itself that it could not tell is none.
 */
const actionQuestion = ({ actions, gaps }: JobManifest, record: LogRecord | undefined): Question => {
  const question = setQuestion('actions', actions, record?.actions, sayAction)
  const cannotTell = gaps.some(({ field }) => field === 'runner.version' || `${field}.`.startsWith('actions.'))
  const known = new Set(actions.map(sayUse))
  const left = (record?.actions ?? []).filter(action => action.confidence === undefined && !known.has(sayUse(action)))
  if (left.length === 0) return question
  // What it leaves out with a reason is no lie, but the rest of the list is not the whole one either.
  if (cannotTell) return { ...question, others: question.others.filter(({ value }) => value !== question.said?.value) }
  return {
    field: 'actions',
    said: { source: 'log', value: `${actions.length} entries` },
    others: [logged(left.slice(0, MAX_NAMED).map(action => pair(sayAction(action))))],
  }
}

/** Owner and name of a repository are the same in any case. */
const sayUse = ({ uses, ref }: JobManifest['actions'][number]): string => `${uses.toLowerCase()}@${ref}`

/**
 * A list that the job's log tells too. The log may be read less well from outside (the recorder knows the steps' exact
 * times), so that what only the manifest has is unconfirmed; what both have must be the same.
 */
const setQuestion = <T>(
  field: string,
  ours: readonly T[],
  theirs: readonly T[] | undefined,
  say: (item: T) => readonly [key: string, value: string],
): Question => {
  const [said, heard] = [byKey(ours.map(say)), byKey((theirs ?? []).map(say))]
  const entries = [...said].map(([key, values]) => ({ key, values, told: heard.get(key) ?? [] }))
  // Where the log tells of fewer under one key it does not say which of them it did not tell.
  const judged = entries.filter(({ values, told }) => told.length >= values.length)
  const isTold = ({ values, told }: (typeof entries)[number]) => values.every(value => told.includes(value))
  const differing = judged.filter(entry => !isTold(entry)).slice(0, MAX_NAMED)
  const value =
    differing.length > 0 ? differing.map(({ key, values }) => pair([key, values.join(', ')])) : `${ours.length} entries`
  const other =
    differing.length > 0
      ? differing.map(({ key, told }) => pair([key, told.join(', ')]))
      : judged.length === entries.length
        ? `${ours.length} entries`
        : undefined
  return {
    field,
    said: ours.length === 0 ? undefined : { source: 'log', value },
    others: [logged(theirs === undefined ? undefined : other)],
  }
}

/** The values under each key, in a fixed order: one key may stand for several entries. */
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
/** What stands on the path no log tells. */
const isLogged = ({ source }: ResolvedTool): boolean => source === 'log'
const hasDigest = ({ digest }: { readonly digest?: string | undefined }): boolean => digest !== undefined

/** The artifact's bytes as GitHub's service lists them now: the client that uploads it supplies the digest at the end. */
const artifactQuestion = (artifact: Artifact, { artifacts }: Witnesses, record: LogRecord | undefined): Question => {
  const found = artifacts.find(other => other.id === artifact.id) ?? soleByName(artifacts, artifact.name)
  const results: Testimony = { voucher: 'api', source: 'results', value: found?.digest }
  const told = record?.artifacts.find(other => other.id !== undefined && other.id === artifact.id)
  return {
    field: redactThenCut(`artifacts.${artifact.name}.digest`, 200),
    said: artifact.digest === undefined ? undefined : { source: artifact.source, value: artifact.digest },
    others: [results, logged(told?.digest)],
  }
}

/** What the job got against what the service lists and what the sibling that made it says. */
const downloadQuestion = (
  download: ArtifactDownload,
  { artifacts, siblings }: Witnesses,
  record: LogRecord | undefined,
): Question => {
  const told = record?.downloads.find(other => isSameArtifact(other, download))
  return {
    field: redactThenCut(`downloads.${download.name}.digest`, 200),
    said: download.digest === undefined ? undefined : { source: download.source, value: download.digest },
    others: [
      { voucher: 'api', source: 'results', value: artifacts.find(other => other.id === download.id)?.digest },
      logged(told?.digest),
      { voucher: 'self', source: 'runner', value: siblings.made.get(download.id ?? '') },
    ],
  }
}

const isSameArtifact = (
  one: { readonly id?: string | undefined },
  other: { readonly id?: string | undefined },
): boolean => one.id !== undefined && one.id === other.id

const soleByName = (artifacts: readonly ArtifactWitness[], name: string): ArtifactWitness | undefined => {
  const named = artifacts.filter(artifact => artifact.name === name)
  return named.length === 1 ? named[0] : undefined
}

/** Steps that both list under one number and name, or under a name that both use once. */
const stepQuestion = (
  field: string,
  { steps }: JobManifest,
  { api }: Witnesses,
  say: (step: Step, other: Step) => readonly [ours: string, theirs: string] | undefined,
): Question => {
  const pairs = steps.flatMap(step => {
    const named = api?.job.steps.filter(other => other.name === step.name) ?? []
    const other = named.find(one => one.number === step.number) ?? (named.length === 1 ? named[0] : undefined)
    const said = other === undefined ? undefined : say(step, other)
    return said === undefined ? [] : [said]
  })
  const differing = pairs.filter(([ours, theirs]) => ours !== theirs).slice(0, MAX_NAMED)
  const value = (at: 0 | 1): Value => (differing.length > 0 ? differing.map(both => both[at]) : `${pairs.length} steps`)
  return {
    field,
    said: pairs.length === 0 ? undefined : { source: steps[0]?.source ?? 'runner', value: value(0) },
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

/** REST rounds to the second, and both come from one runner: three seconds apart is another step's time. */
const ROUNDING_MS = 3_000

const sayTimes = (step: Step, other: Step) => {
  const [ours, theirs] = [toMillis(step.startedAt ?? ''), toMillis(other.startedAt ?? '')]
  if (ours === undefined || theirs === undefined) return undefined
  const name = redactThenCut(step.name, 200)
  return Math.abs(ours - theirs) <= ROUNDING_MS
    ? ([name, name] as const)
    : ([`${name}: ${step.startedAt}`, `${name}: ${other.startedAt}`] as const)
}
