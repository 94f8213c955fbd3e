import type { Failure, FailureClass } from '../../schema/run/failure.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import type { StepDecision } from './decide-step.ts'
import type { FailureSigns, StepFacts } from './failure-signs.ts'
import { messageSigns } from './messages.ts'

/** Decides by GitHub's API why a job did not end well; undefined if only its step can show that. */
export const decideByApi = (
  signs: FailureSigns,
  facts: StepFacts,
  said: StepDecision | undefined,
): Failure | undefined =>
  refused(signs) ??
  endedByShape(signs, said) ??
  neverRan(signs) ??
  endedByGithub(signs) ??
  cancelled(signs, facts, said)

/** Decides by a refusal: a reviewer or a rule refused, or the workflow never became a run. */
const refused = ({ job, protection = [], runShape }: FailureSigns): Failure | undefined => {
  if (protection.some(({ jobId, state }) => jobId === job.id && state === 'rejected'))
    return { ...fromApi('policy', 'environment-rejected', 'high'), owner: 'approver' }
  if (job.conclusion === 'action_required')
    return { ...fromApi('policy', 'approval-required', 'high'), owner: 'approver' }
  if (runShape === 'startup-failure' || job.conclusion === 'startup_failure')
    return fromApi('workflow-definition', 'startup-failure', 'high')
  return undefined
}

/** Decides by the job's shape in the timeline. The confidence is that of the shape's source. */
const endedByShape = ({ job, signals }: FailureSigns, said: StepDecision | undefined): Failure | undefined => {
  const sure = (signal: FailureSigns['signals'][number]['signal']): Confidence =>
    signals.some(one => one.signal === signal && one.source === 'api') ? 'high' : 'medium'
  if (job.shape === 'queue-expired') return fromApi('capacity', 'queue-expired', 'high')
  if (job.shape === 'timed-out') {
    const found = fromApi('time-out', 'timed-out', job.conclusion === 'timed_out' ? 'high' : sure('timed-out'))
    return { ...found, evidence: hints(said) }
  }
  if (job.shape === 'runner-lost') return fromApi('runner-lost', 'runner-lost', sure('runner-lost'))
  // A job that ran can write the same text into an annotation.
  const ran = job.shape !== 'never-started' && job.shape !== 'cancelled-before-pickup'
  if (!ran && signals.some(({ signal, source }) => signal === 'no-runner' && source === 'api'))
    return fromApi('capacity', 'no-runner', 'high')
  if (signals.some(({ signal, source }) => signal === 'runner-shutdown' && source === 'api'))
    return fromApi('runner-lost', 'runner-shutdown', 'medium')
  return undefined
}

/** Decides for a job that never ran. No script of such a job ran, so its annotations are GitHub's own. */
const neverRan = ({ job, annotations = [] }: FailureSigns): Failure | undefined => {
  if (job.shape !== 'never-started' || job.conclusion === 'cancelled') return undefined
  const [sign] = messageSigns(annotations)
  if (sign === undefined) return fromApi('unknown', 'never-started', 'low')
  return {
    ...fromApi(sign.class, sign.rule, 'high'),
    evidence: [{ quote: sign.quote }],
    owner: sign.owner,
    by: sign.by,
  }
}

const GITHUBS_ENDS: readonly FailureClass[] = ['runner-lost', 'capacity', 'workflow-definition']

/**
 * Decides by an annotation of the check run with the runner's message that GitHub or the machine's owner ended the job.
 * The log then ends with `The operation was canceled.`, and REST may list it as cancelled.
 */
const endedByGithub = ({ job, annotations = [] }: FailureSigns): Failure | undefined => {
  const ran = job.shape !== 'never-started' && job.shape !== 'cancelled-before-pickup'
  const sign = messageSigns(annotations).find(
    one =>
      one.family === 'runner' &&
      (one.class === 'runner-lost' ||
        one.rule === 'internal-error' ||
        one.rule === 'concurrency-deadlock' ||
        (!ran && GITHUBS_ENDS.includes(one.class))),
  )
  if (sign === undefined) return undefined
  return {
    ...fromApi(sign.class, sign.rule, ran ? 'medium' : 'high'),
    evidence: [{ quote: sign.quote }],
    owner: sign.owner,
  }
}

/** Decides for a cancelled job. The cancellation is certain; only annotations and log lines may show who did it. */
const cancelled = (
  { job, signals, annotations = [] }: FailureSigns,
  { signs }: StepFacts,
  said: StepDecision | undefined,
): Failure | undefined => {
  if (job.conclusion !== 'cancelled') return undefined
  const message = messageSigns(annotations).find(({ class: of }) => of === 'cancelled')
  const line = signs.find(({ value }) => value.class === 'cancelled')
  const isFailFast = signals.some(({ signal }) => signal === 'fail-fast')
  const by = message?.by ?? line?.value.by ?? (isFailFast ? 'fail-fast' : undefined)
  const told =
    message !== undefined
      ? [{ quote: message.quote }]
      : line === undefined
        ? []
        : [{ line: line.line, quote: line.value.quote }]
  return {
    ...fromApi('cancelled', job.shape === 'cancelled-before-pickup' ? 'cancelled-before-pickup' : 'cancelled', 'high'),
    evidence: [...hints(said), ...told],
    by,
  }
}

/** Returns the evidence in the step before it was ended: a crashed worker, a full disk. */
const hints = (said: StepDecision | undefined): Failure['evidence'] =>
  said === undefined || said.class === 'cancelled' || said.class === 'time-out' ? [] : said.evidence.slice(0, 1)

const fromApi = (of: FailureClass, rule: string, confidence: Confidence): Failure => ({
  class: of,
  confidence,
  rule,
  evidence: [],
})
