import { toMillis } from '../../core/time.ts'
import type { Step } from '../../schema/job/job-manifest.ts'

/** A job as GitHub lists it. */
export type TimedJob = {
  readonly startedAt?: string | undefined
  readonly completedAt?: string | undefined
  readonly steps: readonly Step[]
}

/** A minute for what a recorder under load may lag behind its step, and for the difference of two good clocks. */
const SKEW_MS = 60_000
/** Without a measure of the runner's clock, less than a day may be its error. */
const WRONG_CLOCK_MS = 86_400_000

/**
 * The spans that a time of the recorder may be in, `start/end`: the job's at GitHub's clock and its steps' at the runner's,
 * once the job is over. Undefined where nothing can be stated of the time.
 */
export const spansFor = (at: string, { startedAt, completedAt, steps }: TimedJob): string[] | undefined => {
  const job = formatSpan(startedAt, completedAt)
  if (job === undefined) return undefined
  const times = (name: 'startedAt' | 'completedAt') => inOrder(steps.flatMap(step => step[name] ?? []))
  const ran = formatSpan(times('startedAt')[0], times('completedAt').at(-1))
  if (ran !== undefined) return [...new Set([job, ran])]
  // Without the steps nothing tells the runner's clock: what is not within the job's time is wrong, or its clock is.
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
