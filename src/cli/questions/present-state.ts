import { LIMITS } from '../../core/limits.ts'
import { toStateText } from '../../core/state-text.ts'
import { fromMillis } from '../../core/time.ts'
import type { Refusal, RestAnswer, RunClient } from '../../github/rest/client.ts'
import { isRepository, readCommitOfRef } from '../../github/rest/commit-of-ref.ts'
import { readFileAt } from '../../github/rest/contents.ts'
import { readBranchRules } from '../../github/rest/protection/branch-rules.ts'
import { readEnvironment } from '../../github/rest/protection/list-environments.ts'
import { gapOfRefusal } from '../../github/rest/refusal-gap.ts'
import { readCaches } from '../../github/rest/repository-caches.ts'
import { readRestArtifacts } from '../../github/rest/run-artifacts.ts'
import { readRun } from '../../github/rest/workflow-run.ts'
import { sha256Hex } from '../../io/digest.ts'
import { inParallel } from '../../io/in-parallel.ts'
import { getCommit } from '../../replay/list-run-inputs.ts'
import type { OpenInput, PresentInput, PresentState } from '../../schema/questions/replay-assessment.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import type { Gap } from '../../schema/values/fact.ts'

type Lookup = {
  readonly client: RunClient
  readonly manifest: RunManifest
  readonly repository: string
  readonly now: number
}

type Seen = { readonly inputs: readonly PresentInput[]; readonly gaps: readonly Gap[] }

/**
 * Reads what the inputs of a run are now: run and logs, branch and workflow file, actions, rules, caches and artifacts.
 * All requests are independent and run side by side; only the first of several cache keys is read before the others.
 */
export const readPresentState = async (
  client: RunClient,
  manifest: RunManifest,
  open: readonly OpenInput[],
  now: number,
): Promise<PresentState> => {
  const repository = manifest.run.repository.value
  if (!isRepository(repository))
    return { checked: 'online', inputs: [], notAskable: [], gaps: [gap('present', 'malformed', 'not a repository')] }
  const lookup: Lookup = { client, manifest, repository, now }
  const seen = await Promise.all([
    seeRun(lookup),
    seeLogs(lookup),
    seeBranch(lookup),
    seeWorkflowFile(lookup),
    seeActions(lookup, open),
    seeEnvironments(lookup),
    seeRules(lookup),
    seeCaches(lookup, open),
    seeArtifacts(lookup),
  ])
  return {
    checked: 'online',
    inputs: seen.flatMap(({ inputs }) => inputs),
    notAskable: NOT_ASKABLE.filter(({ kind }) => open.some(input => input.kind === kind)),
    gaps: seen.flatMap(({ gaps }) => gaps),
  }
}

/** Kinds whose present content no request to GitHub shows. */
const NOT_ASKABLE: PresentState['notAskable'] = [
  { kind: 'runner-image', why: 'no API of GitHub tells which image a label stands for now' },
  { kind: 'container-image', why: 'only the registry of the image tells what a tag stands for now' },
  { kind: 'package', why: 'only the registry of the package tells which version a new installation would take' },
  { kind: 'variable', why: 'a step computes it anew' },
  { kind: 'service', why: 'it answers as it is at that time' },
]

const NOTHING: Seen = { inputs: [], gaps: [] }

const gap = (field: string, reason: Gap['reason'], detail: string): Gap => ({ field, reason, source: 'api', detail })

const see = (
  { now }: Lookup,
  kind: PresentInput['kind'],
  name: string,
  was: string | undefined,
  is: string | undefined,
): PresentInput => ({
  kind,
  name,
  state: is === undefined ? 'gone' : is === was ? 'same' : 'moved',
  was,
  now: is,
  source: 'api',
  at: fromMillis(now),
})

/** Returns what a refused lookup shows: that the thing is gone, or nothing. GitHub answers 404 for what may not be seen. */
const seeRefusal = (lookup: Lookup, kind: PresentInput['kind'], name: string, refusal: Refusal): Seen =>
  refusal.status === 410
    ? { inputs: [see(lookup, kind, name, undefined, undefined)], gaps: [] }
    : { inputs: [], gaps: [gapOfRefusal(`present.${kind}`, refusal)] }

const seeRun = async (lookup: Lookup): Promise<Seen> => {
  const { client, repository, manifest } = lookup
  const { runId, attempt } = manifest.run
  const { facts, refusal } = await readRun(client, repository, runId.value, undefined)
  if (refusal !== undefined) return seeRefusal(lookup, 'run', runId.value, refusal)
  const latest = facts.attempt === undefined ? undefined : `attempt ${facts.attempt}`
  return latest === undefined
    ? NOTHING
    : { inputs: [see(lookup, 'run', runId.value, `attempt ${attempt.value}`, latest)], gaps: [] }
}

/**
 * The beginning of the archive is enough: an archive over the cap is there. The cap holds every answer of GitHub that is
 * no archive. GitHub answers 410 for logs past their retention.
 */
const seeLogs = async (lookup: Lookup): Promise<Seen> => {
  const { client, repository, manifest } = lookup
  const answer = await client.getBytes(
    `/repos/${repository}/actions/runs/${manifest.run.runId.value}/logs`,
    LIMITS.logProbe,
  )
  return answer.ok || answer.reason === 'too-large'
    ? { inputs: [see(lookup, 'log', 'logs of the run', 'kept', 'kept')], gaps: [] }
    : seeRefusal(lookup, 'log', 'logs of the run', answer)
}

/** The branch of the run. That of a fork is in another repository. */
const getBranch = ({ run }: RunManifest): string | undefined => {
  if (run.fork?.value === true) return undefined
  const ref = run.ref?.value
  return (
    run.headBranch?.value ?? (ref?.startsWith('refs/heads/') === true ? ref.slice('refs/heads/'.length) : undefined)
  )
}

const seeBranch = async (lookup: Lookup): Promise<Seen> => {
  const { client, repository, manifest } = lookup
  const branch = getBranch(manifest)
  if (branch === undefined) return NOTHING
  return toSeen(
    lookup,
    'branch',
    branch,
    (manifest.run.headSha ?? getCommit(manifest))?.value,
    await readCommitOfRef(client, repository, branch),
  )
}

const toSeen = (
  lookup: Lookup,
  kind: PresentInput['kind'],
  name: string,
  was: string | undefined,
  answer: RestAnswer<string>,
): Seen =>
  answer.ok
    ? { inputs: [see(lookup, kind, name, was, answer.value)], gaps: [] }
    : seeRefusal(lookup, kind, name, answer)

/** The run's own workflow file on its branch, by the digest of its bytes. */
const seeWorkflowFile = async (lookup: Lookup): Promise<Seen> => {
  const { client, repository, manifest } = lookup
  const branch = getBranch(manifest)
  const [own] = manifest.rerunConditions?.workflows ?? []
  const prefix = `${repository}/`.toLowerCase()
  if (branch === undefined || own?.digest === undefined || !own.path.toLowerCase().startsWith(prefix)) return NOTHING
  const answer = await readFileAt(client, repository, own.path.slice(prefix.length), branch)
  if (!answer.ok) return seeRefusal(lookup, 'workflow-file', own.path, answer)
  const now = `sha256:${sha256Hex(answer.bytes)}`
  return { inputs: [see(lookup, 'workflow-file', `${own.path} on ${branch}`, own.digest, now)], gaps: [] }
}

/** Actions whose tag or branch stood for a known commit. */
const seeActions = async (lookup: Lookup, open: readonly OpenInput[]): Promise<Seen> => {
  const known = open.filter(({ kind, was }) => kind === 'action' && was !== undefined && !was.startsWith('sha256:'))
  const seen = await inParallel(known.slice(0, LIMITS.replayLookups), LIMITS.requestsAtOnce, async ({ name, was }) => {
    const at = name.lastIndexOf('@')
    const repository = name.slice(0, at).split('/').slice(0, 2).join('/')
    return toSeen(lookup, 'action', name, was, await readCommitOfRef(lookup.client, repository, name.slice(at + 1)))
  })
  return join(seen, known.length > LIMITS.replayLookups ? [tooMany('present.action', known.length)] : [])
}

const join = (seen: readonly Seen[], gaps: readonly Gap[] = []): Seen => ({
  inputs: seen.flatMap(({ inputs }) => inputs),
  gaps: [...seen.flatMap(one => one.gaps), ...gaps],
})

const tooMany = (field: string, count: number): Gap =>
  gap(field, 'too-large', `${count - LIMITS.replayLookups} of ${count} were not looked up`)

/** Rules are compared by the digest of GitHub's answer, taken as the report took it. */
const toDigest = (rules: readonly unknown[]): string => `sha256:${sha256Hex(toStateText(rules))}`

const seeEnvironments = async (lookup: Lookup): Promise<Seen> => {
  const known = (lookup.manifest.rerunConditions?.environments ?? []).filter(({ environment }) =>
    /^(?!\.{1,2}$).{1,255}$/s.test(environment),
  )
  const seen = await inParallel(
    known.slice(0, LIMITS.replayLookups),
    LIMITS.requestsAtOnce,
    async ({ environment, digest }): Promise<Seen> => {
      const { value, gaps } = await readEnvironment(lookup.client, lookup.repository, environment)
      if (value === undefined) return { inputs: [], gaps }
      return { inputs: [see(lookup, 'rules', `environment ${environment}`, digest, toDigest(value.rules))], gaps }
    },
  )
  return join(seen, known.length > LIMITS.replayLookups ? [tooMany('present.rules', known.length)] : [])
}

const seeRules = async (lookup: Lookup): Promise<Seen> => {
  const known = lookup.manifest.rerunConditions?.rulesets
  if (known === undefined) return NOTHING
  const { value, gaps } = await readBranchRules(lookup.client, lookup.repository, known.branch)
  return value === undefined
    ? { inputs: [], gaps }
    : { inputs: [see(lookup, 'rules', `branch ${known.branch}`, known.digest, toDigest(value))], gaps: [] }
}

/** Entries that the run restored. A list that is not whole does not show that an entry is gone. */
const seeCaches = async (lookup: Lookup, open: readonly OpenInput[]): Promise<Seen> => {
  const keys = [...new Set(open.flatMap(({ kind, was }) => (kind === 'cache' && was !== undefined ? [was] : [])))]
  const { value, gaps } = await readCaches(lookup.client, lookup.repository, keys.slice(0, LIMITS.replayLookups))
  const inputs = value.flatMap(({ prefix, entries, complete }) => {
    const isThere = entries.some(({ key }) => key === prefix)
    return isThere || complete ? [see(lookup, 'cache', prefix, prefix, isThere ? prefix : undefined)] : []
  })
  return {
    inputs,
    gaps: [
      ...gaps.map(one => ({ ...one, field: 'present.cache' })),
      ...(keys.length > LIMITS.replayLookups ? [tooMany('present.cache', keys.length)] : []),
    ],
  }
}

/** Artifacts of the run: an expired one cannot be downloaded any more. */
const seeArtifacts = async (lookup: Lookup): Promise<Seen> => {
  const { client, repository, manifest, now } = lookup
  const made = manifest.artifacts.filter(({ id }) => id !== undefined)
  if (made.length === 0) return NOTHING
  const { value, gaps } = await readRestArtifacts(client, repository, manifest.run.runId.value)
  const listed = new Map(value.map(artifact => [artifact.id, artifact]))
  const inputs = made.flatMap(({ id = '', name, digest }) => {
    const found = listed.get(id)
    if (found === undefined && gaps.length > 0) return []
    const isExpired = found?.expiresAt !== undefined && Date.parse(found.expiresAt) <= now
    const is = found === undefined || isExpired ? undefined : (found.digest ?? digest ?? id)
    return [see(lookup, 'artifact', name, digest ?? found?.digest ?? id, is)]
  })
  return { inputs, gaps: gaps.map(one => ({ ...one, field: 'present.artifact' })) }
}
