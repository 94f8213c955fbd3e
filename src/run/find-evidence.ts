import { cacheTruth } from '../findings/cache/cache-truth.ts'
import { type CacheJob, missedRestores, prefixesToAsk } from '../findings/cache/missed-restores.ts'
import type { Gap } from '../model/fact.ts'
import { redactSecrets } from '../model/redact.ts'
import type { CacheFindings } from '../model/run-evidence.ts'
import type { ReportedJob, RunManifest } from '../model/run-manifest.ts'
import { readCaches } from '../sources/rest/caches.ts'
import type { World } from '../report/connect.ts'
import { findLineage } from './find-lineage.ts'
import type { Found } from '../account/evidence.ts'
import type { Listed } from './list-run.ts'
import type { Sorted } from '../account/candidate.ts'
import type { Logs } from './logs/read-logs.ts'

/**
 * What is understood of caches and artifacts once the jobs are joined. Reads what they leave open: of caches that missed,
 * what entries the repository has.
 */
export const findEvidence = async (
  world: World,
  listed: Listed,
  sorted: Sorted,
  logs: Pick<Logs, 'facts'>,
  manifest: RunManifest,
): Promise<Found> => {
  const caches = await findCaches(world, listed, manifest)
  const lineage = await findLineage(world, listed, sorted, logs, manifest)
  // Keys and refs are texts of other runs, which no recorder has looked through.
  const { value: fields, redacted } = redactSecrets({
    ...(caches.findings === undefined ? {} : { cacheFindings: caches.findings }),
    ...(lineage.facts === undefined ? {} : { lineage: lineage.facts }),
  })
  return { fields, redacted, gaps: [...caches.gaps, ...lineage.gaps] }
}

const findCaches = async (
  { rest, repository }: World,
  { facts }: Listed,
  { run, jobs: reported }: RunManifest,
): Promise<{ readonly findings: CacheFindings | undefined; readonly gaps: readonly Gap[] }> => {
  const jobs = reported.filter(job => job.presence !== 'carried-over').flatMap(cacheJob)
  if (jobs.length === 0) return { findings: undefined, gaps: [] }
  const base = reported.flatMap(({ record }) => record?.run.baseRef?.value ?? [])[0]
  const ref = run.ref?.value ?? reported.flatMap(({ record }) => record?.run.ref?.value ?? [])[0]
  const context = {
    runId: run.runId.value,
    attempt: run.attempt.value,
    shas: shasOf(run, reported),
    readableRefs: ref === undefined ? [] : [ref, ...branches(base), ...branches(facts.defaultBranch)],
    knowsDefault: facts.defaultBranch !== undefined,
  }
  const asked = await readCaches(rest, repository, prefixesToAsk(missedRestores(jobs, context)))
  return { findings: cacheTruth({ jobs, run: context, lists: asked.lists }), gaps: asked.gaps }
}

/** The recorder's account, else that of the job's log. */
const cacheJob = ({ id, name, record, log }: ReportedJob): readonly CacheJob[] => {
  const { caches } = record ?? log ?? { caches: [] }
  return caches.length === 0 ? [] : [{ id, name, caches }]
}

const branches = (name: string | undefined): readonly string[] =>
  name === undefined || name === '' ? [] : [`refs/heads/${name}`]

/** A key may hold the merge commit of a pull request or its head. */
const shasOf = (run: RunManifest['run'], jobs: readonly ReportedJob[]): readonly string[] => [
  ...new Set(
    [run.sha, run.headSha, ...jobs.flatMap(({ record }) => [record?.run.sha, record?.run.headSha])].flatMap(
      sha => sha?.value ?? [],
    ),
  ),
]
