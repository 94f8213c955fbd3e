import { redactThenCut } from '../../core/redact/redact.ts'
import type { CacheOperation, JobManifest } from '../../schema/job/job-manifest.ts'
import type { ObservedJob } from '../../schema/observed/run-observation.ts'
import type { Retry } from '../../schema/run/run-timeline.ts'
import type { Fact, Source } from '../../schema/values/fact.ts'

/** One job attempt of a job that ran in several attempts. */
export type JobAttempt = {
  readonly attempt: number
  readonly job: ObservedJob
  readonly manifest: JobManifest | undefined
}

type Field = Retry['differences'][number]['field']
type Known = { readonly value: string; readonly source: Source }
type Comparison = { readonly field: Field; readonly before: Known; readonly after: Known }

/**
 * Returns the differences between two job attempts, and the fields that were compared and are equal. A field that is
 * unknown on one side is in neither list.
 */
export const findDifferences = (failed: JobAttempt, passed: JobAttempt): Pick<Retry, 'differences' | 'same'> => {
  const compared = listComparisons(failed, passed)
  const different = compared.filter(one => one.before.value !== one.after.value)
  const equal = compared.filter(one => !different.some(({ field }) => field === one.field))
  return {
    differences: different.slice(0, 50).map(({ field, before, after }) => ({
      field,
      before: redactThenCut(before.value, 1_024),
      after: redactThenCut(after.value, 1_024),
      source: after.source,
    })),
    same: [...new Set(equal.map(one => one.field))],
  }
}

const listComparisons = (failed: JobAttempt, passed: JobAttempt): readonly Comparison[] => [
  ...onBothSides('runner', failed, passed, ({ job }) => told(job.api.runnerName)),
  ...onBothSides('runner-group', failed, passed, ({ job }) => told(job.api.runnerGroup)),
  ...onBothSides('labels', failed, passed, ({ job }) => told(job.api.labels.toSorted().join(', '))),
  ...onBothSides('image', failed, passed, ({ manifest }) => manifest?.image.name),
  ...onBothSides('image-version', failed, passed, ({ manifest }) => manifest?.image.version),
  ...cacheComparisons(listRestores(failed), listRestores(passed)),
]

const onBothSides = (
  field: Field,
  failed: JobAttempt,
  passed: JobAttempt,
  read: (turn: JobAttempt) => Known | Fact<string> | undefined,
): readonly Comparison[] => {
  const [before, after] = [read(failed), read(passed)]
  return before === undefined || after === undefined ? [] : [{ field, before, after }]
}

const told = (value: string | undefined): Known | undefined =>
  value === undefined || value === '' ? undefined : { value, source: 'api' }

type Restore = CacheOperation & { readonly key: string }

const listRestores = ({ manifest }: JobAttempt): readonly Restore[] =>
  (manifest?.caches ?? []).flatMap(one =>
    one.operation === 'restore' && one.key !== undefined ? [{ ...one, key: one.key }] : [],
  )

/**
 * Compares restores of the same key, else of the same step: a key made from changed files is another key for the same
 * cache.
 */
const cacheComparisons = (before: readonly Restore[], after: readonly Restore[]): readonly Comparison[] =>
  after.flatMap(now => {
    const then =
      before.find(one => one.key === now.key && one.step === now.step) ??
      before.find(one => one.key === now.key) ??
      before.find(one => one.step !== undefined && one.step === now.step)
    return then === undefined
      ? []
      : [{ field: 'cache' as const, before: toKnownResult(then), after: toKnownResult(now) }]
  })

const toKnownResult = ({ key, result, source }: Restore): Known => ({ value: `${key}: ${result}`, source })
