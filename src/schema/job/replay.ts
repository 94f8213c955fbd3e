import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { confidence, fact, source } from '../values/fact.ts'
import { count, list, openEnum, sha256Digest, text } from '../values/scalar.ts'

const name = text(256)
/** Relative to the workspace, with `/`. */
const workspacePath = text(1_024)

/** The owner of the lockfile: a package manager, or a build tool that pins what it fetches. */
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
  /** Digest of the bytes that post found: a step may have written the file. */
  digest: sha256Digest,
  sizeBytes: count,
  source,
})
export type Lockfile = z.output<typeof lockfile>

/** A variable that input `record-env` names, with the value at post. */
export const recordedVariable = z.object({ name, value: text(LIMITS.recordedValue), source })
export type RecordedVariable = z.output<typeof recordedVariable>

/** A file that input `deploy-manifests` names. If it has no digest, it could not be read, and a gap has the reason. */
export const deployManifest = z.object({
  path: workspacePath,
  digest: z.optional(sha256Digest),
  sizeBytes: z.optional(count),
  /** Images that the file names by digest. */
  images: z.optional(list(z.object({ image: text(1_024), digest: sha256Digest }), LIMITS.deployManifestImages)),
  source,
})
export type DeployManifest = z.output<typeof deployManifest>

/** A tool that an action set up, or that is on the path from the runner's tool cache. */
export const resolvedTool = z.object({
  name,
  /** The exact version from the tool or from the folder of the tool cache, never the requested version. */
  version: name,
  arch: z.optional(text(40)),
  /** `owner/repo[/path]@ref` of the action that reported it. */
  action: z.optional(text(1_024)),
  source,
  confidence: z.optional(confidence),
})
export type ResolvedTool = z.output<typeof resolvedTool>

/** The answer of a host that input `dependencies` names, after the job had failed. */
export const probedDependency = z.object({
  host: text(253),
  port: count,
  state: openEnum(['reachable', 'slow', 'down']),
  /** The reason for the state `down`. */
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
  /** Time until it answered, or until the probe stopped. */
  durationMs: count,
  source,
})
export type ProbedDependency = z.output<typeof probedDependency>

/** The inputs that a repetition of the job needs, besides commit, actions, image and containers. */
export const replay = z.object({
  lockfiles: list(lockfile, LIMITS.lockfiles),
  env: list(recordedVariable, LIMITS.recordedVariables),
  deployManifests: list(deployManifest, LIMITS.deployManifests),
  tools: list(resolvedTool, LIMITS.tools),
  /** Variables that a step added to the job's environment: names, never values. */
  variablesSet: z.optional(fact(list(name, LIMITS.variableNames))),
  /** Digest of the file that `job.workflowRef` (or else `run.workflowRef`) names, as post found it in the workspace. */
  workflowFileDigest: z.optional(fact(sha256Digest)),
  /** Absent unless the job failed and input `dependencies` names some. */
  dependencies: z.optional(list(probedDependency, LIMITS.dependencies)),
})
export type Replay = z.output<typeof replay>
