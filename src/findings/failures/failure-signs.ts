import type { FailureReading } from '../../log/failure-reading.ts'
import type { FailureFact, FailureSign } from '../../log/readers/failures/failures.ts'
import type { Located, LogStep } from '../../log/steps/log-step.ts'
import type { ServiceUse } from '../../schema/job/service-use.ts'
import type { EndSignal } from '../../schema/observed/run-observation.ts'
import type { ProtectionEntry } from '../../schema/run/protection-entry.ts'
import type { Timeline, TimelineJob } from '../../schema/run/run-timeline.ts'

/** All known facts about the end of one job. */
export type FailureSigns = {
  readonly job: TimelineJob
  /** Absent if no log was read. */
  readonly reading?: FailureReading | undefined
  readonly signals: readonly { readonly signal: EndSignal; readonly source: 'api' | 'log' }[]
  /** Messages of the annotations of the job's check run. */
  readonly annotations?: readonly string[]
  /** The run's environments and approvals. */
  readonly protection?: readonly ProtectionEntry[]
  readonly runShape?: Timeline['runShape']
  /** Services in the job's log, with their failures. */
  readonly services?: readonly ServiceUse[] | undefined
  /** True if a declared dependency of the repository did not answer when this job probed it. */
  readonly isDependencyDown?: boolean | undefined
  /** From whom GitHub withholds the repository's secrets: Dependabot, or the pull request of a fork. */
  readonly withheldFrom?: 'dependabot' | 'fork' | undefined
}

export type Sign = Located<FailureSign>
export type ErrorFact = Located<Extract<FailureFact, { readonly kind: 'error' }>>
export type Recovery = Located<Extract<FailureFact, { readonly kind: 'recovery' }>>

/** The facts of the log about one step, each list in the order of its lines. */
export type StepFacts = {
  readonly errors: readonly ErrorFact[]
  readonly signs: readonly Sign[]
  readonly recoveries: readonly Recovery[]
  /** The parts of the log that belong to the step. */
  readonly parts: readonly LogStep[]
}

export const NO_FACTS: StepFacts = { errors: [], signs: [], recoveries: [], parts: [] }

export const toStepFacts = (facts: readonly Located<FailureFact>[], parts: readonly LogStep[]): StepFacts => ({
  errors: facts.filter((fact): fact is ErrorFact => fact.value.kind === 'error'),
  signs: facts.filter((fact): fact is Sign => fact.value.kind === 'sign'),
  recoveries: facts.filter((fact): fact is Recovery => fact.value.kind === 'recovery'),
  parts,
})
