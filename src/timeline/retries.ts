import type { Source } from '../model/fact.ts'
import type { JobManifest } from '../model/job-manifest.ts'
import type { ObservedAttempt, ObservedJob, RunObservation } from '../model/run-observation.ts'
import type { Retry } from '../model/run-timeline.ts'
import { isCarriedOver } from './carried-over.ts'

const FAILED: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure'])

type Turn = {
  readonly attempt: number
  readonly job: ObservedJob
  readonly manifest: JobManifest | undefined
  readonly identity: string | undefined
  readonly name: string | undefined
}
type Difference = Retry['differences'][number]

/**
 * Jobs that failed in one attempt and passed in a later one: what a green badge hides. The last failure before the first
 * success is compared with it, field by field, as far as both sides are known.
 */
export const retriesOf = ({ attempts, manifests }: RunObservation): readonly Retry[] => {
  const turns = attempts.flatMap(one =>
    ranIn(one).map(job => turnOf(one.attempt, job, manifests.get(job.id), isUnique(one, job.name))),
  )
  const masked = new Set<Turn>()
  return turns.flatMap(passed => {
    if (passed.job.api.conclusion !== 'success') return []
    const failed = turns
      .filter(turn => turn.attempt < passed.attempt && hasFailed(turn) && !masked.has(turn) && isSameJob(turn, passed))
      .toSorted((a, b) => b.attempt - a.attempt)
    for (const turn of failed) masked.add(turn)
    return failed[0] === undefined ? [] : [retryOf(failed[0], passed)]
  })
}

const turnOf = (attempt: number, job: ObservedJob, manifest: JobManifest | undefined, unique: boolean): Turn => ({
  attempt,
  job,
  manifest,
  identity: manifest === undefined ? undefined : identityOf(manifest),
  name: unique ? job.name : undefined,
})

/** A re-run has new job ids. What its manifest says it is comes first; else its display name, where that is unique. */
const isSameJob = (a: Turn, b: Turn): boolean =>
  a.identity !== undefined && b.identity !== undefined
    ? a.identity === b.identity
    : a.name !== undefined && a.name === b.name

const identityOf = ({ job }: JobManifest): string =>
  JSON.stringify([job.key.value, Object.entries(job.matrix?.value ?? {}).sort(), job.workflowRef?.value ?? ''])

const isUnique = ({ jobs }: ObservedAttempt, name: string): boolean =>
  (jobs ?? []).filter(other => other.name === name).length === 1

const hasFailed = ({ job }: Turn): boolean => FAILED.has(job.api.conclusion ?? '')

const ranIn = ({ attempt, startedAt, jobs }: ObservedAttempt): readonly ObservedJob[] =>
  (jobs ?? []).filter(job => job.hasRunner && !isCarriedOver(job, { attempt, startedAt }))

const retryOf = (failed: Turn, passed: Turn): Retry => {
  const compared = comparisonsOf(failed, passed)
  const step = failed.job.api.steps.find(one => one.outcome === 'failure')?.name
  const key = (passed.manifest ?? failed.manifest)?.job.key.value
  return {
    name: passed.job.name,
    ...(key === undefined ? {} : { key }),
    failed: { attempt: failed.attempt, id: failed.job.id, ...(step === undefined ? {} : { step }) },
    passed: { attempt: passed.attempt, id: passed.job.id },
    differences: compared.filter(one => one.before !== one.after).slice(0, 50),
    same: [...new Set(compared.filter(one => one.before === one.after).map(one => one.field))],
  }
}

const comparisonsOf = (failed: Turn, passed: Turn): readonly Difference[] => {
  const both = (
    field: Difference['field'],
    source: Source,
    read: (turn: Turn) => string | undefined,
  ): readonly Difference[] => {
    const [before, after] = [read(failed), read(passed)]
    return before === undefined || after === undefined
      ? []
      : [{ field, before: before.slice(0, 1_024), after: after.slice(0, 1_024), source }]
  }
  return [
    ...both('runner', 'api', ({ job }) => job.api.runnerName),
    ...both('runner-group', 'api', ({ job }) => job.api.runnerGroup),
    ...both('labels', 'api', ({ job }) => job.api.labels.join(', ')),
    ...both('image', 'runner', ({ manifest }) => manifest?.image.name?.value),
    ...both('image-version', 'runner', ({ manifest }) => manifest?.image.version?.value),
    ...cacheKeys(failed, passed).flatMap(key => both('cache', 'log', turn => resultOf(turn, key))),
  ]
}

const cacheKeys = (...turns: readonly Turn[]): readonly string[] =>
  [...new Set(turns.flatMap(({ manifest }) => (manifest?.caches ?? []).flatMap(one => one.key ?? [])))].sort()

const resultOf = ({ manifest }: Turn, key: string): string | undefined => {
  const restored = manifest?.caches.find(one => one.operation === 'restore' && one.key === key)
  return restored === undefined ? undefined : `${key}: ${restored.result}`
}
