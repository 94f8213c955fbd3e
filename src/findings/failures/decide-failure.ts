import type { JobInput } from '../../history/job-inputs.ts'
import type { FailureReading } from '../../log/failure-reading.ts'
import { findAction } from '../../log/steps/log-step.ts'
import type { ObservedRun } from '../../schema/observed/run-observation.ts'
import type { FailedStep, Failure, FailureClass, NamedInput } from '../../schema/run/failure.ts'
import type { RunTimeline, Timeline, TimelineJob } from '../../schema/run/run-timeline.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import type { OwnerClass } from '../../schema/values/owner-class.ts'
import { findNamedInputs } from '../decay/named-inputs.ts'
import { decideByApi } from './api-failures.ts'
import { decideBeforeEnd, decideStep, type StepDecision } from './decide-step.ts'
import { type FailingStep, findFailingStep } from './failing-step.ts'
import type { FailureSigns, StepFacts } from './failure-signs.ts'
import { messageSigns } from './messages.ts'
import { type FailureQuote, type FailureQuotes, quoteFailure, quoteMessages } from './quotes.ts'

/** Why a job did not end well, with the lines that its step printed about it. The lines exist in memory only. */
export type DecidedFailure = { readonly failure: Failure; readonly quotes: readonly FailureQuote[] }

/**
 * Decides why a job did not end well; undefined for a job that did. GitHub's API comes first, then the lines of the
 * runner and the tools in the step that failed, then the activity of that step. Text of a log never overrides the API:
 * a script can print any line.
 */
export const decideFailure = (signs: FailureSigns): DecidedFailure | undefined => {
  if (!hasFailed(signs)) return undefined
  const failing = findFailingStep(signs.job, signs.reading)
  const said = decideStep(failing.facts)
  const before = failing.isCertain ? decideBeforeEnd(failing.facts) : undefined
  const failure = decideByApi(signs, failing.facts, before) ?? decideByStep(signs, failing, said)
  const decided = withMessages(withStep(failure, failing, said), signs)
  return { ...decided, failure: { ...decided.failure, names: listNames(signs, failing) } }
}

/** Lists the job's inputs that lines of the failed step name. Lines of an uncertain step tie nothing to the failure. */
const listNames = (
  { reading, inputs = [] }: FailureSigns,
  { facts, isCertain }: FailingStep,
): readonly NamedInput[] | undefined => {
  if (reading === undefined || !isCertain || inputs.length === 0) return undefined
  const stated = (reading.errorLines ?? []).filter(({ step }) => facts.parts.includes(step))
  const lines = [...stated, ...facts.errors, ...facts.signs].map(({ line, value: { text } }) => ({ line, text }))
  const names = findNamedInputs(
    [...new Map(lines.map(one => [one.line, one])).values()].sort((one, other) => one.line - other.line),
    inputs,
  )
  return names.length === 0 ? undefined : names
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

/**
 * Decides from a log alone why a job may have failed. It does not know whether the job failed, or which step was
 * allowed to fail. Returns undefined if the log has no error.
 */
export const decideFailureOfLog = (reading: FailureReading): DecidedFailure | undefined => {
  if (!reading.failures.some(({ value }) => value.kind === 'error')) return undefined
  const job: Pick<TimelineJob, 'steps'> = {}
  const failing = findFailingStep(job, reading)
  const said = decideStep(failing.facts)
  const found = said === undefined ? byExitCode(failing.facts, 'low') : lowered(said, 'low')
  const [part] = failing.facts.parts.slice(-1)
  const isRunners = part === undefined || part.kind === 'set-up' || part.kind === 'prepare' || part.kind === 'post'
  const failure = found ?? (isRunners ? UNKNOWN : plain('command', 'failed-step', 'low'))
  return withStep(failure, failing, said)
}

const decideByStep = (signs: FailureSigns, failing: FailingStep, said: StepDecision | undefined): Failure => {
  if (said !== undefined) return withWithheld(failing.isCertain ? said : lowered(said, 'low'), signs)
  const [message] = messageSigns(signs.annotations ?? [])
  if (message !== undefined) {
    const evidence = [{ quote: message.quote }]
    return withWithheld({ ...plain(message.class, message.rule, 'low'), evidence, ...pickOwner(message) }, signs)
  }
  return (
    byDependency(signs, failing.facts) ??
    byActivity(failing) ??
    byExitCode(failing.facts, failing.isCertain ? 'medium' : 'low') ??
    byExitMessage(signs) ??
    byState(failing) ??
    UNKNOWN
  )
}

/** A missing input of a run that gets no secrets is a secret that GitHub withholds. */
const withWithheld = (failure: Failure, { withheldFrom }: FailureSigns): Failure =>
  failure.rule !== 'input-missing' || withheldFrom === undefined
    ? failure
    : {
        ...failure,
        class: 'permission',
        rule: 'secrets-withheld',
        evidence: [...failure.evidence, { quote: WITHHELD[withheldFrom] }].slice(0, MAX_EVIDENCE),
      }

const WITHHELD = {
  dependabot: 'GitHub gives a run of dependabot[bot] no Actions secrets',
  fork: 'GitHub gives the pull request of a fork no secrets',
} as const

const pickOwner = ({ owner }: { readonly owner?: OwnerClass }): { readonly owner?: OwnerClass } => ({ owner })

/**
 * Decides by a service that failed in the step without recovery, or by a declared dependency that did not answer. Lines
 * about the service count only near the end of the step and after its last success or retry.
 */
const byDependency = (signs: FailureSigns, { errors, recoveries, parts }: StepFacts): Failure | undefined => {
  const closing = errors.at(-1)?.line
  const from = Math.max(recoveries.at(-1)?.line ?? 0, parts[0]?.line ?? 0, (closing ?? 0) - SERVICE_NEAR)
  const lines = (signs.services ?? [])
    .flatMap(({ failures }) => failures.map(({ kind, line }) => ({ line, quote: `a service failed: ${kind}` })))
    .filter(({ line }) => closing !== undefined && from < line && line <= closing)
  if (lines.length > 0)
    return { ...plain('dependency', 'service-failed', 'medium'), evidence: lines.slice(0, MAX_LINES) }
  if (signs.isDependencyDown !== true) return undefined
  return {
    ...plain('dependency', 'dependency-down', 'medium'),
    evidence: [{ quote: 'a declared dependency was down when the job probed it' }],
  }
}

const SERVICE_NEAR = 60
const MAX_LINES = 3

/**
 * Decides by the activity of the step. A failed test step is weaker evidence than a test summary, and a failed fetch is
 * weaker still.
 */
const byActivity = ({ step, facts }: FailingStep): Failure | undefined => {
  const evidence = exitLines(facts)
  switch (step?.activity) {
    case 'test':
      return { ...plain('test', 'test-step', 'low'), evidence }
    case 'checkout':
    case 'dependency-fetch':
      return { ...plain('dependency', 'fetch-step', 'low'), evidence }
    default:
      return undefined
  }
}

/** Decides by a command that ended with a code other than 0, without more detail. */
const byExitCode = (facts: StepFacts, confidence: Confidence): Failure | undefined => {
  const evidence = exitLines(facts)
  return evidence.length === 0 ? undefined : { ...plain('command', 'exit-code', confidence), evidence }
}

/** Decides by the same line where only the annotations of the job have it. They do not name the step. */
const byExitMessage = ({ reading, annotations = [] }: FailureSigns): Failure | undefined => {
  if (reading !== undefined) return undefined
  const code = annotations.map(message => EXIT_MESSAGE.exec(message)?.[1]).find(found => found !== undefined)
  return code === undefined
    ? undefined
    : { ...plain('command', 'exit-code', 'low'), evidence: [{ quote: `exit code ${code}` }] }
}

const EXIT_MESSAGE = /^Process completed with exit code (-?\d{1,10})\.?$/

/** Where no log was read, the job's error messages in the API are its own words. */
const withMessages = (decided: DecidedFailure, { reading, annotations = [] }: FailureSigns): DecidedFailure =>
  reading !== undefined || decided.quotes.length > 0 || annotations.length === 0
    ? decided
    : { ...decided, quotes: quoteMessages(annotations, decided.failure.step?.number) }

/**
 * Decides by the state of the step. The runner's own steps run no command, and an action that ends without an error
 * message is no failed command.
 */
const byState = ({ step, facts }: FailingStep): Failure | undefined => {
  const isSilent = facts.errors.length === 0 && facts.parts.some(part => findAction(part) !== undefined)
  const isCommand = !isSilent && (step?.state === 'executing' || step?.state === 'deploying')
  return isCommand && step.outcome === 'failure' ? plain('command', 'failed-step', 'low') : undefined
}

/**
 * Finds the line `Process completed with exit code 2.` (actions/runner src/Runner.Worker/Handlers/ScriptHandler.cs).
 */
const exitLines = ({ signs }: StepFacts): Failure['evidence'] =>
  signs
    .filter(({ value }) => value.rule === 'exit-code' || value.rule === 'action-exit-code')
    .slice(-1)
    .map(({ line, value }) => ({ line, quote: value.quote }))

const plain = (of: FailureClass, rule: string, confidence: Confidence): Failure => ({
  class: of,
  confidence,
  rule,
  evidence: [],
})

const UNKNOWN = plain('unknown', 'nothing-said', 'low')

const ORDER: readonly Confidence[] = ['high', 'medium', 'low']

const lowered = (failure: Failure, most: Confidence): Failure => ({
  ...failure,
  confidence: ORDER[Math.max(ORDER.indexOf(failure.confidence), ORDER.indexOf(most))] ?? 'low',
})

/** Who can act on a class, if no rule names an owner. Classes with several possible owners are absent. */
const OWNERS: Readonly<Partial<Record<FailureClass, OwnerClass>>> = {
  command: 'author',
  test: 'author',
  dependency: 'external-service',
  capacity: 'platform',
  'runner-lost': 'platform',
  'time-out': 'author',
  artifact: 'author',
  'workflow-definition': 'author',
}

/** Adds the step, its action, its owner and its printed lines to the failure. */
const withStep = (found: Failure, failing: FailingStep, said: StepDecision | undefined): DecidedFailure => {
  const { sign: _, ...failure } = found as Failure & Partial<Pick<StepDecision, 'sign'>>
  const { step, facts } = failing
  const part = facts.parts.find(one => one === said?.sign.step) ?? facts.parts.at(-1)
  const title = part?.title === undefined || part.title === '' ? undefined : part.title
  const named: FailedStep | undefined =
    step !== undefined
      ? { number: step.number, name: step.name }
      : title === undefined
        ? undefined
        : { name: title.slice(0, MAX_NAME) }
  const action = part === undefined ? undefined : findAction(part)?.uses.uses
  return {
    failure: {
      ...failure,
      evidence: failure.evidence.slice(0, MAX_EVIDENCE),
      owner: failure.owner ?? OWNERS[failure.class],
      step: named,
      action,
    },
    quotes: quoteFailure(facts, said?.sign, step?.number),
  }
}

const MAX_NAME = 1_024
const MAX_EVIDENCE = 5

/** The evidence about the ends of a run's jobs from logs and annotations, by job id. */
export type RunEnds = {
  readonly readings?: ReadonlyMap<string, FailureReading> | undefined
  readonly endSignals: ReadonlyMap<string, FailureSigns['signals']>
  readonly annotations?: ReadonlyMap<string, readonly string[]> | undefined
  readonly services?: ReadonlyMap<string, FailureSigns['services']> | undefined
  /** Jobs that probed a declared dependency without an answer. */
  readonly dependenciesDown?: ReadonlySet<string> | undefined
  readonly run?: Pick<ObservedRun, 'event' | 'fork' | 'triggeredBy'> | undefined
  /** Returns what a job used, by its id. */
  readonly inputsOf?: ((id: string) => readonly JobInput[]) | undefined
}

/** Decides why a job of the timeline did not end well, from all known facts about its end. */
export const decideFailureOfJob = (timeline: Timeline, job: TimelineJob, ends: RunEnds): DecidedFailure | undefined =>
  decideFailure({
    job,
    reading: ends.readings?.get(job.id),
    signals: ends.endSignals.get(job.id) ?? [],
    annotations: ends.annotations?.get(job.id) ?? [],
    protection: timeline.protection,
    runShape: timeline.runShape,
    services: ends.services?.get(job.id),
    isDependencyDown: ends.dependenciesDown?.has(job.id),
    withheldFrom: ends.run === undefined ? undefined : findWithheld(ends.run),
    inputs: ends.inputsOf?.(job.id),
  })

/**
 * Returns from whom GitHub withholds secrets: from a pull request of a fork, and from runs that Dependabot starts with
 * these events (docs.github.com "Using secrets in GitHub Actions", "Troubleshooting Dependabot on GitHub Actions").
 */
const findWithheld = ({ event, fork, triggeredBy }: NonNullable<RunEnds['run']>): FailureSigns['withheldFrom'] => {
  if (triggeredBy === 'dependabot[bot]')
    return event === undefined || OF_DEPENDABOT.has(event) ? 'dependabot' : undefined
  return fork === true && event !== undefined && OF_FORK.has(event) ? 'fork' : undefined
}

const OF_FORK: ReadonlySet<string> = new Set(['pull_request', 'pull_request_review', 'pull_request_review_comment'])
const OF_DEPENDABOT: ReadonlySet<string> = new Set([...OF_FORK, 'push', 'create', 'deployment', 'deployment_status'])

/**
 * Returns the document with the failure of each job. A carried-over job failed in another attempt, and the report of
 * that attempt explains it.
 */
export const withFailures = (document: RunTimeline, ends: RunEnds): RunTimeline => ({
  ...document,
  jobs: document.jobs.map(job => {
    const failure = job.shape === 'carried-over' ? undefined : decideFailureOfJob(document, job, ends)?.failure
    return failure === undefined ? job : { ...job, failure: writeFailure(failure) }
  }),
})

/** Returns the failure in the form of the document, whose lists are its own. */
export const writeFailure = ({
  evidence,
  names,
  ...failure
}: Failure): NonNullable<RunTimeline['jobs'][number]['failure']> => ({
  ...failure,
  evidence: [...evidence],
  names: names?.map(one => ({ ...one, lines: [...one.lines] })),
})

/** Returns the lines that the failed steps of a run printed, by job id. Reports show them; no document keeps them. */
export const quoteFailures = (timeline: Timeline, ends: RunEnds): FailureQuotes =>
  new Map(
    timeline.jobs.flatMap(job => {
      const quotes = job.shape === 'carried-over' ? [] : (decideFailureOfJob(timeline, job, ends)?.quotes ?? [])
      return quotes.length === 0 ? [] : [[job.id, quotes] as const]
    }),
  )
