import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { confidence, gap } from '../values/fact.ts'
import { list } from '../values/scalar.ts'
import { buildCache, imagePull, imagePush } from './build-facts.ts'
import { artifact, artifactDownload, cacheOperation, containerImage, jobManifest, usedAction } from './job-manifest.ts'
import { resolvedTool } from './replay.ts'

/**
 * The confidence in the lines. `medium`: after a script, which can print the step header of an action. `low`: a script
 * may have printed the line.
 */
const withConfidence = { confidence: z.optional(confidence) }

/**
 * The facts that the report read from the log of a job. For a job without a recorder, the log and REST are the only
 * sources. The log is unsigned, and the job's own lines can contain anything.
 */
export const logRecord = z.object({
  runner: z.pick(jobManifest.shape.runner, { name: true, group: true, version: true }),
  image: jobManifest.shape.image,
  permissions: jobManifest.shape.permissions,
  cacheMode: jobManifest.shape.cacheMode,
  actions: list(z.extend(usedAction, withConfidence), LIMITS.actions),
  caches: list(z.extend(cacheOperation, withConfidence), LIMITS.caches),
  buildCaches: list(buildCache, LIMITS.buildCaches),
  artifacts: list(z.extend(artifact, withConfidence), LIMITS.artifacts),
  downloads: list(z.extend(artifactDownload, withConfidence), LIMITS.artifacts),
  containers: list(containerImage, 100),
  pulls: list(imagePull, LIMITS.pulls),
  pushes: list(imagePush, LIMITS.pushes),
  tools: list(resolvedTool, LIMITS.tools),
  gaps: list(gap, LIMITS.gaps),
})
export type LogRecord = z.output<typeof logRecord>
