import type { NotUploaded } from '../../core/artifact-name.ts'

/**
 * A step header: the line with which the runner begins a step, `##[group]Run …` of a pre or main, `Post job cleanup.`
 * of a post.
 */
export type StepHead = {
  readonly kind: 'run' | 'post'
  /** Number of the line, from 1. */
  readonly line: number
  /** Epoch milliseconds of the runner's clock. */
  readonly at: number
  /** The text after `##[group]Run `; '' for a post. */
  readonly title: string
  /** The action is this recorder, and the runner fetched it or found it in the workspace. */
  readonly isRecorder: boolean
}

/** A line that names a manifest digest (`sha256:<hex>`). `at` is absent if the runner gave the line no time. */
export type DigestMark = {
  readonly line: number
  readonly at?: number
  readonly digest: string
  readonly jobId: string
  readonly attempt: number
  readonly notUploaded?: NotUploaded
}

/**
 * The lines of a job's log that can tie a manifest to the job. A line is left out if a later line contradicts its time:
 * the runner adds the time when it writes a line, so such a time was part of a printed text.
 */
export type AnchorLog = {
  readonly heads: readonly StepHead[]
  readonly digests: readonly DigestMark[]
  /** The log begins with Set up job. Only then it shows which actions were fetched. */
  readonly hasSetUp: boolean
  /** The log ends as the runner ends it. */
  readonly hasEnd: boolean
  /** The log has more lines of these kinds than are kept. */
  readonly isAmbiguous: boolean
}
