import type { Refusal } from '../../github/rest/client.ts'
import type { ListedArtifact } from '../../github/results/results-service.ts'
import type { FailureReading } from '../../log/failure-reading.ts'
import type { RunObservation } from '../../schema/observed/run-observation.ts'

/** Which run is asked about, and what the asker knows better than the API. */
export type RunRequest = {
  /** `https://github.com` */
  readonly serverUrl: string
  /** `owner/name` */
  readonly repository: string
  readonly runId: string
  /** Undefined: the latest one. */
  readonly attempt: number | undefined
  readonly given?: {
    /** GITHUB_WORKFLOW_SHA of the report's own environment. */
    readonly workflowSha?: string | undefined
    /** Build-config digest of a verified certificate of this run. */
    readonly certificateSha?: string | undefined
    /** The report's own job, which is not to be understood. */
    readonly ownJobId?: string | undefined
    /** The workflow file is in a folder that somebody made by hand: whatever commit is asked for, it is that one. */
    readonly workflowFile?: boolean | undefined
  }
}

/**
 * `archive`: one request for each attempt, and only once the run is complete; `archive-or-jobs`: where that brings
 * nothing, one for each finished job.
 */
export type LogsAsked = 'archive' | 'archive-or-jobs' | 'none'

export type ObserveOptions = {
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly progress: (line: string) => void
  readonly logs: LogsAsked
  /** Job manifests cost one download each. */
  readonly readManifests: boolean
}

export type RunAnswered =
  | {
      readonly kind: 'observed'
      readonly observation: RunObservation
      /** Of jobs that did not end well, by job id: what their log tells of why. */
      readonly failureReadings: ReadonlyMap<string, FailureReading>
      readonly artifacts: readonly ListedArtifact[]
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** Where a workflow file that was given by hand would lie, for a run whose answer names none. */
export const GIVEN_WORKFLOW = '.github/workflows/workflow.yml'
