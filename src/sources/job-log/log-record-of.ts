import { safeParse } from 'zod/mini'
import { ARTIFACT_PREFIX } from '../../model/artifact-name.ts'
import { type Gap, gapFrom } from '../../model/fact.ts'
import type { Outcome } from '../../model/job-manifest.ts'
import { knownFields } from '../../model/known-fields.ts'
import { LIMITS } from '../../model/limits.ts'
import { type LogRecord, logRecord } from '../../model/log-record.ts'
import { unsavedCaches } from '../../log/unsaved-caches.ts'
import type { LogFact } from './log-fact.ts'
import type { LogReading } from './read-log-facts.ts'
import type { CacheMode } from './set-up-facts.ts'

type Told = Pick<LogReading, 'facts' | 'gaps'>

/**
 * The facts of a job's log in the form of the run manifest; `conclusion` is REST's, `ownRun` the run that the job is of. What is not of that form (a text over
 * its cap, say) is left out and said. Artifacts of ours are none of the job's.
 */
export const logRecordOf = (
  { facts, gaps }: Told,
  conclusion: Outcome | undefined,
  ownRun: string | undefined,
): LogRecord => {
  const cut: Gap[] = []
  const caches = facts.flatMap(cacheOf)
  const lists = {
    actions: facts.flatMap(actionOf),
    caches: [...caches, ...unsavedCaches(caches, conclusion)],
    buildCaches: facts.flatMap(buildCacheOf),
    artifacts: facts.flatMap(artifactOf),
    downloads: facts.flatMap(fact => downloadOf(fact, ownRun)),
    containers: facts.flatMap(containerOf),
    pulls: facts.flatMap(pullOf),
    pushes: facts.flatMap(pushOf),
    tools: facts.flatMap(toolOf),
  }
  const fitting = <K extends keyof typeof lists>(field: K, max: number): LogRecord[K] => {
    const parsed = lists[field].map(item => safeParse(logRecord.shape[field].def.element, item))
    const good = parsed.flatMap(one => (one.success ? [one.data] : []))
    if (good.length < parsed.length) cut.push(gap(field, 'malformed', 'left out: not of its form'))
    if (good.length > max) cut.push(gap(field, 'too-large'))
    // Each item came out of the schema of this very list.
    return good.slice(0, max) as LogRecord[K]
  }
  const setUp = setUpOf(facts)
  return {
    runner: knownFields({ name: setUp('runnerName'), group: setUp('runnerGroup'), version: setUp('runnerVersion') }),
    image: knownFields({ name: setUp('imageName'), version: setUp('imageVersion') }),
    ...permissionsOf(facts),
    ...cacheModeOf(facts),
    actions: fitting('actions', LIMITS.actions),
    caches: fitting('caches', LIMITS.caches),
    buildCaches: fitting('buildCaches', LIMITS.buildCaches),
    artifacts: fitting('artifacts', LIMITS.artifacts),
    downloads: fitting('downloads', LIMITS.artifacts),
    containers: fitting('containers', MAX_CONTAINERS),
    pulls: fitting('pulls', LIMITS.pulls),
    pushes: fitting('pushes', LIMITS.pushes),
    tools: fitting('tools', LIMITS.tools),
    gaps: [...gaps, ...cut].slice(0, LIMITS.gaps),
  }
}

const MAX_CONTAINERS = 100

type SetUpName = Extract<LogFact, { kind: 'set-up' }>['name']

const setUpOf = (facts: readonly LogFact[]) => (name: SetUpName) => {
  const found = facts.find(fact => fact.kind === 'set-up' && fact.name === name)
  return found?.kind === 'set-up' ? ({ value: found.value, source: 'log' } as const) : undefined
}

const permissionsOf = (facts: readonly LogFact[]): Pick<LogRecord, 'permissions'> => {
  const [permissions] = facts.flatMap(fact => (fact.kind === 'permissions' ? [fact.permissions] : []))
  return permissions === undefined ? {} : { permissions: { value: { ...permissions }, source: 'log' } }
}

const cacheModeOf = (facts: readonly LogFact[]): Pick<LogRecord, 'cacheMode'> => {
  const mode = setUpOf(facts)('cacheMode')
  // The reader knows the words already.
  return mode === undefined ? {} : { cacheMode: { ...mode, value: mode.value as CacheMode } }
}

const actionOf = (fact: LogFact): readonly LogRecord['actions'][number][] => {
  if (fact.kind !== 'action') return []
  const { type, uses, ref, sha, digest } = fact
  return [{ uses, ref, ...knownFields({ sha, digest }), kind: type, source: 'log', ...belief(fact) }]
}

const cacheOf = (fact: LogFact): readonly LogRecord['caches'][number][] => {
  if (fact.kind !== 'cache' || isDoubted(fact)) return []
  const { kind: _, line: __, confidence: ___, restoreKeys, ...rest } = fact
  return [{ ...rest, restoreKeys: [...restoreKeys], source: 'log', ...belief(fact) }]
}

const buildCacheOf = (fact: LogFact): readonly LogRecord['buildCaches'][number][] => {
  if (fact.kind !== 'build-cache') return []
  const { kind: _, line: __, at: ___, ...rest } = fact
  return [
    rest.tool === 'buildkit' ? { ...rest, imports: [...rest.imports], source: 'log' } : { ...rest, source: 'log' },
  ]
}

const artifactOf = (fact: LogFact): readonly LogRecord['artifacts'][number][] => {
  if (fact.kind !== 'artifact-upload' || isOurs(fact.name) || isDoubted(fact)) return []
  const { name, id, sizeBytes, digest, archive } = fact
  return [{ name, ...knownFields({ id, sizeBytes, digest, archive }), source: 'log', ...belief(fact) }]
}

/** The run that an input names is told where it is another one. */
const downloadOf = (fact: LogFact, ownRun: string | undefined): readonly LogRecord['downloads'][number][] => {
  if (fact.kind !== 'artifact-download' || isOurs(fact.name) || isDoubted(fact)) return []
  const { name, id, sizeBytes, digest, step } = fact
  const runId = fact.runId === ownRun ? undefined : fact.runId
  return [{ name, ...knownFields({ id, sizeBytes, digest, runId, step }), source: 'log', ...belief(fact) }]
}

/** An image with a role was pulled by the runner: the job ran in it. */
const containerOf = (fact: LogFact): readonly LogRecord['containers'][number][] => {
  if (fact.kind !== 'image-pull' || fact.role === undefined) return []
  const { role, service, image, digest } = fact
  return [{ role, ...knownFields({ name: service }), image, ...knownFields({ digest }), source: 'log' }]
}

const pullOf = (fact: LogFact): readonly LogRecord['pulls'][number][] => {
  if (fact.kind !== 'image-pull' || fact.role !== undefined) return []
  const { image, digest, step } = fact
  return [{ image, ...knownFields({ digest, step }), source: 'log', ...belief(fact) }]
}

const pushOf = (fact: LogFact): readonly LogRecord['pushes'][number][] => {
  if (fact.kind !== 'image-push') return []
  const { image, digest, step } = fact
  return [{ ...knownFields({ image }), digest, ...knownFields({ step }), source: 'log', ...belief(fact) }]
}

const toolOf = (fact: LogFact): readonly LogRecord['tools'][number][] => {
  if (fact.kind !== 'tool') return []
  const { name, version, arch, action } = fact
  return [{ name, version, ...knownFields({ arch }), action, source: 'log', ...belief(fact) }]
}

/** An action that a script may have printed whole, its fetch included: shown to a reader, and no part of an account. */
const isDoubted = ({ confidence }: LogFact): boolean => confidence === 'low'

const isOurs = (name: string): boolean => name.startsWith(ARTIFACT_PREFIX)

const belief = ({ confidence }: LogFact) => knownFields({ confidence })

const gap = gapFrom('log')
