import type { GivenNeeds } from './given-needs.ts'

/** Which run, on which server. */
export type RunPlace = {
  /** `https://github.com` */
  readonly serverUrl: string
  /** `owner/name` */
  readonly repository: string
  /** Undefined where only an answer of REST can tell it. */
  readonly repositoryId?: string | undefined
  readonly runId: string
  /** Undefined: the latest one. */
  readonly attempt: number | undefined
}

/** The run of the report's own job, which goes on while it is read. */
export type OwnRun = RunPlace & {
  readonly kind: 'own-run'
  readonly attempt: number
  /** Id and key of the report's own job, '' where the runner does not tell them: that job is not to be understood. */
  readonly jobId: string
  readonly jobKey: string
  /** Workflow file that defines the report's job, '' on a runner that does not know it. */
  readonly jobWorkflowRef: string
  /** Input `needs`. */
  readonly needs: GivenNeeds | undefined
  /** What the runner's variables name. */
  readonly sha: string | undefined
  readonly event: string | undefined
  /** Branch that a pull request goes to. */
  readonly baseRef: string | undefined
  readonly workflowRef: string | undefined
  readonly workflowSha: string | undefined
}

/** Any other run: nothing in the rerun conditions of whoever asks says anything of it. */
export type OtherRun = RunPlace & {
  readonly kind: 'other-run'
  /** The workflow file is in a folder that somebody made by hand: whatever commit is wanted, it is that one. */
  readonly hasGivenWorkflow?: boolean | undefined
}

export type Subject = OwnRun | OtherRun

const NO_JOB = { id: '', key: '' } as const

/** The report's own job in the reported run; of another run it is none. */
export const findOwnJob = (subject: Subject): { readonly id: string; readonly key: string } =>
  subject.kind === 'own-run' ? { id: subject.jobId, key: subject.jobKey } : NO_JOB

/**
 * How the logs of another run are read. `archive`: one request for each attempt, and only once the run is complete;
 * `archive-or-jobs`: where that brings nothing, one for each finished job. A run that goes on has no archive.
 */
export type LogSource = 'archive' | 'archive-or-jobs' | 'none'

/** Where a workflow file that was given by hand would lie, for a run whose answer names none. */
export const GIVEN_WORKFLOW = '.github/workflows/workflow.yml'
