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

/** A manifest that a job's own steps and log refuse, or that GitHub received at another time. */
export type Rejection = { readonly candidate: Candidate; readonly anchor: Anchor; readonly why: string }

/** A manifest that stands for a job, and how it was matched. */
export type Taken = {
  readonly candidate: Candidate
  readonly anchor: Anchor
  /** Matched by its display name or its runner, since it names no job id. */
  readonly inferred: boolean
  /** Other manifests of the same job that its log confirms as well: the recorder ran more than once. */
  readonly duplicates: readonly Candidate[]
}

/** What manifests there are of one job. `conflict`: several contradict each other, so that none is taken. */
export type Match = {
  readonly taken: Taken | undefined
  readonly isConflict: boolean
  readonly rejected: readonly Rejection[]
  readonly anchors: JobAnchors
}

export type Matches = {
  readonly byJobId: ReadonlyMap<string, Match>
  /** Manifests of this attempt that belong to no job of the list. */
  readonly unmatched: readonly Candidate[]
  readonly unmatchedArtifacts: readonly UnmatchedArtifact[]
}

export type MatchInput = {
  readonly jobs: readonly ObservedJob[]
  readonly sorted: Pick<Sorted, 'accepted' | 'earlier'>
  readonly attempt: AttemptFacts
  /** Jobs of earlier attempts, as those listed them. */
  readonly earlierJobs?: readonly ObservedJob[]
  /** By the id in this attempt's list. */
  readonly logs: ReadonlyMap<string, LogFacts>
  readonly unread: ReadonlyMap<string, GapReason>
}

/**
 * Joins manifests to jobs by job id, and holds each against its job's own steps and log. A manifest without an id (an old
 * runner) is joined by what only one job has, its display name or its runner, and marked inferred: names repeat inside real
 * runs. A job that was carried over has its manifest of an earlier attempt, where it may have had another id.
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

/** The manifests without those that were rejected: they contribute nothing to the account. */
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
    // What an earlier attempt left of a job that ran again is no part of this one.
    if (owner !== undefined) add(owner.id, { candidate, inferred: id === undefined })
  }
  return { byJob, unmatched }
}

/** The only job of that display name; else the only one that ran on that runner. */
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
 * Confirmed first, the one that the log names last before the others; then what a report signed in the job's own attempt;
 * then what names the job by its id.
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

/** A job uploads while it runs. Both times are GitHub's; of a manifest out of a run artifact there is none. */
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
