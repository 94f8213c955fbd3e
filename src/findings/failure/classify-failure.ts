import type { Confidence } from '../../model/fact.ts'
import type { ErrorLine, Failure, FailureClass } from '../../model/failure.ts'
import type { EndSignal } from '../../model/run-observation.ts'
import type { Timeline, TimelineJob } from '../../model/run-timeline.ts'
import type { PolicyEntry } from '../../model/timeline-policy.ts'
import { failedStepOf, linesOfStep, type StepLines } from './failed-step.ts'
import { CANCELLER_RULES, lower, ruledBy, ruledByMessage } from './log-rules.ts'

export type FailureSigns = {
  readonly job: TimelineJob
  readonly errorLines: readonly ErrorLine[]
  readonly signals: readonly { readonly signal: EndSignal; readonly source: 'api' | 'log' }[]
  /** Messages of the annotations of the job's check run. */
  readonly annotations?: readonly string[]
  /** The run's environments and approvals. */
  readonly policy?: readonly PolicyEntry[]
  readonly runShape?: Timeline['runShape']
}

/**
 * Why a job did not end well; undefined for a job that did. What GitHub's API says comes first, then what the runner and
 * the tools wrote in the step that failed, then what that step did. Text of a log decides nothing that the API knows, and
 * is never more than medium evidence: a script can print any line.
 */
export const classifyFailure = (signs: FailureSigns): Failure | undefined => {
  if (!hasFailed(signs)) return undefined
  const step = linesOfStep(failedStepOf(signs.job), signs.errorLines)
  return (
    refused(signs) ??
    endedByShape(signs) ??
    neverRan(signs) ??
    cancelled(signs, step) ??
    ruledBy(step.lines, step.certain ? 'medium' : 'low') ??
    ruledByMessage(signs.annotations ?? [], 'low') ??
    byActivity(signs, step) ??
    command(signs, step) ?? { class: 'unknown', confidence: 'low', rule: 'nothing-said', evidence: [] }
  )
}

const hasFailed = ({ job, runShape }: FailureSigns): boolean => {
  switch (job.conclusion) {
    case 'failure':
    case 'timed_out':
    case 'cancelled':
    case 'action_required':
    case 'startup_failure':
      return true
    default:
      return job.shape === 'queue-expired' || (runShape === 'startup-failure' && job.conclusion === undefined)
  }
}

/** A reviewer or a rule said no, or the workflow never became a run. */
const refused = ({ job, policy = [], runShape }: FailureSigns): Failure | undefined => {
  if (policy.some(({ jobId, state }) => jobId === job.id && state === 'rejected'))
    return fromApi('policy', 'environment-rejected', 'high')
  if (job.conclusion === 'action_required') return fromApi('policy', 'approval-required', 'high')
  if (runShape === 'startup-failure' || job.conclusion === 'startup_failure')
    return fromApi('workflow-definition', 'startup-failure', 'high')
  return undefined
}

/** The job's shape in the timeline. It is as sure as what it was read from. */
const endedByShape = ({ job, signals }: FailureSigns): Failure | undefined => {
  const sure = (signal: EndSignal): Confidence =>
    signals.some(one => one.signal === signal && one.source === 'api') ? 'high' : 'medium'
  if (job.shape === 'queue-expired') return fromApi('capacity', 'queue-expired', 'high')
  if (job.shape === 'timed-out')
    return fromApi('time-out', 'timed-out', job.conclusion === 'timed_out' ? 'high' : sure('timed-out'))
  if (job.shape === 'runner-lost') return fromApi('runner-lost', 'runner-lost', sure('runner-lost'))
  // A job that ran can write the same words beside itself.
  const ran = job.shape !== 'never-started' && job.shape !== 'cancelled-before-pickup'
  if (!ran && signals.some(({ signal, source }) => signal === 'no-runner' && source === 'api'))
    return fromApi('capacity', 'no-runner', 'high')
  if (signals.some(({ signal, source }) => signal === 'runner-shutdown' && source === 'api'))
    return fromApi('runner-lost', 'runner-shutdown', 'medium')
  return undefined
}

/** No script of such a job ran, so that its annotations are GitHub's own words. */
const neverRan = ({ job, annotations = [] }: FailureSigns): Failure | undefined => {
  if (job.shape !== 'never-started' || job.conclusion === 'cancelled') return undefined
  const ruled = ruledByMessage(annotations, 'medium')
  return ruled === undefined ? fromApi('unknown', 'never-started', 'low') : { ...ruled, confidence: 'high' }
}

/** That it was cancelled is certain; by whom is said by annotations and log lines, if at all. */
const cancelled = ({ job, signals, annotations = [] }: FailureSigns, step: StepLines): Failure | undefined => {
  if (job.conclusion !== 'cancelled') return undefined
  const said = ruledByMessage(annotations, 'medium', CANCELLER_RULES) ?? ruledBy(step.lines, 'medium', CANCELLER_RULES)
  const isFailFast = signals.some(({ signal }) => signal === 'fail-fast')
  const by = said?.by ?? (isFailFast ? 'fail-fast' : undefined)
  return {
    ...fromApi('cancelled', job.shape === 'cancelled-before-pickup' ? 'cancelled-before-pickup' : 'cancelled', 'high'),
    evidence: said?.evidence ?? [],
    ...(by === undefined ? {} : { by }),
  }
}

/** A failed test says less than its summary would have, and a failed fetch still less. */
const byActivity = ({ job }: FailureSigns, { lines }: StepLines): Failure | undefined => {
  const evidence = exitLines(lines)
  switch (failedStepOf(job)?.activity) {
    case 'test':
      return { class: 'test', confidence: 'low', rule: 'test-step', evidence }
    case 'checkout':
    case 'dependency-fetch':
      return { class: 'dependency', confidence: 'low', rule: 'fetch-step', evidence }
    default:
      return undefined
  }
}

/** A command that ended with another code than 0, and nothing that says more. The runner's own steps run none. */
const command = ({ job }: FailureSigns, { lines, certain }: StepLines): Failure | undefined => {
  const evidence = exitLines(lines)
  if (evidence.length > 0)
    return { class: 'command', confidence: lower('medium', certain ? 'medium' : 'low'), rule: 'exit-code', evidence }
  const step = failedStepOf(job)
  const isCommand = step?.state === 'executing' || step?.state === 'deploying'
  return isCommand && step.outcome === 'failure'
    ? { class: 'command', confidence: 'low', rule: 'failed-step', evidence }
    : undefined
}

/** `Process completed with exit code 2.` (actions/runner src/Runner.Worker/Handlers/ScriptHandler.cs). */
const exitLines = (lines: StepLines['lines']): Failure['evidence'] =>
  lines.flatMap(({ line, text }) => {
    const code = /^##\[error\].{0,250}\b(exit code \d{1,10})\.?$/.exec(text)?.[1]
    return code === undefined ? [] : [{ line, quote: code }]
  })

const fromApi = (of: FailureClass, rule: string, confidence: Confidence): Failure => ({
  class: of,
  confidence,
  rule,
  evidence: [],
})
