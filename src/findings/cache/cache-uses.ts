import { toJobId } from '../../history/job-id.ts'
import { parseCacheKey } from '../../history/parse-cache-key.ts'
import { getKeyContext } from '../../history/to-history-run.ts'
import type { HistoryJob, HistoryRun } from '../../schema/history/history.ts'
import type { CacheOperation } from '../../schema/job/job-manifest.ts'
import type { Finding, FindingEvidence } from '../../schema/run/finding.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import { groupPastJobs, type PastJob } from '../facts/past-jobs.ts'

export type CacheFact = NonNullable<HistoryJob['caches']>[number]
export type PastUse = { readonly cache: CacheFact; readonly past: PastJob }

/** The use of one family of keys by one job, now and in the past runs of the same job, newest first. */
export type CacheUse = {
  readonly family: string
  readonly job: ReportedJob
  readonly now: CacheFact
  /** Lockfiles of the job, by path. */
  readonly lockfiles: Readonly<Record<string, string>>
  /** The restore in the job's record. */
  readonly restore: CacheOperation | undefined
  readonly past: readonly PastUse[]
  /** Past runs of this job that know their caches, with this family or without. */
  readonly knownRuns: number
}

/** Lists the uses of this run, each family once: its first job stands for the others. */
export const listCacheUses = (
  manifest: RunManifest,
  run: HistoryRun,
  past: readonly HistoryRun[],
): readonly CacheUse[] => {
  if (run.jobs.every(({ caches }) => caches === undefined)) return []
  const pastJobs = groupPastJobs(past, ({ caches }) => caches !== undefined)
  const context = getKeyContext(manifest)
  const reported = new Map(manifest.jobs.map(job => [toJobId(job), job]))
  const uses = new Map<string, CacheUse>()
  for (const entry of run.jobs) {
    const job = reported.get(toJobId(entry))
    const before = pastJobs.get(toJobId(entry)) ?? []
    for (const now of job === undefined ? [] : (entry.caches ?? [])) {
      const others = before.flatMap(one => one.job.caches ?? [])
      // A short hash is known as one only beside another key of the same form.
      const { template } = parseCacheKey(
        now.key,
        context,
        others.map(({ key }) => key),
      )
      const isOfFamily = ({ family, key }: CacheFact): boolean =>
        family === now.family ||
        (key.length === now.key.length && parseCacheKey(key, context, [now.key]).template === template)
      if (job === undefined || uses.has(now.family)) continue
      uses.set(now.family, {
        ...{ family: now.family, job, now, lockfiles: entry.lockfiles ?? {} },
        restore: (job.record ?? job.log)?.caches.find(one => one.operation === 'restore' && one.key === now.key),
        past: before.flatMap(one => (one.job.caches ?? []).filter(isOfFamily).map(cache => ({ cache, past: one }))),
        knownRuns: before.length,
      })
    }
  }
  return [...uses.values()]
}

/** Whether the restore brought an entry, exact or by a restore key. */
export const isHit = ({ result }: CacheFact): boolean => result === 'hit' || result === 'partial'

type Parts = Pick<Finding, 'severity' | 'summary' | 'reason' | 'response'> & {
  readonly confidence?: Confidence
  readonly evidence?: readonly FindingEvidence[]
}

/** Builds a finding about the family of a use. Its first evidence is the restore in this run. */
export const describeUse = (
  { family, job, now, restore }: CacheUse,
  { confidence = 'high', evidence = [], ...parts }: Parts,
): Finding => ({
  rule: 'cache-drift',
  ...parts,
  subject: { kind: 'cache', name: family },
  evidence: [
    {
      what: `restore of ${now.key.slice(0, 150)}: ${now.result}`,
      source: restore?.source,
      ...{ job: job.name, jobId: job.id, step: restore?.step, url: job.api?.url },
    },
    ...evidence,
  ],
  confidence,
  owner: 'author',
})

/** Names the lockfiles that differ from those of a past job; undefined where none is known in both. */
export const listChangedLockfiles = (use: CacheUse, { past }: PastUse): readonly string[] => {
  const before = past.job.lockfiles ?? {}
  return Object.entries(use.lockfiles).flatMap(([path, digest]) =>
    Object.hasOwn(before, path) && before[path] !== digest ? [path] : [],
  )
}
