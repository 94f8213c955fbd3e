import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { parseJsonBytes } from '../../core/parse-json.ts'
import { count, list, numericId, text } from '../../schema/values/scalar.ts'
import {
  COLLECTED_RUN_PREDICATE_TYPE,
  OUR_PREDICATE_TYPES,
  SLSA_PROVENANCE_TYPE,
} from '../../signing/predicate-types.ts'
import { asCollector, type RunClaims } from './claims.ts'

/** The parts of an in-toto statement that the verifier reads; the predicate has its own schema. */
const statement = z.object({
  _type: text(200),
  subject: list(
    z.object({ name: text(1_024), digest: z.object({ sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }) }),
    LIMITS.statementSubjects,
  ).check(z.minLength(1)),
  predicateType: text(500),
  predicate: z.record(z.string(), z.unknown()),
})
export type Statement = z.output<typeof statement>

/** Reads a statement; undefined for bytes that are no statement with at least one sha256 subject. */
export const readStatement = (payload: Uint8Array): Statement | undefined => {
  try {
    const parsed = z.safeParse(statement, parseJsonBytes(payload, LIMITS.statementValues))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** The job that a statement about a job manifest names. */
export type JobClaim = { readonly key?: string | undefined; readonly id?: string | undefined }

const claim = z.optional(text(1_024))
const runIndex = z.object({
  serverUrl: claim,
  repository: text(300),
  repositoryId: numericId,
  runId: numericId,
  runAttempt: z.string().check(z.regex(/^[0-9]{1,5}$/)),
  event: claim,
  ref: claim,
  sha: claim,
  workflowRef: claim,
  workflowSha: claim,
})
const reporter = z.object({
  role: text(40),
  runId: numericId,
  attempt: count,
  event: claim,
  ref: claim,
  sha: claim,
  workflowRef: claim,
  workflowSha: claim,
})
const index = z.object({
  run: runIndex,
  job: z.optional(z.object({ key: z.optional(text(256)), id: z.optional(numericId) })),
  reporter: z.optional(reporter),
})

/** Returns the index in a statement of this project; undefined for a predicate of another form. */
export const readIndex = (statement: Statement): z.output<typeof index> | undefined => {
  if (!OUR_PREDICATE_TYPES.includes(statement.predicateType)) return undefined
  const parsed = z.safeParse(index, statement.predicate)
  return parsed.success ? parsed.data : undefined
}

/** Returns the claims of such a statement about its run. */
export const readIndexClaims = (statement: Statement): RunClaims | undefined => {
  const found = readIndex(statement)
  if (found === undefined) return undefined
  const { runAttempt, ...run } = found.run
  return { ...run, attempt: runAttempt }
}

const sized = z.object({
  manifest: z.object({ annotations: z.object({ sizeBytes: z.string().check(z.regex(/^[0-9]{1,12}$/)) }) }),
})

/** Returns the size in bytes of the manifest, as the statement gives it. */
export const readManifestSize = ({ predicate }: Statement): number | undefined => {
  const parsed = z.safeParse(sized, predicate)
  return parsed.success ? Number(parsed.data.manifest.annotations.sizeBytes) : undefined
}

/** Returns the claims of a statement about the run that signed it; undefined for an unknown form of predicate. */
export const readPredicateClaims = (statement: Statement): RunClaims | undefined => {
  if (statement.predicateType === SLSA_PROVENANCE_TYPE) return readProvenance(statement)
  const claims = readIndexClaims(statement)
  const collector = readIndex(statement)?.reporter
  if (statement.predicateType !== COLLECTED_RUN_PREDICATE_TYPE) return claims
  // A statement of that type without a collector contains no claim to compare with the certificate.
  if (claims === undefined || collector?.role !== 'collector') return undefined
  return asCollector(claims, { ...collector, attempt: String(collector.attempt) })
}

/** `<server>/<owner>/<name>` */
const repositoryUrl = z
  .string()
  .check(z.maxLength(600), z.regex(/^https?:\/\/[\w.:-]{1,250}\/[\w.-]{1,100}\/[\w.-]{1,100}$/))
/** GitHub's build type, and its name of 2024. */
const BUILD_TYPES = [
  'https://actions.github.io/buildtypes/workflow/v1',
  'https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1',
] as const
const provenance = z.object({
  buildDefinition: z.object({
    buildType: z.enum(BUILD_TYPES),
    externalParameters: z.object({
      workflow: z.object({ repository: repositoryUrl, ref: text(1_024), path: text(1_024) }),
    }),
    internalParameters: z.object({
      github: z.object({
        event_name: claim,
        repository_id: numericId,
        repository_owner_id: z.optional(numericId),
        runner_environment: claim,
      }),
    }),
    resolvedDependencies: z.optional(
      list(z.object({ uri: claim, digest: z.optional(z.object({ gitCommit: claim })) }), 1_024),
    ),
  }),
  runDetails: z.object({
    builder: z.optional(z.object({ id: claim })),
    metadata: z.object({ invocationId: text(1_024) }),
  }),
})

/**
 * Reads SLSA provenance v1 of GitHub's build type, as actions/attest writes it (actions/toolkit
 * packages/attest/src/provenance.ts). `workflow.ref` is the ref of the workflow file, and the first dependency is the
 * repository at the run's commit.
 */
const readProvenance = ({ predicate }: Statement): RunClaims | undefined => {
  const parsed = z.safeParse(provenance, predicate)
  if (!parsed.success) return undefined
  const { buildDefinition, runDetails } = parsed.data
  const { workflow } = buildDefinition.externalParameters
  const { github } = buildDefinition.internalParameters
  const server = new URL(workflow.repository).origin
  const repository = workflow.repository.slice(server.length + 1)
  const { invocationId } = runDetails.metadata
  const [, runId = '0', attempt = '0'] = /\/actions\/runs\/(\d{1,20})\/attempts\/(\d{1,5})$/.exec(invocationId) ?? []
  const builder = runDetails.builder?.id
  return {
    serverUrl: server,
    repository,
    repositoryId: github.repository_id,
    ownerId: github.repository_owner_id,
    runId,
    attempt,
    runUri: invocationId,
    event: github.event_name,
    sha: buildDefinition.resolvedDependencies?.[0]?.digest?.gitCommit,
    workflowRef: `${repository}/${workflow.path}@${workflow.ref}`,
    // An older form names the kind of runner instead of a workflow file.
    jobWorkflowRef:
      builder?.startsWith(`${server}/`) === true && builder.includes('/.github/workflows/')
        ? builder.slice(server.length + 1)
        : undefined,
    runnerEnvironment: github.runner_environment,
  }
}
