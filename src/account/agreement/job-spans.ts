import { toMillis } from '../../core/time.ts'
import type { Step } from '../../schema/job/job-manifest.ts'

/** A job as GitHub lists it. */
export type TimedJob = {
  readonly startedAt?: string | undefined
  readonly completedAt?: string | undefined
  readonly steps: readonly Step[]
}

/** A minute: the delay of a recorder under load behind its step, and the difference of two accurate clocks. */
const SKEW_MS = 60_000
/** An error of less than a day may come from the runner's clock, where its offset was not measured. */
const WRONG_CLOCK_MS = 86_400_000

/**
 * Returns the spans, as `start/end`, that a time of the recorder may be in: the job's span on GitHub's clock and its
 * steps' spans on the runner's clock, once the job is over. Undefined where nothing can be stated of the time.
 */
export const spansFor = (at: string, { startedAt, completedAt, steps }: TimedJob): string[] | undefined => {
  const job = formatSpan(startedAt, completedAt)
  if (job === undefined) return undefined
  const times = (name: 'startedAt' | 'completedAt') => inOrder(steps.flatMap(step => step[name] ?? []))
  const ran = formatSpan(times('startedAt')[0], times('completedAt').at(-1))
  if (ran !== undefined) return [...new Set([job, ran])]
  // Without steps the runner's clock is unknown: a time outside the job's span is wrong, or the clock is.
  return isWithin(at, job, SKEW_MS) || !isWithin(at, job, WRONG_CLOCK_MS) ? [job] : undefined
}

export const isInSpans = (at: string, spans: readonly string[]): boolean =>
  spans.some(span => isWithin(at, span, SKEW_MS))

const formatSpan = (from: string | undefined, to: string | undefined): string | undefined =>
  from === undefined || to === undefined ? undefined : `${from}/${to}`

const inOrder = (times: readonly string[]): readonly string[] =>
  [...times].sort((a, b) => (toMillis(a) ?? 0) - (toMillis(b) ?? 0))

const isWithin = (stated: string, span: string, skewMs: number): boolean => {
  const [from, to] = span.split('/').map(toMillis)
  const at = toMillis(stated)
  if (at === undefined || from === undefined || to === undefined) return false
  return at >= from - skewMs && at <= to + skewMs
}
