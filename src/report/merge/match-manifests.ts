import type { Stranger } from '../../model/run-manifest.ts'
import type { ListedJob } from '../../sources/rest/job.ts'
import type { LogFacts } from '../../sources/rest/job-log.ts'
import { digestInLog } from '../../trust/cross-examination/cross-examine.ts'
import type { Candidate } from './candidate.ts'

/** The manifest of one job: exactly one, or several that contradict each other, so that none is taken. */
export type Match =
  | { readonly kind: 'one'; readonly candidate: Candidate; readonly inferred: boolean }
  | { readonly kind: 'conflict' }

export type Matches = {
  readonly byJobId: ReadonlyMap<string, Match>
  /** Manifests that belong to no job of the list. */
  readonly unmatched: readonly Candidate[]
  readonly strangers: readonly Stranger[]
}

/**
 * Joins manifests to jobs by job id. A manifest without one (an old runner) is joined by its display name if that is
 * unique among the jobs, and marked inferred: names repeat inside real runs.
 */
export const matchManifests = (
  jobs: readonly ListedJob[],
  candidates: readonly Candidate[],
  logs: ReadonlyMap<string, LogFacts>,
): Matches => {
  const owners = candidates.map(candidate => ({ candidate, ...ownerOf(jobs, candidate) }))
  const byJobId = new Map<string, Match>()
  const strangers: Stranger[] = []
  for (const job of jobs) {
    const claims = owners.filter(owner => owner.jobId === job.id)
    const first = claims[0]
    if (first === undefined) continue
    const chosen = claims.every(claim => claim.candidate.digest === first.candidate.digest)
      ? first
      : claims.find(claim => isInLog(claim.candidate, logs.get(job.id)))
    byJobId.set(
      job.id,
      chosen === undefined
        ? { kind: 'conflict' }
        : { kind: 'one', candidate: chosen.candidate, inferred: chosen.inferred },
    )
    for (const claim of claims.filter(claim => claim !== chosen))
      strangers.push({
        artifact: claim.candidate.artifact.name,
        reason: 'duplicate',
        detail: `another manifest claims job ${job.id}`,
      })
  }
  return { byJobId, unmatched: owners.filter(owner => owner.jobId === undefined).map(o => o.candidate), strangers }
}

const isInLog = ({ digest, manifest }: Candidate, log: LogFacts | undefined): boolean =>
  log !== undefined && digestInLog(manifest, log.digestLines) === digest

const ownerOf = (
  jobs: readonly ListedJob[],
  { manifest }: Candidate,
): { readonly jobId: string | undefined; readonly inferred: boolean } => {
  const id = manifest.job.id?.value
  if (id !== undefined) return { jobId: jobs.find(job => job.id === id)?.id, inferred: false }
  const named = jobs.filter(job => job.name === manifest.job.name?.value)
  return { jobId: named.length === 1 ? named[0]?.id : undefined, inferred: true }
}
