import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { time } from '../../core/time.ts'
import { matrixValue, outcome } from '../job/job-manifest.ts'
import { schemaVersion, tool } from '../values/document-header.ts'
import { confidence, gap, source } from '../values/fact.ts'
import { ownerClass } from '../values/owner-class.ts'
import { commitSha, count, keyed, list, numericId, openEnum, text } from '../values/scalar.ts'
import { failure, failureClass } from './failure.ts'
import { runFindings } from './finding.ts'
import { protectionEntry, timelineDeployment } from './protection-entry.ts'

const name = text(1_024)
/** Milliseconds, fractions kept: sources know up to 100 ns. */
const millis = z.number()

/**
 * The states of a job, in the order of their precedence where evidence overlaps. `unobserved` is an interval without
 * any evidence. It is included, so that the sum of a job's intervals is always its whole time.
 */
export const CONTROL_STATES = [
  'waiting-for-policy',
  'blocked',
  'queued',
  'assigned',
  'preparing',
  'uploading',
  'deploying',
  'executing',
  'admitted',
  'unobserved',
] as const
export const controlState = openEnum(CONTROL_STATES)
export type ControlState = (typeof CONTROL_STATES)[number]

export const interval = z.object({
  state: controlState,
  start: time,
  end: time,
  source,
  confidence,
  /**
   * Resolution of the less exact end, in milliseconds: 1000 for REST, 1 for the server's log lines, 0.0001 otherwise.
   */
  resolutionMs: millis,
  /** An end was moved, because the sources contradict each other or time ran backwards. */
  clamped: z.boolean(),
  /** The job had not left this state when it was read. */
  open: z.optional(z.boolean()),
  owner: z.optional(ownerClass),
  /** A fixed word that says more: `post-steps`, `probable`, `scale-set`, `no-runner-line`. */
  detail: z.optional(text(60)),
})
export type Interval = z.output<typeof interval>

export const activity = openEnum(['checkout', 'dependency-fetch', 'build', 'test', 'scan', 'publish', 'other'])
export type Activity = z.output<typeof activity>

/** A part of the executing or deploying time, by activity. The parts cover that time completely and do not overlap. */
export const activityInterval = z.object({
  activity,
  start: time,
  end: time,
  /** The step's name; absent between steps. */
  step: z.optional(name),
  source,
  confidence,
})
export type ActivityInterval = z.output<typeof activityInterval>

export const timelineStep = z.object({
  number: z.optional(count),
  name,
  state: controlState,
  activity: z.optional(activity),
  start: z.optional(time),
  end: z.optional(time),
  outcome: z.optional(outcome),
  source,
  resolutionMs: millis,
  clamped: z.boolean(),
})
export type TimelineStep = z.output<typeof timelineStep>

export const jobShape = openEnum([
  'normal',
  'skipped',
  'cancelled-before-pickup',
  'queue-expired',
  'timed-out',
  'runner-lost',
  'carried-over',
  'steps-gone',
  'unfinished',
  'never-started',
])
export type JobShape = z.output<typeof jobShape>

/**
 * Why a job was skipped. `need`: `success()`, written or added by GitHub, evaluates all jobs above it, and one of them
 * ended otherwise. `condition`: its `if` did not hold.
 */
export const skipReason = z.object({
  by: openEnum(['need', 'condition']),
  /** The `if` as written, or as GitHub evaluated it, and the part that did not hold, if known. */
  condition: z.optional(text(300)),
  part: z.optional(text(300)),
  /** It calls no status function of its own. */
  isImplicit: z.optional(z.boolean()),
  /** The job that caused the skip, and the ids of the jobs between, its own need first. */
  root: z.optional(
    z.object({
      id: numericId,
      name,
      conclusion: z.optional(outcome),
      /** GitHub gives a job that reached its time limit the conclusion `cancelled`. */
      ended: z.optional(openEnum(['time-limit'])),
    }),
  ),
  through: list(numericId, 50),
  source,
  confidence,
})
export type SkipReason = z.output<typeof skipReason>

/** Milliseconds by state; a state that was not observed is absent, never 0. */
const statesMs = keyed(text(40), millis, LIMITS.stateKeys)

export const timelineJob = z.object({
  id: numericId,
  name,
  /** YAML key and the keys of its callers, joined by `/`, if the plan or a manifest has them. */
  planId: z.optional(name),
  key: z.optional(text(256)),
  matrix: z.optional(keyed(text(256), matrixValue, LIMITS.matrixKeys)),
  joinedBy: z.optional(openEnum(['manifest', 'name'])),
  status: z.optional(text(40)),
  conclusion: z.optional(outcome),
  shape: jobShape,
  /** For a skipped job: the reason, if known. */
  skip: z.optional(skipReason),
  labels: list(text(256), 50),
  runner: z.optional(name),
  isHosted: z.optional(z.boolean()),
  environment: z.optional(name),
  /** Ids of the jobs it waited for. */
  needs: list(numericId, LIMITS.jobsInReport),
  admittedAt: z.optional(time),
  completedAt: z.optional(time),
  intervals: list(interval, 500),
  statesMs,
  activities: list(activityInterval, LIMITS.steps),
  steps: z.optional(list(timelineStep, LIMITS.steps)),
  /** Milliseconds by which the run would have been shorter if the job took no time, and if it did not queue. */
  slack: z.optional(z.object({ ifInstantMs: millis, ifNotQueuedMs: millis })),
  /** Fixed words on how the sources were read: `created-after-started`, `reversed-step`, `started-is-assignment` … */
  notes: list(text(60), 20),
})
export type TimelineJob = z.output<typeof timelineJob>

export const edgeKnowledge = openEnum(['known', 'partly-known', 'unknown'])

export const criticalPath = z.object({
  edges: edgeKnowledge,
  start: time,
  end: time,
  totalMs: millis,
  statesMs,
  /** In time order, with every interval of the path once. An interval before the first admission has no job. */
  segments: list(
    z.object({
      jobId: z.optional(numericId),
      job: z.optional(name),
      state: controlState,
      start: time,
      end: time,
      /** The label or environment that the job waited for. */
      subject: z.optional(name),
      owner: z.optional(ownerClass),
      confidence,
    }),
    5_000,
  ),
})
export type CriticalPath = z.output<typeof criticalPath>

export const timelineAttempt = z.object({
  attempt: count,
  startedAt: z.optional(time),
  endedAt: z.optional(time),
  conclusion: z.optional(text(40)),
  triggeredBy: z.optional(name),
  /** Why there is a next attempt, if known. */
  kind: openEnum(['first', 're-run', 'approved-fork', 'awaiting-approval']),
  jobs: list(
    z.object({ id: numericId, name, conclusion: z.optional(outcome), carriedOver: z.boolean() }),
    LIMITS.jobsInReport,
  ),
})
export type TimelineAttempt = z.output<typeof timelineAttempt>

/** A job that failed in one attempt and passed in a later one, with the differences. */
export const retry = z.object({
  name,
  key: z.optional(text(256)),
  failed: z.object({ attempt: count, id: numericId, step: z.optional(name), class: z.optional(failureClass) }),
  passed: z.object({ attempt: count, id: numericId }),
  differences: list(
    z.object({
      field: openEnum(['runner', 'runner-group', 'labels', 'image', 'image-version', 'cache']),
      before: z.optional(name),
      after: z.optional(name),
      source,
    }),
    50,
  ),
  /** No compared value differs. */
  same: list(text(60), 20),
})
export type Retry = z.output<typeof retry>

/** How the run ended, if no listed job explains that. */
export const runEnding = z.object({
  /**
   * `no-listed-job`: it failed, and no listed job did. `superseded`: cancelled before it had a job, and its file names a
   * concurrency group, of which GitHub keeps one waiting run.
   */
  kind: openEnum(['no-listed-job', 'superseded', 'cancelled-without-jobs', 'startup-failure', 'unread-workflow-file']),
  /** Jobs of the workflow file that GitHub does not list, by plan id. */
  missing: list(name, 100),
  /** `concurrency-queue`: the file has `queue: max` beside `cancel-in-progress: true`, a pair that GitHub refuses. */
  cause: z.optional(openEnum(['concurrency-deadlock', 'matrix', 'concurrency-queue'])),
  /** The line of the workflow file that shows the cause. */
  line: z.optional(count),
  /** The concurrency group as the file writes it. */
  group: z.optional(text(400)),
  /** Duration from the start of the attempt to GitHub's last update of the run. */
  afterMs: z.optional(millis),
  source,
  confidence,
})
export type RunEnding = z.output<typeof runEnding>

/** How late GitHub created a scheduled run. */
export const scheduleLateness = z.object({
  /** The cron of the file that was due last before the run, and how many the file has. */
  cron: text(200),
  crons: count,
  dueAt: time,
  lateMs: millis,
  source,
  confidence,
})

/** The time before the first job: source event, run created, first job admitted. */
export const admission = z.object({
  event: z.optional(
    z.object({
      at: time,
      /**
       * `pushed-at`: the repository's last push; `updated-at`: the pull request; `completed`: the run that this one
       * follows; `merge-group`: the commit that GitHub made; `commit`: the clock of the committer, who may have
       * committed long before the push; `cron`: when the schedule was due.
       */
      by: openEnum(['pushed-at', 'updated-at', 'completed', 'merge-group', 'commit', 'cron']),
      source,
      confidence,
    }),
  ),
  /** Why there is no time of the event: it has none, it was not read (REST alone shows none), or the cron is not known. */
  noEvent: z.optional(openEnum(['no-time-in-event', 'event-not-read', 'schedule-unknown'])),
  createdAt: z.optional(time),
  firstJobAt: z.optional(time),
  eventToRunMs: z.optional(millis),
  runToJobMs: z.optional(millis),
})

/** The timeline of a run: part of the run manifest, and the body of `pipeline-trace report`. */
export const timeline = z.object({
  runShape: openEnum(['normal', 'startup-failure', 'awaiting-approval', 'no-jobs', 'unfinished']),
  ending: z.optional(runEnding),
  schedule: z.optional(scheduleLateness),
  /** Absent in a later attempt, which no event began, and where the creation of the run is not known. */
  admission: z.optional(admission),
  /** First instant of the attempt, last completion of its jobs. */
  start: z.optional(time),
  end: z.optional(time),
  edges: edgeKnowledge,
  workflowFile: z.optional(
    z.object({
      path: name,
      sha: z.optional(commitSha),
      by: openEnum(['workflow-sha', 'certificate', 'referenced-workflows', 'base-branch', 'head-sha', 'given']),
      inferred: z.boolean(),
    }),
  ),
  jobs: list(timelineJob, LIMITS.jobsInReport),
  /** Check runs that GitHub lists as jobs. */
  pseudoJobs: list(z.object({ id: numericId, name }), LIMITS.jobsInReport),
  criticalPath: z.optional(criticalPath),
  attempts: list(timelineAttempt, 100),
  retries: list(retry, LIMITS.jobsInReport),
  protection: list(protectionEntry, 500),
  deployments: list(timelineDeployment, 500),
})
export type Timeline = z.output<typeof timeline>

/** The summary for programs; `criticalPath` names its jobs by id, in time order. */
export const runSummary = z.object({
  verdict: openEnum(['success', 'failure', 'cancelled', 'incomplete', 'skipped']),
  counts: z.object({ jobs: count, succeeded: count, failed: count, tolerated: count, skipped: count }),
  firstFailure: z.optional(
    z.object({
      jobId: z.optional(numericId),
      job: name,
      step: z.optional(name),
      class: z.optional(failureClass),
    }),
  ),
  criticalPath: list(numericId, LIMITS.jobsInReport),
  totalMs: z.optional(millis),
})
export type RunSummary = z.output<typeof runSummary>

/** `pipeline-trace report --format json`. */
export const runTimeline = z.object({
  kind: z.literal('run-timeline'),
  schemaVersion,
  tool,
  run: z.object({
    serverUrl: text(300),
    repository: text(300),
    runId: numericId,
    attempt: count,
    number: z.optional(count),
    event: z.optional(text(100)),
    workflow: z.optional(name),
    headSha: z.optional(commitSha),
    headBranch: z.optional(name),
    status: z.optional(text(40)),
    conclusion: z.optional(text(40)),
    createdAt: z.optional(time),
    startedAt: z.optional(time),
    url: z.optional(name),
  }),
  /** True if every list was read to its end, and every job is finished and joined. */
  complete: z.boolean(),
  summary: z.optional(runSummary),
  /** For a run with too many jobs: the number without a row in `jobs`, and the ends of all jobs, by word. */
  notShown: z.optional(z.object({ jobs: count, ended: z.record(text(40), count) })),
  /** Absent if findings were not looked for. */
  findings: z.optional(runFindings),
  gaps: list(gap, LIMITS.gaps),
  ...timeline.shape,
  /** Includes the failure of each job that did not end well; in a run manifest, the jobs have it. */
  jobs: list(
    z.extend(timelineJob, { durationMs: z.optional(millis), failure: z.optional(failure) }),
    LIMITS.jobsInReport,
  ),
})
export type RunTimeline = z.output<typeof runTimeline>
