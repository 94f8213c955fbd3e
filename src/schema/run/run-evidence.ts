import * as z from 'zod/mini'
import { time } from '../../core/time.ts'
import { cacheOperation } from '../job/job-manifest.ts'
import { confidence, source } from '../values/fact.ts'
import { commitSha, count, list, numericId, openEnum, sha256Digest, text } from '../values/scalar.ts'

const name = text(1_024)
const cacheKey = text(512)

/** The content of the changing part of a cache key; `plain` if none was found. */
export const keyKind = openEnum(['content-hash', 'run-scoped', 'date', 'commit', 'plain'])
export type KeyKind = 'content-hash' | 'run-scoped' | 'date' | 'commit' | 'plain'

/** An entry of the repository's cache as REST lists it. */
export const cacheEntry = z.object({
  key: cacheKey,
  /** The scope: only runs of this ref, and of refs that may read it, find the entry. */
  ref: name,
  sizeBytes: z.optional(count),
  createdAt: z.optional(time),
})
export type CacheEntry = z.output<typeof cacheEntry>

/** Why a restore brought nothing, or less than requested. */
export const missReason = openEnum([
  'scope', // an entry with that key exists, on a ref that this run cannot read
  'changed-hash', // entries of the same form exist: what the hash is taken of has changed
  'run-scoped-key', // the key holds the run, the commit or the date: no earlier run can have saved it
  'other-version', // an entry with that key could be read: its paths or its compression must be others
  'never-saved', // the save that should leave it did not happen
  'restore-failed', // the service answered with an error
  'evicted-or-none', // nothing with that key: never saved, or gone
  'unknown',
])
export type MissReason = 'other' | z.output<typeof missReason>

export const cacheMiss = z.object({
  jobId: z.optional(numericId),
  job: name,
  step: z.optional(name),
  action: z.optional(name),
  key: z.optional(cacheKey),
  result: openEnum(['miss', 'partial']),
  parsedKey: z.optional(z.object({ prefix: cacheKey, suffix: cacheKey, kind: keyKind })),
  why: missReason,
  source,
  confidence,
  /** The entry that proves the reason. */
  entry: z.optional(cacheEntry),
  /** Why the job did not save the missed entry: the next run will miss again. */
  notSaved: z.optional(cacheOperation.shape.reason),
})
export type CacheMiss = z.output<typeof cacheMiss>

/** A restored entry that REST lists, with size and scope as a second source. */
export const confirmedHit = z.object({
  jobId: z.optional(numericId),
  job: name,
  entry: cacheEntry,
  /** Comparison of the size in the job's log with REST. */
  size: openEnum(['same', 'differs', 'unknown']),
})

export const cacheFindings = z.object({
  misses: list(cacheMiss, 500),
  confirmed: list(confirmedHit, 500),
})
export type CacheFindings = z.output<typeof cacheFindings>

export const lineageFlag = openEnum([
  'overwritten', // an artifact of this name was replaced by another one
  'made-in-several-attempts', // artifacts of this name exist from more than one attempt
  'other-run', // consumed, but made by another run
  'producer-unknown',
  'digest-differs', // somebody got other bytes than were made
  'deleted', // not there any more: a log says that its job deleted it
])
export type LineageFlag = z.output<typeof lineageFlag>

export const artifactProducer = z.object({
  jobId: z.optional(numericId),
  job: z.optional(name),
  attempt: z.optional(count),
  source,
  confidence,
})

export const artifactLineage = z.object({
  name: text(512),
  id: z.optional(numericId),
  digest: z.optional(sha256Digest),
  sizeBytes: z.optional(count),
  /** The run that made it, if that is another one. */
  runId: z.optional(numericId),
  madeBy: z.optional(artifactProducer),
  /** Commit that the producer checked out by default: its GITHUB_SHA. */
  commit: z.optional(commitSha),
  consumers: list(
    z.object({
      jobId: z.optional(numericId),
      job: name,
      step: z.optional(name),
      /** Comparison of the digest that it got with the digest of the producer. */
      digest: openEnum(['same', 'differs', 'unknown']),
      source,
    }),
    200,
  ),
  /** The job whose log shows the deletion of the artifact. */
  deletedBy: z.optional(z.object({ jobId: z.optional(numericId), job: name, source })),
  /** Jobs with a step that asked for it by name and failed because it was not there. */
  soughtBy: z.optional(list(z.object({ jobId: z.optional(numericId), job: name }), 50)),
  /** The number of attestations that GitHub holds for this digest. They exist, but were not verified here. */
  attestations: z.optional(count),
  flags: list(lineageFlag, 20),
})
export type ArtifactLineage = z.output<typeof artifactLineage>

/** The artifacts that reached an environment: those that the deploying job downloaded or made. */
export const deployedArtifacts = z.object({
  environment: name,
  deploymentId: numericId,
  jobId: z.optional(numericId),
  job: z.optional(name),
  /** False if the job has no record of its artifacts: an empty list then means nothing. */
  observed: z.boolean(),
  artifacts: list(
    z.object({
      name: text(512),
      id: z.optional(numericId),
      digest: z.optional(sha256Digest),
      madeBy: z.optional(artifactProducer),
      commit: z.optional(commitSha),
      runId: z.optional(numericId),
      how: openEnum(['downloaded-in-job', 'produced-in-job']),
    }),
    200,
  ),
})
export type DeployedArtifacts = z.output<typeof deployedArtifacts>

/** An image that a job of the run pushed or deployed, by its digest. */
export const imageLineage = z.object({
  digest: sha256Digest,
  /** Registry, repository and tag, if a log or a file names them. */
  image: z.optional(name),
  /** Absent: no job of the run pushed it. */
  pushedBy: z.optional(artifactProducer),
  commit: z.optional(commitSha),
  /** Environments whose deploying job pulled it, or deployed a file that names it. */
  deployed: list(
    z.object({
      environment: name,
      deploymentId: numericId,
      job: z.optional(name),
      how: openEnum(['pulled-in-job', 'named-by-deploy-manifest', 'pushed-in-job']),
      source,
    }),
    100,
  ),
  attestations: z.optional(count),
})
export type ImageLineage = z.output<typeof imageLineage>

export const lineage = z.object({
  artifacts: list(artifactLineage, 2_000),
  /** Absent in a report of a version that did not look for it. */
  images: z.optional(list(imageLineage, 500)),
  deployed: list(deployedArtifacts, 500),
})
export type Lineage = z.output<typeof lineage>
