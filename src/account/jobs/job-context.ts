import type { GapReason } from '../../model/fact.ts'
import type { RunFacts } from '../../sources/rest/run.ts'
import type { ListedArtifact } from '../../sources/results-service.ts'
import type { AttemptFacts } from '../../timeline/carried-over.ts'
import type { Siblings } from '../../trust/cross-examination/siblings.ts'
import type { ApiWitness } from '../../trust/cross-examination/witness.ts'
import type { Waits } from '../waits.ts'
import type { Needs } from './job-key.ts'

/** What holds for every job of the report. */
export type JobContext = {
  readonly attempt: AttemptFacts
  readonly ownJobId: string
  readonly ownJobKey: string
  /** Keys that the report needs, from input `needs` or the workflow file. */
  readonly needs: Needs | undefined
  /** Results of the needed jobs, where nothing says whose each is. */
  readonly neededResults?: readonly string[] | undefined
  /** Undefined where the workflow file could not be read. */
  readonly waits?: Waits | undefined
  readonly artifacts: readonly ListedArtifact[]
  /** The run as REST has it. */
  readonly api: RunFacts
  readonly runId: string
  readonly repository: ApiWitness['repository']
  /** Why no log was read of a job that the list does not show. */
  readonly unlisted: GapReason
  /** The manifests of this attempt together. */
  readonly siblings: Siblings
}
