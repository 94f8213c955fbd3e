import type { ErrorLine } from '../../model/failure.ts'
import type { TimelineJob } from '../../model/run-timeline.ts'
import { failedStepOf, linesOfStep } from '../failure/failed-step.ts'

/** A line that the failed step wrote about its own end. It is text of the run: it is shown in reports, and kept nowhere. */
export type FailureQuote = {
  readonly stepNumber: number | undefined
  /** In the job's log, from 1. */
  readonly line: number
  /** In the step's own part of it, as the page of the job counts. */
  readonly stepLine: number | undefined
  readonly text: string
}

/** By job id. */
export type FailureQuotes = ReadonlyMap<string, readonly FailureQuote[]>

const MOST = 3
const ERROR = '##[error]'

/** The errors of the failed step in the order in which it wrote them: later ones are mostly consequences. */
export const quoteFailure = (job: TimelineJob, errorLines: readonly ErrorLine[]): readonly FailureQuote[] => {
  const step = failedStepOf(job)
  const found = new Map<string, FailureQuote>()
  for (const { line, text } of linesOfStep(step, errorLines).lines) {
    const said = text.startsWith(ERROR) ? text.slice(ERROR.length).trim() : ''
    if (said !== '' && !found.has(said))
      found.set(said, { stepNumber: step?.number, line, stepLine: undefined, text: said })
  }
  return [...found.values()].slice(0, MOST)
}

/** Of every job that did not end well and has a log. A carried-over job failed in another attempt. */
export const quoteFailures = (
  jobs: readonly TimelineJob[],
  errorLines: ReadonlyMap<string, readonly ErrorLine[]> | undefined,
): FailureQuotes =>
  new Map(
    jobs.flatMap(job => {
      const lines = job.shape === 'carried-over' ? [] : (errorLines?.get(job.id) ?? [])
      const quotes = lines.length === 0 ? [] : quoteFailure(job, lines)
      return quotes.length === 0 ? [] : [[job.id, quotes] as const]
    }),
  )
