import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { time } from '../../core/time.ts'
import { matrixValue } from '../job/job-manifest.ts'
import { controlState, edgeKnowledge } from '../run/run-timeline.ts'
import { schemaVersion, tool } from '../values/document-header.ts'
import { confidence, gap, source } from '../values/fact.ts'
import { commitSha, count, keyed, list, numericId, openEnum, text } from '../values/scalar.ts'

const name = text(1_024)
/** Whole milliseconds; a difference may be negative. */
const millis = z.int()

/** What went into a run, by kind. docs/questions.md states the source of each. */
export const COMPARED_INPUTS = [
  'commit',
  'trigger',
  'workflow-file',
  'rules',
  'policy',
  'action',
  'runner',
  'runner-image',
  'container-image',
  'tool',
  'package',
  'lockfile',
  'cache-key',
  'variable',
  'permission',
] as const
export const comparedInputKind = openEnum(COMPARED_INPUTS)
export type ComparedInputKind = (typeof COMPARED_INPUTS)[number]

/** A job of both runs, or of the one that has it. The name is the later run's where both have one. */
export const jobReference = z.object({
  /** YAML key and the keys of its callers, joined by `/`. */
  key: z.optional(name),
  matrix: z.optional(keyed(text(256), matrixValue, LIMITS.matrixKeys)),
  name,
  /** The job in each run; absent where that run has none. */
  beforeId: z.optional(numericId),
  afterId: z.optional(numericId),
})
export type JobReference = z.output<typeof jobReference>

/** A value that differs. A side without a value did not have the input, and its list was read whole. */
export const inputDifference = z.object({
  name,
  before: z.optional(name),
  after: z.optional(name),
  /** The first jobs in which it differs, and the number of all; absent for an input of the whole run. */
  jobs: z.optional(list(jobReference, LIMITS.comparedNames)),
  jobCount: z.optional(count),
  source,
  /** GitHub's own comparison, for commits. */
  url: z.optional(name),
})
export type InputDifference = z.output<typeof inputDifference>

/** One kind of input. Without a difference and with `compared` over 0, it is the same where it was compared. */
export const inputGroup = z.object({
  kind: comparedInputKind,
  /** Places (the run, or jobs that both runs have) in which both sides are known, and those in which one is not. */
  compared: count,
  notCompared: count,
  differences: list(inputDifference, LIMITS.comparedInputs),
  notListed: z.optional(count),
})
export type InputGroup = z.output<typeof inputGroup>

/** Why a difference of time or result may be as it is: evidence that both share, never a mere coincidence. */
export const comparedCause = z.object({
  kind: openEnum([
    'cache-miss', // the job missed a cache that it had hit, under a new key
    'retried-failure', // the step failed and was tried again
    'action-moved', // the step runs an action that is at another commit
    'step-changed', // only one run has the step, and the workflow file differs
    'job-failed', // the job ended before the step
    'job-skipped', // one of both runs skipped the job
    'labels', // the job requested other labels
    'container-image', // the runner pulled another image for the job
    'rules', // the rules of the environment that the job waited for differ
    'named-by-error', // an error line of the failed step names an input that differs
  ]),
  what: text(500),
  confidence,
  source,
})
export type ComparedCause = z.output<typeof comparedCause>

/** A part of the critical path: one state of one job, and of its executing time one step. */
export const timePart = z.object({
  state: controlState,
  /** Absent for the wait before the first job. */
  job: z.optional(jobReference),
  step: z.optional(name),
  /** The run whose critical path has the job. */
  path: openEnum(['both', 'before', 'after']),
  beforeMs: count,
  afterMs: count,
  differenceMs: millis,
  causes: list(comparedCause, 5),
})
export type TimePart = z.output<typeof timePart>

/** The difference of the length of both runs: `parts`, `otherPartsMs` and `unexplainedMs` add up to `differenceMs`. */
export const timeDifference = z.object({
  beforeMs: count,
  afterMs: count,
  differenceMs: millis,
  edges: z.object({ before: edgeKnowledge, after: edgeKnowledge }),
  parts: list(timePart, LIMITS.comparedParts),
  otherPartsMs: millis,
  /** Time of which no source shows the state of a job. */
  unexplainedMs: millis,
})
export type TimeDifference = z.output<typeof timeDifference>

/** What a run did, by kind, in the order in which differences are listed. */
export const BEHAVIOUR_KINDS = [
  'result',
  'retry',
  'hidden-failure',
  'finding',
  'cache',
  'artifact',
  'state',
  'step',
  'activity',
] as const

/** A difference in what the run did. A text has the words of its source; a time is of the whole job or step. */
export const behaviourDifference = z.object({
  kind: openEnum(BEHAVIOUR_KINDS),
  job: z.optional(jobReference),
  name,
  before: z.optional(name),
  after: z.optional(name),
  beforeMs: z.optional(count),
  afterMs: z.optional(count),
  causes: z.optional(list(comparedCause, 5)),
  source,
})
export type BehaviourDifference = z.output<typeof behaviourDifference>

/** What the comparison leaves out, or what makes it weaker. */
export const notComparable = z.object({
  reason: openEnum([
    'same-run',
    'other-repository',
    'other-workflow',
    'other-event',
    'other-schema',
    'job-in-one-run',
    'paired-by-name',
    'carried-over',
    'not-recorded',
    'rows-cut',
    'in-progress',
    'no-times',
    'source',
  ]),
  side: openEnum(['before', 'after', 'both']),
  detail: text(500),
  /** The first jobs that it is about, and the number of all. */
  jobs: z.optional(list(jobReference, LIMITS.comparedNames)),
  jobCount: z.optional(count),
})
export type NotComparable = z.output<typeof notComparable>

/** One of the two runs. */
export const comparedRun = z.object({
  /** What was read: a path, or an address. */
  place: name,
  /** Whether the signature of what was read was verified. */
  signed: openEnum(['verified', 'unverified', 'unsigned']),
  schemaVersion,
  serverUrl: z.optional(text(300)),
  repository: text(300),
  runId: numericId,
  attempt: count,
  number: z.optional(count),
  workflow: z.optional(name),
  event: z.optional(text(100)),
  branch: z.optional(name),
  commit: z.optional(commitSha),
  result: openEnum(['success', 'failure', 'cancelled', 'incomplete', 'skipped']),
  startedAt: z.optional(time),
  totalMs: z.optional(count),
  url: z.optional(name),
  gaps: list(gap, LIMITS.gaps),
})
export type ComparedRun = z.output<typeof comparedRun>

/** Version of the document of a comparison. */
export const COMPARISON_VERSION = '1.0.0'

/** `pipeline-trace diff --format json`: what changed from the run `before` to the run `after`. */
export const comparison = z.object({
  kind: z.literal('comparison'),
  schemaVersion,
  tool,
  before: comparedRun,
  after: comparedRun,
  /** Jobs of both runs, and of one alone. */
  jobs: z.object({ paired: count, onlyBefore: count, onlyAfter: count }),
  notComparable: list(notComparable, 50),
  /** Absent where one of both runs has no time. */
  time: z.optional(timeDifference),
  inputs: list(inputGroup, COMPARED_INPUTS.length),
  behaviour: list(behaviourDifference, LIMITS.comparedBehaviour),
  behaviourNotListed: z.optional(count),
})
export type Comparison = z.output<typeof comparison>
