import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { time } from '../../core/time.ts'
import { cacheOperation, outcome } from '../job/job-manifest.ts'
import { failureClass } from '../run/failure.ts'
import { schemaVersion } from '../values/document-header.ts'
import { commitSha, count, keyed, list, numericId, openEnum, sha256Digest, text } from '../values/scalar.ts'

const name = text(1_024)

/** A job of a past run. Times are milliseconds. Absent means not observed. */
export const historyJob = z.object({
  /** The key in the workflow file, else the name. */
  key: name,
  /** The name, where it is not the key. */
  name: z.optional(name),
  id: z.optional(numericId),
  conclusion: z.optional(outcome),
  labels: z.optional(list(text(256), LIMITS.historyLabels)),
  group: z.optional(name),
  queueMs: z.optional(count),
  setupMs: z.optional(count),
  workMs: z.optional(count),
  /** Image and version of the runner, `ubuntu24 20260413.86.1`. */
  image: z.optional(text(LIMITS.historyImage)),
  failure: z.optional(z.object({ class: failureClass, step: z.optional(text(LIMITS.historyStep)) })),
  /** Attempts before it passed, where it failed first. */
  failedAttempts: z.optional(count),
  /** Steps that passed after failed attempts. */
  retriedSteps: z.optional(count),
  /** Tests that passed only on a retry, each by suite and name. */
  flakyTests: z.optional(list(text(LIMITS.historyTest), LIMITS.historyTests)),
  caches: z.optional(
    list(
      z.object({
        /** The key without what changes from run to run (parse-cache-key.ts). */
        family: text(LIMITS.historyCacheKey),
        key: text(LIMITS.historyCacheKey),
        result: openEnum(['hit', 'partial', 'miss', 'not-permitted']),
        saved: z.optional(z.boolean()),
        /** Why a save that was tried did not happen. */
        notSaved: z.optional(cacheOperation.shape.reason),
        sizeBytes: z.optional(count),
      }),
      LIMITS.historyCaches,
    ),
  ),
  /**
   * Name and version of what the job used, in the order of their names: `npm left-pad 1.3.0`, `tool node 22.11.0`,
   * `image postgres:17 sha256:…`, `env SEED 4` (src/history/job-inputs.ts).
   */
  packages: z.optional(list(text(LIMITS.historyEntry), LIMITS.historyPackages)),
  permissions: z.optional(text(LIMITS.historyPermissions)),
  /** The first digits of the digests of its lockfiles, by path: which file changed a cache key. */
  lockfiles: z.optional(keyed(text(LIMITS.historyPath), text(64), LIMITS.historyLockfiles)),
})
export type HistoryJob = z.output<typeof historyJob>

/** A past run of one workflow, in the form that fits 200 runs of 20 jobs in 100 kB compressed. */
export const historyRun = z.object({
  runId: numericId,
  attempt: count,
  number: z.optional(count),
  branch: name,
  event: text(100),
  sha: z.optional(commitSha),
  conclusion: z.optional(outcome),
  startedAt: z.optional(time),
  totalMs: z.optional(count),
  /** SHA-256 of its run manifest. */
  manifest: z.optional(sha256Digest),
  jobs: list(historyJob, LIMITS.historyJobs),
  /** Commits that the used actions stood at, by `owner/name@ref`. */
  actions: z.optional(keyed(text(LIMITS.historyPath), commitSha, LIMITS.actions)),
  approvals: z.optional(list(z.object({ environment: name, waitedMs: count }), LIMITS.historyApprovals)),
})
export type HistoryRun = z.output<typeof historyRun>

/** Version of the document of history. */
export const HISTORY_VERSION = '1.0.0'

/** The compact past of a workflow: runs of protected branches, newest first. */
export const history = z.object({
  kind: z.literal('history'),
  schemaVersion,
  /** `owner/name` and path of the workflow file: a history of anything else is not taken. */
  repository: text(300),
  workflow: name,
  runs: list(historyRun, LIMITS.historyRuns),
})
export type History = z.output<typeof history>
