import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { time } from '../../core/time.ts'
import { schemaVersion, tool } from '../values/document-header.ts'
import { confidence, fact, gap, source } from '../values/fact.ts'
import { commitSha, count, keyed, list, numericId, openEnum, sha256Digest, text } from '../values/scalar.ts'
import { buildCache, imagePull, imagePush, ownCall } from './build-facts.ts'
import { replay } from './replay.ts'
import { serviceUse } from './service-use.ts'

const name = text(1_024)
const traceIdHex = z.string().check(z.regex(/^[0-9a-f]{32}$/))
const spanIdHex = z.string().check(z.regex(/^[0-9a-f]{16}$/))

/** A trace of somebody else's that was in TRACEPARENT before ours: a link, never our parent. */
export const traceIds = z.object({
  traceId: traceIdHex,
  runSpanId: spanIdHex,
  jobSpanId: z.optional(spanIdHex),
  links: list(z.object({ traceId: traceIdHex, spanId: spanIdHex }), 10),
})

/**
 * GitHub's words for how a step or a job ended, as the source of the entry has it: of a step under `continue-on-error`,
 * `steps` has what it came to before that was applied (actions/runner src/Runner.Worker/StepsContext.cs), `api` the
 * conclusion after it. `neutral` and the last three only come from REST.
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
  /** GitHub's step number; has gaps before posts. Absent where the source has none. */
  number: z.optional(count),
  /** The step's `id:`, if the user gave one. */
  id: z.optional(text(256)),
  name,
  stage: z.optional(stage),
  /** `owner/repo[/path]@ref` for a `uses:` step; `usedAction` has the ref apart. */
  action: z.optional(name),
  /** Steps may overlap (background steps, actions/runner v2.335): never a chain. */
  startedAt: z.optional(time),
  completedAt: z.optional(time),
  outcome: z.optional(outcome),
  source,
  confidence: z.optional(confidence),
})
export type Step = z.output<typeof step>

export const cacheOperation = z.object({
  operation: openEnum(['restore', 'save', 'lookup']),
  /** Who asked: the action as written in `uses:`, and the step's name. */
  action: z.optional(name),
  step: z.optional(name),
  key: z.optional(text(512)),
  restoreKeys: list(text(512), 10),
  matchedKey: z.optional(text(512)),
  result: openEnum(['hit', 'partial', 'miss', 'not-permitted', 'saved', 'not-saved']),
  /**
   * Why a save did not happen or a restore was not permitted: `mode-forbids` is the cache mode that the runner gave the job
   * (`write-only`, say), `denied` the service's own answer.
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
  /** Of a restore: download and unpacking. From the service's answer, or where the log has no line of that the step's begin. */
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
  /** False: one file that was uploaded as it is, under its own name (input `archive` of actions/upload-artifact). */
  archive: z.optional(z.boolean()),
  createdAt: z.optional(time),
  source,
})
export type Artifact = z.output<typeof artifact>

/** An artifact that a step fetched. `digest` is the one the service named: download-artifact compares the bytes with it. */
export const artifactDownload = z.object({
  name: text(512),
  id: z.optional(numericId),
  sizeBytes: z.optional(count),
  digest: z.optional(sha256Digest),
  /** The run it was fetched from, where that is another one. */
  runId: z.optional(numericId),
  step: z.optional(name),
  source,
})
export type ArtifactDownload = z.output<typeof artifactDownload>

/** A file or image declared through $GITHUB_ARTIFACTS (actions/runner v2.336.0), or by input `subjects`. */
export const declaredSubject = z.object({
  name,
  /** Absent: the runner's own list. */
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
  /** Immutable packages are named by digest instead. */
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
  /** Why this mode and not a stronger one, in a fixed word. */
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
  ]),
})
export type SigningState = z.output<typeof signingState>

/**
 * What one job was: one document per job and attempt, written by the recorder's post step. An empty list says that
 * nothing was learned of its kind; whether there was something to learn stands in `gaps`.
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
    /** GITHUB_REF, whole: `refs/heads/main`, `refs/pull/1/merge`. */
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
  }),
  job: z.object({
    /** YAML key, the same for every matrix leg. */
    key: fact(text(256)),
    /** Number of the job = id of its check run. */
    id: z.optional(fact(numericId)),
    /** The results service's name of the job; ties artifacts and log pages to it. */
    backendId: z.optional(fact(text(64))),
    backendRunId: z.optional(fact(text(64))),
    name: z.optional(fact(name)),
    /** Job status so far, as post saw it. */
    status: z.optional(fact(outcome)),
    matrix: z.optional(fact(keyed(text(256), matrixValue, LIMITS.matrixKeys))),
    strategy: z.optional(fact(z.object({ index: z.optional(count), total: z.optional(count) }))),
    /** Workflow file that defines the job when it is a called one (job.workflow_ref, runner >= 2.334). */
    workflowRef: z.optional(fact(name)),
    workflowSha: z.optional(fact(commitSha)),
  }),
  runner: z.object({
    /** What the job asked for (`runs-on`). */
    labels: z.optional(fact(list(text(256), 50))),
    name: z.optional(fact(name)),
    group: z.optional(fact(name)),
    environment: z.optional(fact(openEnum(['github-hosted', 'self-hosted']))),
    os: z.optional(fact(text(40))),
    arch: z.optional(fact(text(40))),
    version: z.optional(fact(text(40))),
  }),
  /** Of the virtual machine (`ubuntu-24.04`, `20260101.1`), not of a container. */
  image: z.object({ name: z.optional(fact(text(200))), version: z.optional(fact(text(200))) }),
  actions: list(usedAction, LIMITS.actions),
  steps: list(step, LIMITS.steps),
  caches: list(cacheOperation, LIMITS.caches),
  artifacts: list(artifact, LIMITS.artifacts),
  /** Absent where the job's log could not be read: an empty list means that nothing was fetched. */
  downloads: z.optional(list(artifactDownload, LIMITS.artifacts)),
  /** These four are absent like `downloads`, and in manifests of a recorder that kept none. */
  buildCaches: z.optional(list(buildCache, LIMITS.buildCaches)),
  pulls: z.optional(list(imagePull, LIMITS.pulls)),
  pushes: z.optional(list(imagePush, LIMITS.pushes)),
  services: z.optional(list(serviceUse, LIMITS.services)),
  declaredSubjects: list(declaredSubject, LIMITS.declaredSubjects),
  containers: list(containerImage, 100),
  /** Of the job's token, by the runner's own words. */
  permissions: z.optional(fact(keyed(text(60), openEnum(['read', 'write', 'none']), LIMITS.permissionKeys))),
  cacheMode: z.optional(fact(openEnum(['none', 'read', 'write', 'write-only']))),
  /** Absent in manifests of a recorder that kept none. */
  replay: z.optional(replay),
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
    /** What `post` may take for collecting before it closes the manifest. */
    budgetMs: count,
    /** Those before the manifest was closed: signing and upload come after it. */
    calls: z.optional(list(ownCall, LIMITS.ownCalls)),
    upload: openEnum(['artifact', 'never']),
  }),
  signing: signingState,
  gaps: list(gap, LIMITS.gaps),
  /** How many values looked like credentials and were replaced by `redacted`. */
  redacted: count,
})
export type JobManifest = z.output<typeof jobManifest>
