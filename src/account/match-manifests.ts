import type { LogFacts } from '../log/anchor/log-scan.ts'
import type { ObservedJob } from '../schema/observed/run-observation.ts'
import type { UnmatchedArtifact } from '../schema/run/run-manifest.ts'
import type { GapReason } from '../schema/values/fact.ts'
import { type AttemptFacts, isCarriedOver } from '../timeline/attempts/carried-over.ts'
import { type Anchor, anchorWords } from './agreement/anchor/anchor.ts'
import { findAnchor, type JobAnchors, readAnchors } from './agreement/anchor/find-anchor.ts'
import type { Candidate, Sorted } from './candidate.ts'
import { findOrigin } from './jobs/job-origin.ts'
import { canHaveUploaded } from './uploader-lookup.ts'

/** A manifest that a job's own steps and log reject, or that GitHub received at a time when the job did not run. */
export type Rejection = { readonly candidate: Candidate; readonly anchor: Anchor; readonly why: string }

/** A manifest that is matched to a job, and how it was matched. */
export type Taken = {
  readonly candidate: Candidate
  readonly anchor: Anchor
  /** Whether it was matched by its display name or its runner, because it has no job id. */
  readonly inferred: boolean
  /** Other manifests of the same job that its log confirms too: the recorder ran more than once. */
  readonly duplicates: readonly Candidate[]
}

/** The manifests of one job. `conflict`: several contradict each other, so none is used. */
export type Match = {
  readonly taken: Taken | undefined
  readonly isConflict: boolean
  readonly rejected: readonly Rejection[]
  readonly anchors: JobAnchors
}

export type Matches = {
  readonly byJobId: ReadonlyMap<string, Match>
  /** Manifests of this attempt that match no job of the list. */
  readonly unmatched: readonly Candidate[]
  readonly unmatchedArtifacts: readonly UnmatchedArtifact[]
}

export type MatchInput = {
  readonly jobs: readonly ObservedJob[]
  readonly sorted: Pick<Sorted, 'accepted' | 'earlier'>
  readonly attempt: AttemptFacts
  /** Jobs of earlier attempts, as the lists of those attempts show them. */
  readonly earlierJobs?: readonly ObservedJob[]
  /** By the id in this attempt's list. */
  readonly logs: ReadonlyMap<string, LogFacts>
  readonly unread: ReadonlyMap<string, GapReason>
}

/**
 * Joins manifests to jobs by job id, and checks each against its job's own steps and log. A manifest without an id (an
 * old runner) is joined by what only one job has, its display name or its runner, and is marked inferred: names repeat
 * inside real runs. A carried-over job has its manifest in an earlier attempt, where its id may have differed.
 */
export const matchManifests = (input: MatchInput): Matches => {
  const claims = listClaims(input)
  const byJobId = new Map<string, Match>()
  const unmatchedArtifacts: UnmatchedArtifact[] = []
  for (const job of input.jobs) {
    const log = input.logs.get(job.id)
    const anchors = readAnchors(
      job.api.steps,
      log === undefined ? { unread: input.unread.get(job.id) ?? 'not-found' } : log.anchor,
    )
    const decided = decide(job, claims.byJob.get(job.id) ?? [], anchors)
    byJobId.set(job.id, { ...decided, anchors })
    unmatchedArtifacts.push(...listUnmatched(job, decided))
  }
  return { byJobId, unmatched: claims.unmatched, unmatchedArtifacts }
}

/** Returns the manifests without the rejected ones, which contribute nothing to the account. */
export const withoutRejected = (sorted: Sorted, { byJobId }: Matches): Sorted => {
  const rejected = new Set([...byJobId.values()].flatMap(match => match.rejected.map(({ candidate }) => candidate)))
  const isKept = (candidate: Candidate): boolean => !rejected.has(candidate)
  return { ...sorted, accepted: sorted.accepted.filter(isKept), earlier: sorted.earlier.filter(isKept) }
}

type Claim = { readonly candidate: Candidate; readonly inferred: boolean }
type Claims = { readonly byJob: ReadonlyMap<string, readonly Claim[]>; readonly unmatched: readonly Candidate[] }

const listClaims = ({ jobs, sorted, attempt, earlierJobs = [] }: MatchInput): Claims => {
  const byJob = new Map<string, Claim[]>()
  const unmatched: Candidate[] = []
  const add = (jobId: string | undefined, claim: Claim): void => {
    if (jobId === undefined) unmatched.push(claim.candidate)
    else byJob.set(jobId, [...(byJob.get(jobId) ?? []), claim])
  }
  for (const candidate of sorted.accepted) {
    const id = candidate.manifest.job.id?.value
    const owner = id === undefined ? soleOwner(jobs, candidate) : jobs.find(job => job.id === id)
    add(owner?.id, { candidate, inferred: id === undefined })
  }
  const carried = jobs.filter(job => isCarriedOver(job, attempt))
  const origins = new Map(carried.map(job => [job, findOrigin(job, earlierJobs)?.id]))
  for (const candidate of sorted.earlier) {
    const id = candidate.manifest.job.id?.value
    const owner =
      carried.find(job => id !== undefined && (job.id === id || origins.get(job) === id)) ??
      soleOwner(
        carried.filter(job => id === undefined || origins.get(job) === undefined),
        candidate,
      )
    // A manifest of an earlier attempt does not belong to a job that ran again.
    if (owner !== undefined) add(owner.id, { candidate, inferred: id === undefined })
  }
  return { byJob, unmatched }
}

/** Returns the only job with that display name; else the only job that ran on that runner. */
const soleOwner = (jobs: readonly ObservedJob[], { manifest }: Candidate): ObservedJob | undefined => {
  const [name, runner] = [manifest.job.name?.value, manifest.runner.name?.value]
  const named = jobs.filter(job => job.name === name)
  if (named.length > 0 || name !== undefined) return named.length === 1 ? named[0] : undefined
  const there = jobs.filter(job => runner !== undefined && job.api.runnerName === runner)
  return there.length === 1 ? there[0] : undefined
}

type Decided = Omit<Match, 'anchors'> & { readonly others: readonly Candidate[] }

const decide = (job: ObservedJob, claims: readonly Claim[], anchors: JobAnchors): Decided => {
  const evaluated = claims.map(claim => ({ ...claim, ...hold(job, claim, anchors) }))
  const rejected = evaluated.flatMap(({ candidate, anchor, why }) =>
    why === undefined ? [] : [{ candidate, anchor, why }],
  )
  const kept = evaluated.filter(({ why }) => why === undefined).sort((a, b) => rank(b) - rank(a))
  const [best] = kept
  const equals = kept.filter(one => best !== undefined && rank(one) === rank(best))
  const confirmed = kept.filter(({ anchor }) => anchor.kind === 'confirmed')
  const isConflict = confirmed.length === 0 && new Set(equals.map(({ candidate }) => candidate.digest)).size > 1
  if (best === undefined || isConflict)
    return { taken: undefined, isConflict, rejected, others: kept.map(({ candidate }) => candidate) }
  const duplicates = confirmed.filter(one => one !== best).map(({ candidate }) => candidate)
  const others = kept.filter(one => one !== best && !confirmed.includes(one)).map(({ candidate }) => candidate)
  return {
    taken: { candidate: best.candidate, anchor: best.anchor, inferred: best.inferred, duplicates },
    isConflict,
    rejected,
    others,
  }
}

type Evaluated = Claim & { readonly anchor: Anchor; readonly why: string | undefined }

/**
 * Ranks manifests of one job: confirmed first, and among them the one that the log names last; then those signed by a
 * report in the job's own attempt; then those that name the job by its id.
 */
const rank = ({ anchor, candidate, inferred }: Evaluated): number => {
  if (anchor.kind === 'confirmed') return 10 + anchor.line
  return candidate.countersigned !== undefined ? 2 : inferred ? 0 : 1
}

const hold = (job: ObservedJob, { candidate }: Claim, anchors: JobAnchors): Pick<Evaluated, 'anchor' | 'why'> => {
  const { manifest, digest } = candidate
  const asked = { digest, attempt: manifest.run.attempt.value, jobId: manifest.job.id?.value }
  const anchor = findAnchor(asked, anchors)
  if (anchor.kind === 'rejected') return { anchor, why: anchorWords(anchor) }
  return { anchor, why: anchor.kind === 'confirmed' ? undefined : whenOtherwise(job, candidate) }
}

/**
 * Returns why the upload time does not fit the job, which uploads while it runs. Both times are GitHub's. A manifest
 * from a run artifact has no upload time.
 */
const whenOtherwise = ({ api }: ObservedJob, { artifact }: Candidate): string | undefined => {
  switch (canHaveUploaded(api, artifact.createdAt)) {
    case 'too-early':
      return 'uploaded before the job began'
    case 'too-late':
      return 'uploaded after the job had ended'
    case 'yes':
      return undefined
  }
}

const listUnmatched = ({ id }: ObservedJob, { rejected, others }: Decided): readonly UnmatchedArtifact[] => [
  ...rejected.map(
    ({ candidate, why }): UnmatchedArtifact => ({
      artifact: candidate.artifact.name,
      reason: 'rejected',
      detail: `not the manifest of job ${id}: ${why}`,
    }),
  ),
  ...others.map(
    ({ artifact }): UnmatchedArtifact => ({
      artifact: artifact.name,
      reason: 'duplicate',
      detail: `another manifest claims job ${id}`,
    }),
  ),
]
