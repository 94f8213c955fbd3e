import type { Evidence } from '../account/evidence.ts'
import { redactSecrets } from '../core/redact/redact.ts'
import { explainCacheMisses } from '../findings/cache/explain-cache-misses.ts'
import { type CacheJob, missedRestores, prefixesToAsk } from '../findings/cache/missed-restores.ts'
import type { RunClient } from '../github/rest/client.ts'
import { readCaches } from '../github/rest/repository-caches.ts'
import type { CacheFindings } from '../schema/run/run-evidence.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import type { Gap } from '../schema/values/fact.ts'
import { findLineage } from './find-lineage.ts'
import { findRerunConditions } from './find-rerun-conditions.ts'
import type { Ports } from './observe-run.ts'
import type { RunRead } from './run-read.ts'

/**
 * Finds what can be known only after the jobs are joined: cache misses, producers of artifacts, and rerun conditions.
 * Reads in parallel what these leave open: cache entries for misses, attestations, and rules of the branch.
 */
export const findEvidence = async (
  { client, now }: Pick<Ports, 'client' | 'now'>,
  read: RunRead,
  manifest: RunManifest,
): Promise<readonly Evidence[]> => {
  const [caches, lineage, conditions] = await Promise.all([
    findCaches(client, read, manifest),
    findLineage(client, read, manifest),
    findRerunConditions(client, read, manifest, now),
  ])
  // Keys and refs are texts of other runs. No recorder has redacted them.
  const { value: fields, redacted } = redactSecrets({ cacheFindings: caches.findings, lineage: lineage.value })
  return [{ fields, redacted, gaps: [...caches.gaps, ...lineage.gaps] }, conditions]
}

const findCaches = async (
  client: RunClient,
  { subject: { repository }, listed: { facts } }: RunRead,
  { run, jobs: reported }: RunManifest,
): Promise<{ readonly findings: CacheFindings | undefined; readonly gaps: readonly Gap[] }> => {
  const jobs = reported.filter(job => job.presence !== 'carried-over').flatMap(cacheJob)
  if (jobs.length === 0) return { findings: undefined, gaps: [] }
  const base = reported.flatMap(({ record }) => record?.run.baseRef?.value ?? [])[0]
  const ref = run.ref?.value ?? reported.flatMap(({ record }) => record?.run.ref?.value ?? [])[0]
  const context = {
    runId: run.runId.value,
    attempt: run.attempt.value,
    shas: listShas(run, reported),
    readableRefs: ref === undefined ? [] : [ref, ...branches(base), ...branches(facts.defaultBranch)],
    knowsDefault: facts.defaultBranch !== undefined,
  }
  const asked = await readCaches(client, repository, prefixesToAsk(missedRestores(jobs, context)))
  return { findings: explainCacheMisses({ jobs, run: context, lists: asked.value }), gaps: asked.gaps }
}

/** Cache operations from the recorder's manifest, else from the job's log. */
const cacheJob = ({ id, name, record, log }: ReportedJob): readonly CacheJob[] => {
  const { caches } = record ?? log ?? { caches: [] }
  return caches.length === 0 ? [] : [{ id, name, caches }]
}

const branches = (name: string | undefined): readonly string[] =>
  name === undefined || name === '' ? [] : [`refs/heads/${name}`]

/** A cache key may hold the merge commit of a pull request or its head commit. */
const listShas = (run: RunManifest['run'], jobs: readonly ReportedJob[]): readonly string[] => [
  ...new Set(
    [run.sha, run.headSha, ...jobs.flatMap(({ record }) => [record?.run.sha, record?.run.headSha])].flatMap(
      sha => sha?.value ?? [],
    ),
  ),
]
