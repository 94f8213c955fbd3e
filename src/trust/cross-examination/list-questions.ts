import type { Artifact, ArtifactDownload, CacheOperation, JobManifest, Step } from '../../model/job-manifest.ts'
import type { LogRecord } from '../../model/log-record.ts'
import { toMillis } from '../../model/time.ts'
import { listed, logged } from './certified-questions.ts'
import type { Question, Testimony, Value } from './question.ts'
import type { ArtifactWitness, Witnesses } from './witness.ts'

/** A contradiction names at most so many entries; a manifest asks about at most so many artifacts by name. */
const MAX_NAMED = 20
const MAX_ARTIFACTS = 25

/** The lists of a manifest: steps, actions, caches, artifacts, containers. Each is one field, artifacts one each. */
export const listQuestions = (manifest: JobManifest, witnesses: Witnesses): readonly Question[] => {
  const record = witnesses.log.kind === 'read' ? witnesses.log.record : undefined
  return [
    stepQuestion('steps.outcomes', manifest, witnesses, sayOutcome),
    stepQuestion('steps.times', manifest, witnesses, sayTimes),
    setQuestion('actions', manifest.actions, record?.actions, sayAction),
    setQuestion('caches', manifest.caches.filter(isSaid), record?.caches.filter(isSaid), sayCache),
    setQuestion('containers', manifest.containers.filter(hasDigest), record?.containers.filter(hasDigest), sayImage),
    setQuestion('pushes', manifest.pushes ?? [], record?.pushes, sayImage),
    ...manifest.artifacts.slice(0, MAX_ARTIFACTS).map(artifact => artifactQuestion(artifact, witnesses, record)),
    ...(manifest.downloads ?? [])
      .slice(0, MAX_ARTIFACTS)
      .map(download => downloadQuestion(download, witnesses, record)),
  ]
}

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
  const said = new Map(ours.map(say))
  const heard = new Map((theirs ?? []).map(say))
  const both = [...said].filter(([key]) => heard.has(key))
  const differing = both.filter(([key, value]) => heard.get(key) !== value).slice(0, MAX_NAMED)
  const value = differing.length > 0 ? differing.map(pair) : `${said.size} entries`
  const other =
    differing.length > 0
      ? differing.map(([key]) => pair([key, heard.get(key) ?? '']))
      : both.length === said.size
        ? `${said.size} entries`
        : undefined
  return {
    field,
    said: said.size === 0 ? undefined : { source: 'log', value },
    others: [logged(theirs === undefined ? undefined : other)],
  }
}

const pair = ([key, value]: readonly [string, string]): string => `${key}: ${value}`.slice(0, 1_024)

const sayAction = ({ uses, ref, sha, digest }: JobManifest['actions'][number]) =>
  [`${uses}@${ref}`, sha ?? digest ?? ''] as const
const sayCache = ({ operation, key, result, matchedKey }: CacheOperation) =>
  [`${operation} ${key ?? ''}`, [result, matchedKey].filter(one => one !== undefined).join(' ')] as const
const isSaid = ({ source, key }: CacheOperation): boolean => source === 'log' && key !== undefined
const sayImage = ({ image, digest }: { readonly image?: string | undefined; readonly digest?: string | undefined }) =>
  [image ?? digest ?? '', digest ?? ''] as const
const hasDigest = ({ digest }: { readonly digest?: string | undefined }): boolean => digest !== undefined

/** The artifact's bytes as GitHub's service lists them now: the client that uploads it supplies the digest at the end. */
const artifactQuestion = (artifact: Artifact, { artifacts }: Witnesses, record: LogRecord | undefined): Question => {
  const found = artifacts.find(other => other.id === artifact.id) ?? soleByName(artifacts, artifact.name)
  const results: Testimony = { voucher: 'api', source: 'results', value: found?.digest }
  const told = record?.artifacts.find(other => other.id !== undefined && other.id === artifact.id)
  return {
    field: `artifacts.${artifact.name}.digest`.slice(0, 200),
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
    field: `downloads.${download.name}.digest`.slice(0, 200),
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
    : ([`${step.name.slice(0, 200)}: ${step.outcome}`, `${step.name.slice(0, 200)}: ${other.outcome}`] as const)

/** REST rounds to the second, and both come from one runner: three seconds apart is another step's time. */
const ROUNDING_MS = 3_000

const sayTimes = (step: Step, other: Step) => {
  const [ours, theirs] = [toMillis(step.startedAt ?? ''), toMillis(other.startedAt ?? '')]
  if (ours === undefined || theirs === undefined) return undefined
  const name = step.name.slice(0, 200)
  return Math.abs(ours - theirs) <= ROUNDING_MS
    ? ([name, name] as const)
    : ([`${name}: ${step.startedAt}`, `${name}: ${other.startedAt}`] as const)
}
