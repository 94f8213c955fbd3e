import type { CriticalPath } from '../../../src/schema/run/run-timeline.ts'
import { fromInstant, type Instant, toInstant } from '../../../src/timeline/instant.ts'

/** What is wrong with a path: it must cover the time from start to end once, in order, and its sums must be of it. */
export const pathFaultsOf = (path: CriticalPath | undefined, from: Instant, to: Instant): readonly string[] => {
  if (path === undefined) return ['no path']
  const { segments, statesMs } = path
  const sum = Object.values(statesMs).reduce((total, ms) => total + ms, 0)
  return [
    ...(path.start === fromInstant(from) && segments[0]?.start === path.start ? [] : ['start']),
    ...(path.end === fromInstant(to) && segments.at(-1)?.end === path.end ? [] : ['end']),
    ...(segments.every(({ start, end }) => (toInstant(end) ?? 0) > (toInstant(start) ?? 0)) ? [] : ['not positive']),
    ...(segments.every(({ start }, index) => index === 0 || segments[index - 1]?.end === start) ? [] : ['not joined']),
    ...(Math.abs(sum - path.totalMs) < 0.001 && path.totalMs === (to - from) / 1_000 ? [] : ['sum']),
  ]
}
