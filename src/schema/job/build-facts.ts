import * as z from 'zod/mini'
import { confidence, source } from '../values/fact.ts'
import { count, list, openEnum, sha256Digest, text } from '../values/scalar.ts'

const name = text(1_024)
/** Title of the step in the log, and the action as written in `uses:`, if an action printed the lines. */
const place = { step: z.optional(name), action: z.optional(name), source, confidence: z.optional(confidence) }

/** The report of a build tool about its own cache at the end of a build, with the tool's own counts. */
export const buildCache = z.object({
  tool: openEnum(['buildkit', 'gradle', 'ccache', 'sccache', 'bazel']),
  /** BuildKit: steps of the build that came from the cache. */
  cachedLayers: z.optional(count),
  /** BuildKit: references of the caches that were imported. */
  imports: z.optional(list(text(512), 20)),
  /** Gradle: actionable tasks and their outcomes. */
  tasks: z.optional(count),
  executed: z.optional(count),
  fromCache: z.optional(count),
  upToDate: z.optional(count),
  /** ccache, sccache: requested compilations, and those answered from the cache. */
  calls: z.optional(count),
  hits: z.optional(count),
  /** Bazel: processes of the build, and those answered by a remote or disk cache. */
  processes: z.optional(count),
  remoteHits: z.optional(count),
  diskHits: z.optional(count),
  ...place,
})
export type BuildCacheUse = z.output<typeof buildCache>

/** An image whose digest a registry or BuildKit named when the job pushed it. */
export const imagePush = z.object({
  /** Registry, repository and tag, as in the log. */
  image: z.optional(name),
  digest: sha256Digest,
  ...place,
})
export type ImagePush = z.output<typeof imagePush>

/** An image that a step of the job pulled, or began a build with. Images that the runner pulled are containers. */
export const imagePull = z.object({ image: name, digest: z.optional(sha256Digest), ...place })
export type ImagePull = z.output<typeof imagePull>

/** One call of the recorder to a service of GitHub or of signing, before the manifest was closed. */
export const ownCall = z.object({
  service: openEnum(['results', 'api', 'id-token']),
  operation: text(60),
  durationMs: count,
  outcome: openEnum(['answered', 'refused', 'no-answer']),
})
export type OwnCall = z.output<typeof ownCall>
