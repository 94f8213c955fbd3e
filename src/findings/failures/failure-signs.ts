import type { FailureReading } from '../../log/failure-reading.ts'
import type { FailureFact, FailureSign } from '../../log/readers/failures/failures.ts'
import type { Located, LogStep } from '../../log/steps/log-step.ts'
import type { ServiceUse } from '../../schema/job/service-use.ts'
import type { EndSignal } from '../../schema/observed/run-observation.ts'
import type { ProtectionEntry } from '../../schema/run/protection-entry.ts'
import type { Timeline, TimelineJob } from '../../schema/run/run-timeline.ts'

/** All that is known of the end of one job. */
export type FailureSigns = {
  readonly job: TimelineJob
  /** Absent where no log was read. */
  readonly reading?: FailureReading | undefined
  readonly signals: readonly { readonly signal: EndSignal; readonly source: 'api' | 'log' }[]
  /** Messages of the annotations of the job's check run. */
  readonly annotations?: readonly string[]
  /** The run's environments and approvals. */
  readonly protection?: readonly ProtectionEntry[]
  readonly runShape?: Timeline['runShape']
  /** Services that the job's log names, with their failures. */
  readonly services?: readonly ServiceUse[] | undefined
  /** Whether a dependency that the repository declares did not answer when it was probed in this job. */
  readonly isDependencyDown?: boolean | undefined
  /** Whether GitHub withholds the repository's secrets from this run: Dependabot's, and pull requests of forks. */
  readonly hasNoSecrets?: boolean | undefined
}

export type Sign = Located<FailureSign>
export type ErrorFact = Located<Extract<FailureFact, { readonly kind: 'error' }>>
export type Recovery = Located<Extract<FailureFact, { readonly kind: 'recovery' }>>

/** What the log tells of one step, each list in the order of its lines. */
export type StepFacts = {
  readonly errors: readonly ErrorFact[]
  readonly signs: readonly Sign[]
  readonly recoveries: readonly Recovery[]
  /** The parts of the log that the step is made of. */
  readonly parts: readonly LogStep[]
}

export const NO_FACTS: StepFacts = { errors: [], signs: [], recoveries: [], parts: [] }

export const toStepFacts = (facts: readonly Located<FailureFact>[], parts: readonly LogStep[]): StepFacts => ({
  errors: facts.filter((fact): fact is ErrorFact => fact.value.kind === 'error'),
  signs: facts.filter((fact): fact is Sign => fact.value.kind === 'sign'),
  recoveries: facts.filter((fact): fact is Recovery => fact.value.kind === 'recovery'),
  parts,
})
