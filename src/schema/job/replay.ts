import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { confidence, fact, source } from '../values/fact.ts'
import { count, list, openEnum, sha256Digest, text } from '../values/scalar.ts'

const name = text(256)
/** Relative to the workspace, with `/`. */
const workspacePath = text(1_024)

/** Whose lockfile it is: package managers, and build tools that pin what they fetch. */
export const LOCKFILE_KINDS = [
  'npm',
  'yarn',
  'pnpm',
  'bun',
  'pip',
  'pipenv',
  'poetry',
  'uv',
  'cargo',
  'go',
  'gradle',
  'maven',
  'bundler',
  'composer',
  'bazel',
] as const

export const lockfile = z.object({
  kind: openEnum(LOCKFILE_KINDS),
  path: workspacePath,
  /** Of the bytes as post found them: a step may have written the file. */
  digest: sha256Digest,
  sizeBytes: count,
  source,
})
export type Lockfile = z.output<typeof lockfile>

/** A variable that input `record-env` names, as post saw it. */
export const recordedVariable = z.object({ name, value: text(LIMITS.recordedValue), source })
export type RecordedVariable = z.output<typeof recordedVariable>

/** A file that input `deploy-manifests` names. Without a digest it could not be read, and a gap says why. */
export const deployManifest = z.object({
  path: workspacePath,
  digest: z.optional(sha256Digest),
  sizeBytes: z.optional(count),
  /** Images that the file names by digest. */
  images: z.optional(list(z.object({ image: text(1_024), digest: sha256Digest }), LIMITS.deployManifestImages)),
  source,
})
export type DeployManifest = z.output<typeof deployManifest>

/** A tool that an action set up, or that stands on the path from the runner's tool cache. */
export const resolvedTool = z.object({
  name,
  /** Exact, as the tool or the folder of the tool cache names it: never what was asked for. */
  version: name,
  arch: z.optional(text(40)),
  /** `owner/repo[/path]@ref` of the action that said so. */
  action: z.optional(text(1_024)),
  source,
  confidence: z.optional(confidence),
})
export type ResolvedTool = z.output<typeof resolvedTool>

/** How a host that input `dependencies` names answered when the job had failed. */
export const probedDependency = z.object({
  host: text(253),
  port: count,
  state: openEnum(['reachable', 'slow', 'down']),
  /** Why it is called down. */
  reason: z.optional(
    openEnum([
      'name-lookup',
      'refused',
      'unreachable',
      'reset',
      'no-answer',
      'tls',
      'server-error',
      'not-permitted',
      'unknown',
    ]),
  ),
  /** Until it answered, or until it was given up. */
  durationMs: count,
  source,
})
export type ProbedDependency = z.output<typeof probedDependency>

/** What somebody who repeats the job needs to know of its inputs, beside commit, actions, image and containers. */
export const replay = z.object({
  lockfiles: list(lockfile, LIMITS.lockfiles),
  env: list(recordedVariable, LIMITS.recordedVariables),
  deployManifests: list(deployManifest, LIMITS.deployManifests),
  tools: list(resolvedTool, LIMITS.tools),
  /** Variables that a step added to the job's environment: names, never values. */
  variablesSet: z.optional(fact(list(name, LIMITS.variableNames))),
  /** Of the file that `job.workflowRef` names, or else `run.workflowRef`, as post found it in the workspace. */
  workflowFileDigest: z.optional(fact(sha256Digest)),
  /** Absent unless the job failed and input `dependencies` names some. */
  dependencies: z.optional(list(probedDependency, LIMITS.dependencies)),
})
export type Replay = z.output<typeof replay>
