import { safeParse } from 'zod/mini'
import { ARTIFACT_PREFIX } from '../core/artifact-name.ts'
import { LIMITS } from '../core/limits.ts'
import type { Outcome } from '../schema/job/job-manifest.ts'
import { type LogRecord, logRecord } from '../schema/job/log-record.ts'
import { type Gap, gapFrom } from '../schema/values/fact.ts'
import type { FactReaders } from './fact-readers.ts'
import { toJobLogFacts } from './job-log-facts.ts'
import type { LogReading } from './read-log.ts'
import type { Located } from './steps/log-step.ts'
import { unsavedCaches } from './unsaved-caches.ts'

/**
 * Converts a log reading to the form of the run manifest. `conclusion` is REST's; `ownRun` is the run of the job. A
 * value that does not fit that form (a text over its cap, for example) is left out, with a gap. Artifacts of the
 * recorder and the report are not artifacts of the job.
 */
export const toLogRecord = (
  reading: LogReading<FactReaders>,
  conclusion: Outcome | undefined,
  ownRun: string | undefined,
): LogRecord => {
  const { value: facts, gaps } = toJobLogFacts(reading)
  const cut: Gap[] = []
  const caches = counted(reading.caches)
  const uploads = counted(reading.artifacts).flatMap(({ kind, artifact, ...place }) =>
    kind === 'upload' && !isOurs(artifact.name) ? [{ ...artifact, ...place }] : [],
  )
  const downloads = counted(reading.artifacts).flatMap(({ kind, artifact, ...place }) =>
    kind === 'download' && !isOurs(artifact.name) ? [withoutOwnRun({ ...artifact, ...place }, ownRun)] : [],
  )
  const lists = {
    actions: reading.actions.map(({ value, confidence }) => ({ ...value, confidence })),
    caches: [...caches, ...unsavedCaches(caches, conclusion)],
    buildCaches: facts.buildCaches,
    artifacts: uploads,
    downloads,
    containers: facts.containers,
    pulls: facts.pulls,
    pushes: facts.pushes,
    tools: facts.tools,
  }
  const fitting = <K extends keyof typeof lists>(field: K, max: number): LogRecord[K] => {
    const parsed = lists[field].map(item => safeParse(logRecord.shape[field].def.element, item))
    const good = parsed.flatMap(one => (one.success ? [one.data] : []))
    if (good.length < parsed.length) cut.push(gap(field, 'malformed', 'left out: not of its form'))
    if (good.length > max) cut.push(gap(field, 'too-large'))
    // Each item was parsed by the schema of this list.
    return good.slice(0, max) as LogRecord[K]
  }
  return {
    runner: { name: facts.runnerName, group: facts.runnerGroup, version: facts.runnerVersion },
    image: { name: facts.imageName, version: facts.imageVersion },
    permissions: facts.permissions,
    cacheMode: facts.cacheMode,
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

/**
 * Returns the facts that count, each with its confidence. An action that a script may have printed whole does not
 * count.
 */
const counted = <T extends object>(
  found: readonly Located<T>[],
): readonly (T & { readonly confidence?: 'medium' | 'low' })[] =>
  found.flatMap(({ value, confidence }) => (confidence === 'low' ? [] : [{ ...value, confidence }]))

const isOurs = (name: string): boolean => name.startsWith(ARTIFACT_PREFIX)

/** Keeps the run id of an input only where it is another run than the job's own. */
const withoutOwnRun = <T extends { readonly runId?: string | undefined }>(
  download: T,
  ownRun: string | undefined,
): T => {
  if (download.runId !== ownRun) return download
  const { runId: _, ...rest } = download
  return rest as T
}

const gap = gapFrom('log')
