import type { Source } from '../model/fact.ts'
import type { JobManifest } from '../model/job-manifest.ts'
import type { ObservedAttempt, ObservedJob, RunObservation } from '../model/run-observation.ts'
import type { Retry } from '../model/run-timeline.ts'
import { isCarriedOver } from './carried-over.ts'

const FAILED: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure'])

type Turn = { readonly attempt: number; readonly job: ObservedJob; readonly manifest: JobManifest | undefined }
type Difference = Retry['differences'][number]

/**
 * Jobs that failed in one attempt and passed in a later one: what a green badge hides. The last failure before the first
 * success is compared with it, field by field, as far as both sides are known.
 */
export const retriesOf = ({ attempts, manifests }: RunObservation): readonly Retry[] => {
  const turns = new Map<string, Turn[]>()
  for (const one of attempts)
    for (const job of ranIn(one)) {
      const turn = { attempt: one.attempt, job, manifest: manifests.get(job.id) }
      const identity = identityOf(turn, one)
      if (identity === undefined) continue
      turns.set(identity, [...(turns.get(identity) ?? []), turn])
    }
  return [...turns.values()].flatMap(list => {
    const passed = list.find(
      (turn, index) => turn.job.api.conclusion === 'success' && list.slice(0, index).some(hasFailed),
    )
    const failed = list.filter(turn => hasFailed(turn) && turn.attempt < (passed?.attempt ?? 0)).at(-1)
    return failed === undefined || passed === undefined ? [] : [retryOf(failed, passed)]
  })
}

const hasFailed = ({ job }: Turn): boolean => FAILED.has(job.api.conclusion ?? '')

const ranIn = ({ attempt, startedAt, jobs }: ObservedAttempt): readonly ObservedJob[] =>
  (jobs ?? []).filter(job => job.hasRunner && !isCarriedOver(job, { attempt, startedAt }))

/** The display name, where it is unique in its attempt: a re-run has new ids, and the same names for the same jobs. */
const identityOf = ({ job }: Turn, { jobs }: ObservedAttempt): string | undefined =>
  (jobs ?? []).filter(other => other.name === job.name).length === 1 ? job.name : undefined

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
