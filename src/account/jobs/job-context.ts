import type { RunFacts } from '../../github/rest/workflow-run.ts'
import type { ListedArtifact } from '../../github/results/results-service.ts'
import type { GapReason } from '../../schema/values/fact.ts'
import type { AttemptFacts } from '../../timeline/attempts/carried-over.ts'
import type { ApiEvidence } from '../agreement/evidence-source.ts'
import type { Siblings } from '../agreement/siblings.ts'
import type { Waits } from '../waits.ts'
import type { Needs } from './job-key.ts'

/** Facts that hold for every job of the report. */
export type JobContext = {
  readonly attempt: AttemptFacts
  readonly ownJobId: string
  readonly ownJobKey: string
  /** Keys that the report needs, from input `needs` or the workflow file. */
  readonly needs: Needs | undefined
  /** Results of the needed jobs, where no source names the job of each. */
  readonly neededResults?: readonly string[] | undefined
  /** Undefined where the workflow file could not be read. */
  readonly waits?: Waits | undefined
  readonly artifacts: readonly ListedArtifact[]
  /** The run's facts in REST. */
  readonly api: RunFacts
  readonly runId: string
  readonly repository: ApiEvidence['repository']
  /** Why no log was read of a job that is not in the list. */
  readonly unlisted: GapReason
  /** The combined values of the manifests of this attempt. */
  readonly siblings: Siblings
}
