import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { time } from '../../core/time.ts'
import { targetConvergence } from '../converge/target-convergence.ts'
import { schemaVersion, tool } from '../values/document-header.ts'
import { confidence, fact, gap, source } from '../values/fact.ts'
import { commitSha, count, keyed, list, numericId, openEnum, sha256Digest, text } from '../values/scalar.ts'
import { triggeringRun } from '../values/triggering-run.ts'
import { buildCache, imagePull, imagePush, ownCall } from './build-facts.ts'
import { replay } from './replay.ts'
import { serviceUse } from './service-use.ts'
import { testReports } from './test-reports.ts'

const name = text(1_024)
const traceIdHex = z.string().check(z.regex(/^[0-9a-f]{32}$/))
const spanIdHex = z.string().check(z.regex(/^[0-9a-f]{16}$/))

/** A trace of another program that was in TRACEPARENT before the recorder's: a link, never a parent. */
export const traceIds = z.object({
  traceId: traceIdHex,
  runSpanId: spanIdHex,
  jobSpanId: z.optional(spanIdHex),
  links: list(z.object({ traceId: traceIdHex, spanId: spanIdHex }), 10),
})

/**
 * GitHub's outcome words for a step or a job, as the source of the entry has them. For a step under
 * `continue-on-error`, `steps` has the outcome before that setting applied (actions/runner
 * src/Runner.Worker/StepsContext.cs), and `api` has the conclusion after it. `neutral` and the last three only come
 * from REST.
 */
export const outcome = openEnum([
  'success',
  'failure',
  'cancelled',
  'skipped',
  'neutral',
  'timed_out',
  'action_required',
  'stale',
  'startup_failure',
])
export type Outcome = z.output<typeof outcome>

export const stage = openEnum(['setup', 'pre', 'main', 'post', 'complete'])

export const step = z.object({
  /** GitHub's step number; numbers have gaps before posts. Absent if the source has none. */
  number: z.optional(count),
  /** The step's `id:`, if the user gave one. */
  id: z.optional(text(256)),
  name,
  stage: z.optional(stage),
  /** `owner/repo[/path]@ref` for a `uses:` step; `usedAction` has the ref separately. */
  action: z.optional(name),
  /** Steps may overlap (background steps, actions/runner v2.335), so they never form a chain. */
  startedAt: z.optional(time),
  completedAt: z.optional(time),
  outcome: z.optional(outcome),
  source,
  confidence: z.optional(confidence),
})
export type Step = z.output<typeof step>

export const cacheOperation = z.object({
  operation: openEnum(['restore', 'save', 'lookup']),
  /** The requester: the action as written in `uses:`, and the step's name. */
  action: z.optional(name),
  step: z.optional(name),
  key: z.optional(text(512)),
  restoreKeys: list(text(512), 10),
  matchedKey: z.optional(text(512)),
  result: openEnum(['hit', 'partial', 'miss', 'not-permitted', 'saved', 'not-saved']),
  /**
   * Why a save did not happen or a restore was not permitted. `mode-forbids`: the cache mode that the runner gave the
   * job (such as `write-only`) forbids it. `denied`: the service's own answer.
   */
  reason: z.optional(
    openEnum([
      'exact-hit',
      'job-failed',
      'another-job-creates-it',
      'over-limit',
      'mode-forbids',
      'denied',
      'error',
      'unknown',
    ]),
  ),
  sizeBytes: z.optional(count),
  /**
   * Duration of a restore: download and unpacking. It begins at the service's answer, or at the begin of the step if
   * the log has no line of the answer.
   */
  durationMs: z.optional(count),
  at: z.optional(time),
  source,
})
export type CacheOperation = z.output<typeof cacheOperation>

export const artifact = z.object({
  name: text(512),
  id: z.optional(numericId),
  sizeBytes: z.optional(count),
  digest: z.optional(sha256Digest),
  /** False: one file that was uploaded unpacked, under its own name (input `archive` of actions/upload-artifact). */
  archive: z.optional(z.boolean()),
  createdAt: z.optional(time),
  source,
})
export type Artifact = z.output<typeof artifact>

/**
 * An artifact that a step fetched. `digest` is the one that the service named: download-artifact compares the bytes
 * with it.
 */
export const artifactDownload = z.object({
  name: text(512),
  id: z.optional(numericId),
  sizeBytes: z.optional(count),
  digest: z.optional(sha256Digest),
  /** The run that it was fetched from, if that is another one. */
  runId: z.optional(numericId),
  step: z.optional(name),
  source,
})
export type ArtifactDownload = z.output<typeof artifactDownload>

/** A file or image declared through $GITHUB_ARTIFACTS (actions/runner v2.336.0), or by input `subjects`. */
export const declaredSubject = z.object({
  name,
  /** Absent for an entry of the runner's own list. */
  source: z.optional(source),
  sizeBytes: z.optional(count),
  digest: z.string().check(z.regex(/^sha(256:[0-9a-f]{64}|384:[0-9a-f]{96}|512:[0-9a-f]{128})$/)),
  kind: openEnum(['file', 'oci']),
})
export type DeclaredSubject = z.output<typeof declaredSubject>

export const usedAction = z.object({
  /** As written: `owner/repo[/path]`. */
  uses: name,
  ref: text(512),
  sha: z.optional(commitSha),
  /** Digest of an immutable package, which has no commit. */
  digest: z.optional(text(200)),
  kind: openEnum(['action', 'immutable-package', 'reusable-workflow']),
  source,
})
export type UsedAction = z.output<typeof usedAction>

export const containerImage = z.object({
  role: openEnum(['job', 'service', 'action']),
  name: z.optional(name),
  image: name,
  digest: z.optional(sha256Digest),
  source,
})
export type ContainerImage = z.output<typeof containerImage>

export const matrixValue = z.union([text(LIMITS.matrixString), z.number(), z.boolean(), z.null()])

export const signingState = z.object({
  mode: openEnum(['keyless', 'key', 'none']),
  /** The reason for this mode, as a fixed word. */
  reason: openEnum([
    'requested',
    'automatic',
    'no-id-token-permission',
    'not-requested-in-build-job',
    'switched-off',
    'private-identity-not-for-public-log',
    'no-private-sigstore',
    'service-unavailable',
    'key-unusable',
    'made-after-the-run',
    'made-by-command-line',
  ]),
})
export type SigningState = z.output<typeof signingState>

/**
 * The record of one job: one document per job and attempt, written by the recorder's post step. An empty list means
 * that no such fact was learned; `gaps` shows whether one could have existed.
 */
export const jobManifest = z.object({
  kind: z.literal('job-manifest'),
  schemaVersion,
  tool,
  /** `<server host>/<repository id>/<run id>`, the same in all attempts. */
  correlationId: text(300),
  trace: traceIds,
  run: z.object({
    serverUrl: z.optional(fact(text(300))),
    repository: fact(text(300)),
    repositoryId: fact(numericId),
    ownerId: z.optional(fact(numericId)),
    runId: fact(numericId),
    attempt: fact(count),
    number: z.optional(fact(count)),
    event: z.optional(fact(text(100))),
    /** The whole GITHUB_REF: `refs/heads/main`, `refs/pull/1/merge`. */
    ref: z.optional(fact(name)),
    /** GITHUB_SHA: for a pull request the merge commit. */
    sha: z.optional(fact(commitSha)),
    /** Head of the pull request, from the event file. */
    headSha: z.optional(fact(commitSha)),
    headRef: z.optional(fact(name)),
    baseRef: z.optional(fact(name)),
    /** `name:` of the workflow, else its path. */
    workflow: z.optional(fact(name)),
    workflowRef: z.optional(fact(name)),
    workflowSha: z.optional(fact(commitSha)),
    visibility: z.optional(fact(openEnum(['public', 'private', 'internal']))),
    /** Only for event `workflow_run`, from the event file. */
    triggeredBy: z.optional(fact(triggeringRun)),
  }),
  job: z.object({
    /** YAML key, the same for every matrix leg. */
    key: fact(text(256)),
    /** Number of the job, which is the id of its check run. */
    id: z.optional(fact(numericId)),
    /** The results service's id of the job; it ties artifacts and log pages to the job. */
    backendId: z.optional(fact(text(64))),
    backendRunId: z.optional(fact(text(64))),
    name: z.optional(fact(name)),
    /** Job status so far, when post read it. */
    status: z.optional(fact(outcome)),
    matrix: z.optional(fact(keyed(text(256), matrixValue, LIMITS.matrixKeys))),
    strategy: z.optional(fact(z.object({ index: z.optional(count), total: z.optional(count) }))),
    /** Workflow file that defines the job, if it is a called one (job.workflow_ref, runner >= 2.334). */
    workflowRef: z.optional(fact(name)),
    workflowSha: z.optional(fact(commitSha)),
  }),
  runner: z.object({
    /** The labels that the job requested (`runs-on`). */
    labels: z.optional(fact(list(text(256), 50))),
    name: z.optional(fact(name)),
    group: z.optional(fact(name)),
    environment: z.optional(fact(openEnum(['github-hosted', 'self-hosted']))),
    os: z.optional(fact(text(40))),
    arch: z.optional(fact(text(40))),
    version: z.optional(fact(text(40))),
  }),
  /** Image of the virtual machine (`ubuntu-24.04`, `20260101.1`), not of a container. */
  image: z.object({ name: z.optional(fact(text(200))), version: z.optional(fact(text(200))) }),
  actions: list(usedAction, LIMITS.actions),
  steps: list(step, LIMITS.steps),
  caches: list(cacheOperation, LIMITS.caches),
  artifacts: list(artifact, LIMITS.artifacts),
  /** Absent where the job's log could not be read: an empty list means that nothing was fetched. */
  downloads: z.optional(list(artifactDownload, LIMITS.artifacts)),
  /**
   * These four lists are absent if the log could not be read, and in manifests of recorders that did not record them.
   */
  buildCaches: z.optional(list(buildCache, LIMITS.buildCaches)),
  pulls: z.optional(list(imagePull, LIMITS.pulls)),
  pushes: z.optional(list(imagePush, LIMITS.pushes)),
  services: z.optional(list(serviceUse, LIMITS.services)),
  declaredSubjects: list(declaredSubject, LIMITS.declaredSubjects),
  containers: list(containerImage, 100),
  /** Permissions of the job's token, as the runner names them. */
  permissions: z.optional(fact(keyed(text(60), openEnum(['read', 'write', 'none']), LIMITS.permissionKeys))),
  cacheMode: z.optional(fact(openEnum(['none', 'read', 'write', 'write-only']))),
  /** Absent in manifests of a recorder that did not record it. */
  replay: z.optional(replay),
  /** Absent unless input `test-reports` names some, and in manifests of recorders that did not record them. */
  testReports: z.optional(testReports),
  /**
   * Deployment targets that the action converge observed in this job: its own word. Absent where it observed none, and in
   * manifests of recorders that did not read them.
   */
  convergence: z.optional(list(targetConvergence, LIMITS.convergenceTargets)),
  clock: z.object({
    /** Runner clock minus GitHub's clock in milliseconds, from the Date header of an answer of GitHub. */
    offsetMs: z.optional(fact(z.number())),
    /** Half the round trip plus the header's one-second resolution, milliseconds. */
    uncertaintyMs: z.optional(z.number()),
  }),
  recorder: z.object({
    preAt: z.optional(time),
    mainAt: z.optional(time),
    postAt: time,
    /** The time that `post` may use for collecting before it closes the manifest. */
    budgetMs: count,
    /** The calls before the manifest was closed: signing and upload come after it. */
    calls: z.optional(list(ownCall, LIMITS.ownCalls)),
    upload: openEnum(['artifact', 'never']),
  }),
  signing: signingState,
  gaps: list(gap, LIMITS.gaps),
  /** The number of values that looked like credentials and were replaced by `redacted`. */
  redacted: count,
})
export type JobManifest = z.output<typeof jobManifest>
