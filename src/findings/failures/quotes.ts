import type { LogStep } from '../../log/steps/log-step.ts'
import type { Sign, StepFacts } from './failure-signs.ts'

/**
 * A line that the step that failed printed: text of the run. It is shown, redacted and cut, where people read a report,
 * and never goes into a document.
 */
export type FailureQuote = {
  readonly stepNumber: number | undefined
  /** Of the raw log, from 1. */
  readonly line: number
  /** Within the step, as GitHub's page counts (`#step:N:L`). */
  readonly stepLine: number | undefined
  readonly text: string
}

/** By job id. */
export type FailureQuotes = ReadonlyMap<string, readonly FailureQuote[]>

/** Whether an error says more than that a command failed. */
export const tellsCause = (text: string): boolean => !SAYS_LITTLE.test(text.trim())

const MAX_QUOTES = 3

/**
 * What the runner, its container hooks (actions/runner-container-hooks packages/k8s/src/hooks/run-script-step.ts) and
 * `@actions/exec` (actions/toolkit packages/exec/src/toolrunner.ts) write of every command that failed: it says nothing
 * that the step's state does not.
 */
const SAYS_LITTLE =
  /^(?:Error: )?(?:Process completed with exit code -?\d{1,10}|failed to run script step: command terminated with non-zero exit code: .{0,1000}|Executing the custom container implementation failed\..{0,300}|The process '.{1,300}' failed with exit code \d{1,10})\.?$/

/**
 * At most three lines of the failing step, the first cause first: its own `##[error]` lines; where they say only that it
 * failed, the line that decided before them.
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

type Line = { readonly line: number; readonly text: string }

/** The error that decided is among those shown, however many stand before it. */
const withDeciding = (telling: readonly Line[], [decided]: readonly Line[]): readonly Line[] => {
  const isError = telling.some(({ line }) => line === decided?.line)
  if (decided === undefined || !isError) return telling
  return telling.slice(0, MAX_QUOTES).some(({ line }) => line === decided.line) ? telling : [decided, ...telling]
}

/** The header of a step is its first line; Set up job begins with the log. */
const toStepLine = (line: number, first: LogStep | undefined): number | undefined =>
  first === undefined || first.kind === 'prepare' || line < first.line ? undefined : line - first.line + 1

const toOneLine = (text: string): string => text.replace(/\s{1,100}/g, ' ').trim()
