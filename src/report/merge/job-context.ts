import type { ApiEvidence } from '../../account/agreement/evidence-source.ts'
import type { Siblings } from '../../account/agreement/siblings.ts'
import type { RunFacts } from '../../github/rest/workflow-run.ts'
import type { ListedArtifact } from '../../github/results/results-service.ts'
import type { SigningState } from '../../schema/job/job-manifest.ts'
import type { GapReason } from '../../schema/values/fact.ts'
import type { AttemptFacts } from '../../timeline/attempts/carried-over.ts'
import type { Needs } from './job-key.ts'
import type { Waits } from './waits.ts'

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
  /** How the run manifest will be signed: its signature covers every recorded job by digest. */
  readonly signing: SigningState
  /** Who signs it, if it is signed: a job of the run, or a later run that collected what it left. */
  readonly signer: 'report' | 'collector'
  readonly artifacts: readonly ListedArtifact[]
  /** The run as REST has it. */
  readonly api: RunFacts
  readonly runId: string
  readonly repository: ApiEvidence['repository']
  /** Why no log was read of a job that the list does not show. */
  readonly unlisted: GapReason
  /** The manifests of this attempt together. */
  readonly siblings: Siblings
}
