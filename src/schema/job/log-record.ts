import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { confidence, gap } from '../values/fact.ts'
import { list } from '../values/scalar.ts'
import { buildCache, imagePull, imagePush } from './build-facts.ts'
import { artifact, artifactDownload, cacheOperation, containerImage, jobManifest, usedAction } from './job-manifest.ts'
import { resolvedTool } from './replay.ts'

/** How far the lines are trusted: `medium` after a script, which can print the head of an action, `low` where one may have. */
const believed = { confidence: z.optional(confidence) }

/**
 * What the log of a job told the report: of a job without a recorder it is all there is beside REST. Nobody signed it;
 * the job's own lines can say anything.
 */
export const logRecord = z.object({
  runner: z.pick(jobManifest.shape.runner, { name: true, group: true, version: true }),
  image: jobManifest.shape.image,
  permissions: jobManifest.shape.permissions,
  cacheMode: jobManifest.shape.cacheMode,
  actions: list(z.extend(usedAction, believed), LIMITS.actions),
  caches: list(z.extend(cacheOperation, believed), LIMITS.caches),
  buildCaches: list(buildCache, LIMITS.buildCaches),
  artifacts: list(z.extend(artifact, believed), LIMITS.artifacts),
  downloads: list(z.extend(artifactDownload, believed), LIMITS.artifacts),
  containers: list(containerImage, 100),
  pulls: list(imagePull, LIMITS.pulls),
  pushes: list(imagePush, LIMITS.pushes),
  tools: list(resolvedTool, LIMITS.tools),
  gaps: list(gap, LIMITS.gaps),
})
export type LogRecord = z.output<typeof logRecord>
