import type { LogStep } from '../../log/steps/log-step.ts'
import type { Sign, StepFacts } from './failure-signs.ts'

/**
 * A line that the failed step printed: text of the run. Reports show it to people, redacted and cut. It never goes into
 * a document.
 */
export type FailureQuote = {
  readonly stepNumber: number | undefined
  /** Line number in the raw log, from 1. Undefined for a message that only the API has. */
  readonly line: number | undefined
  /** Line number within the step, as GitHub's page counts (`#step:N:L`). */
  readonly stepLine: number | undefined
  readonly text: string
}

/** Quotes by job id. */
export type FailureQuotes = ReadonlyMap<string, readonly FailureQuote[]>

/** Returns true if an error has more detail than that a command failed. */
export const tellsCause = (text: string): boolean => !SAYS_LITTLE.test(text.trim())

const MAX_QUOTES = 3

/**
 * The lines that the runner, its container hooks (actions/runner-container-hooks
 * packages/k8s/src/hooks/run-script-step.ts) and `@actions/exec` (actions/toolkit packages/exec/src/toolrunner.ts)
 * write for every command that failed: they add nothing to the step's state.
 */
const SAYS_LITTLE =
  /^(?:Error: )?(?:Process completed with exit code -?\d{1,10}|failed to run script step: command terminated with non-zero exit code: .{0,1000}|Executing the custom container implementation failed\..{0,300}|The process '.{1,300}' failed with exit code \d{1,10})\.?$/

/**
 * Returns at most three lines of the failing step, the first cause first: its own `##[error]` lines. If those only
 * report the failure, the line before them that decided comes first.
 */
export const quoteFailure = (
  { errors, parts }: StepFacts,
  deciding: Sign | undefined,
  stepNumber: number | undefined,
): readonly FailureQuote[] => {
  const first = parts[0]
  const lines = errors.map(({ line, value }) => ({ line, text: value.text }))
  const telling = lines.filter(({ text }) => tellsCause(text))
  const decided = deciding === undefined ? [] : [{ line: deciding.line, text: deciding.value.text }]
  const chosen = telling.length > 0 ? withDeciding(telling, decided) : [...decided, ...lines.slice(-1)]
  const quotes = new Map(chosen.map(({ line, text }) => [line, { line, text: toOneLine(text) }]))
  return [...quotes.values()]
    .filter(({ text }) => text !== '')
    .slice(0, MAX_QUOTES)
    .map(({ line, text }) => ({ stepNumber, line, stepLine: toStepLine(line, first), text }))
}

/**
 * Returns at most three of the job's own error messages from its check run, for a job without a readable log: the runner
 * makes an annotation of each `##[error]` line (actions/runner src/Runner.Worker/ExecutionContext.cs AddIssue).
 */
export const quoteMessages = (messages: readonly string[], stepNumber: number | undefined): readonly FailureQuote[] => {
  const telling = messages.filter(tellsCause)
  return [...new Set((telling.length > 0 ? telling : messages.slice(-1)).map(toOneLine))]
    .filter(text => text !== '')
    .slice(0, MAX_QUOTES)
    .map(text => ({ stepNumber, line: undefined, stepLine: undefined, text }))
}

type Line = { readonly line: number; readonly text: string }

/** Puts the error that decided among the shown ones, for any number of errors before it. */
const withDeciding = (telling: readonly Line[], [decided]: readonly Line[]): readonly Line[] => {
  const isError = telling.some(({ line }) => line === decided?.line)
  if (decided === undefined || !isError) return telling
  return telling.slice(0, MAX_QUOTES).some(({ line }) => line === decided.line) ? telling : [decided, ...telling]
}

/** Returns the line number within the step. The header of a step is its first line; Set up job begins with the log. */
const toStepLine = (line: number, first: LogStep | undefined): number | undefined =>
  first === undefined || first.kind === 'prepare' || line < first.line ? undefined : line - first.line + 1

const toOneLine = (text: string): string => text.replace(/\s{1,100}/g, ' ').trim()
