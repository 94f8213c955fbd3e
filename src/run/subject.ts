import type { EventTime } from '../schema/observed/run-observation.ts'
import type { GivenNeeds } from './given-needs.ts'

/** A run and its server. */
export type RunPlace = {
  /** `https://github.com` */
  readonly serverUrl: string
  /** `owner/name` */
  readonly repository: string
  /** Undefined where only an answer of REST can give it. */
  readonly repositoryId?: string | undefined
  readonly runId: string
  /** Undefined for the latest attempt. */
  readonly attempt: number | undefined
}

/** The run of the report's own job. It continues while it is read. */
export type OwnRun = RunPlace & {
  readonly kind: 'own-run'
  readonly attempt: number
  /** Id and key of the report's own job; '' where the runner does not set them, and the job is then not identified. */
  readonly jobId: string
  readonly jobKey: string
  /** Workflow file that defines the report's job, '' on a runner that does not know it. */
  readonly jobWorkflowRef: string
  /** Input `needs`. */
  readonly needs: GivenNeeds | undefined
  /** The commit in the runner's variables. */
  readonly sha: string | undefined
  readonly event: string | undefined
  /** Base branch of a pull request. */
  readonly baseRef: string | undefined
  readonly workflowRef: string | undefined
  readonly workflowSha: string | undefined
  /** The time in the event file; undefined where that has none. */
  readonly occurred?: EventTime | undefined
}

/** Any other run. The environment of the process that reads it holds no facts about it. */
export type OtherRun = RunPlace & {
  readonly kind: 'other-run'
  /** The workflow file is in a folder made by hand: it answers for whatever commit is requested. */
  readonly hasGivenWorkflow?: boolean | undefined
}

export type Subject = OwnRun | OtherRun

const NO_JOB = { id: '', key: '' } as const

/** Returns the report's own job in the reported run; for another run there is none. */
export const findOwnJob = (subject: Subject): { readonly id: string; readonly key: string } =>
  subject.kind === 'own-run' ? { id: subject.jobId, key: subject.jobKey } : NO_JOB

/**
 * How the logs of another run are read. `archive`: one request for each attempt, and only once the run is complete;
 * `archive-or-jobs`: where the archive gives nothing, one request for each finished job. A run in progress has no
 * archive.
 */
export type LogSource = 'archive' | 'archive-or-jobs' | 'none'

/** Path of a workflow file that was given by hand, for a run without a workflow path in its answer. */
export const GIVEN_WORKFLOW = '.github/workflows/workflow.yml'
