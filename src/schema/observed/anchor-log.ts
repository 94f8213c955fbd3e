import type { NotUploaded } from '../../core/artifact-name.ts'

/** A line with which the runner begins a step: `##[group]Run …` of a pre or main, `Post job cleanup.` of a post. */
export type StepHead = {
  readonly kind: 'run' | 'post'
  /** Number of the line, from 1. */
  readonly line: number
  /** Epoch milliseconds of the runner's clock. */
  readonly at: number
  /** What stands after `##[group]Run `; '' of a post. */
  readonly title: string
  /** The action is this recorder, and the runner fetched it or found it in the workspace. */
  readonly isRecorder: boolean
}

/** A line that names a manifest digest (`sha256:<hex>`). `at` is absent where the runner gave the line no time. */
export type DigestMark = {
  readonly line: number
  readonly at?: number
  readonly digest: string
  readonly jobId: string
  readonly attempt: number
  readonly notUploaded?: NotUploaded
}

/**
 * What a job's log holds that can tie a manifest to the job. Lines whose time a later line contradicts are not in it: the
 * runner gives each line its time as it writes it, so that such a time was part of a text.
 */
export type AnchorLog = {
  readonly heads: readonly StepHead[]
  readonly digests: readonly DigestMark[]
  /** The log begins with Set up job: only then it tells which actions were fetched. */
  readonly hasSetUp: boolean
  /** The log ends as the runner ends it. */
  readonly hasEnd: boolean
  /** More lines of these kinds than are kept. */
  readonly isAmbiguous: boolean
}
