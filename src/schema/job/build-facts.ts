import * as z from 'zod/mini'
import { confidence, source } from '../values/fact.ts'
import { count, list, openEnum, sha256Digest, text } from '../values/scalar.ts'

const name = text(1_024)
/** Title of the section of the log, and the action as written in `uses:` where an action said it. */
const place = { step: z.optional(name), action: z.optional(name), source, confidence: z.optional(confidence) }

/** What a build tool said of its own cache at the end of a build: counts as the tool words them. */
export const buildCache = z.object({
  tool: openEnum(['buildkit', 'gradle', 'ccache', 'sccache', 'bazel']),
  /** BuildKit: steps of the build that were not run. */
  cachedLayers: z.optional(count),
  /** BuildKit: references of the caches that were imported. */
  imports: z.optional(list(text(512), 20)),
  /** Gradle: actionable tasks and what became of them. */
  tasks: z.optional(count),
  executed: z.optional(count),
  fromCache: z.optional(count),
  upToDate: z.optional(count),
  /** ccache, sccache: compilations asked for and answered from the cache. */
  calls: z.optional(count),
  hits: z.optional(count),
  /** Bazel: processes of the build, and those that a remote or disk cache answered. */
  processes: z.optional(count),
  remoteHits: z.optional(count),
  diskHits: z.optional(count),
  ...place,
})
export type BuildCacheUse = z.output<typeof buildCache>

/** An image whose digest a registry or BuildKit named when the job pushed it. */
export const imagePush = z.object({
  /** Registry, repository and tag as the log has them. */
  image: z.optional(name),
  digest: sha256Digest,
  ...place,
})
export type ImagePush = z.output<typeof imagePush>

/** An image that a step of the job pulled, or began a build with; those that the runner pulled are containers. */
export const imagePull = z.object({ image: name, digest: z.optional(sha256Digest), ...place })
export type ImagePull = z.output<typeof imagePull>

/** One call of the recorder to a service of GitHub, or to one that signs, before the manifest was closed. */
export const ownCall = z.object({
  service: openEnum(['results', 'api', 'id-token']),
  operation: text(60),
  durationMs: count,
  outcome: openEnum(['answered', 'refused', 'no-answer']),
})
export type OwnCall = z.output<typeof ownCall>
