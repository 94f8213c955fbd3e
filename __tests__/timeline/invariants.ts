import type { Interval, TimelineJob } from '../../src/schema/run/run-timeline.ts'
import { toInstant } from '../../src/timeline/instant.ts'

/** What is wrong with the intervals of a job, one word each; empty when every invariant of the state model holds. */
export const faultsOf = (
  job: Pick<TimelineJob, 'intervals' | 'activities' | 'statesMs' | 'admittedAt'>,
): readonly string[] => {
  const spans = job.intervals.map(spanOf)
  const [first, last] = [spans[0], spans.at(-1)]
  const whole = first === undefined || last === undefined ? 0 : last.to - first.from
  const sum = spans.reduce((total, { from, to }) => total + to - from, 0)
  const stated = Object.values(job.statesMs).reduce((total, ms) => total + ms, 0)
  const worked = job.intervals
    .filter(({ state }) => state === 'executing' || state === 'deploying')
    .map(spanOf)
    .reduce((total, { from, to }) => total + to - from, 0)
  const activities = job.activities.map(spanOf)
  return [
    ...(spans.some(({ from, to }) => Number.isNaN(from) || Number.isNaN(to)) ? ['no-time'] : []),
    ...(spans.some(({ from, to }) => to <= from) ? ['empty-or-negative'] : []),
    ...(spans.some(({ from }, index) => index > 0 && from !== spans[index - 1]?.to) ? ['hole-or-overlap'] : []),
    ...(sum === whole ? [] : ['sum']),
    ...(Math.abs(stated * 1_000 - whole) < 1 ? [] : ['states-sum']),
    ...(Object.values(job.statesMs).some(ms => ms <= 0) ? ['zero-state'] : []),
    ...(first !== undefined && toInstant(job.admittedAt) !== first.from ? ['admission'] : []),
    ...(activities.some(({ from, to }) => to <= from) ? ['empty-activity'] : []),
    ...(activities.some(({ from }, index) => index > 0 && from < (activities[index - 1]?.to ?? 0))
      ? ['activity-overlap']
      : []),
    ...(activities.reduce((total, { from, to }) => total + to - from, 0) === worked ? [] : ['activity-cover']),
    ...(job.intervals.some(({ resolutionMs }) => !(resolutionMs > 0)) ? ['resolution'] : []),
  ]
}

const spanOf = ({ start, end }: Pick<Interval, 'start' | 'end'>) => ({
  from: toInstant(start) ?? Number.NaN,
  to: toInstant(end) ?? Number.NaN,
})
