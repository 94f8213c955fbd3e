import type { RunTimeline, TimelineJob } from '../../src/schema/run/run-timeline.ts'
import { toInstant } from '../../src/timeline/instant.ts'
import { faultsOf } from './invariants.ts'
import { pathFaultsOf } from './path/path-faults.ts'

/** What is wrong with the timeline of a run, `<job id or part>: <word>`; empty when every invariant holds. */
export const runFaultsOf = (document: RunTimeline): readonly string[] => [
  ...document.jobs.flatMap(job => [...faultsOf(job), ...slackFaultsOf(job)].map(fault => `${job.id}: ${fault}`)),
  ...pathOfRun(document).map(fault => `path: ${fault}`),
  ...repeated([...document.jobs, ...document.pseudoJobs].map(({ id }) => id)).map(id => `${id}: repeated`),
  ...document.protection.filter(({ waitedMs = 0 }) => waitedMs < 0).map(() => 'policy: negative'),
]

/** The path goes from the start of the run to the end of its last job, and is there whenever that is an interval. */
const pathOfRun = ({ criticalPath, start, end }: RunTimeline): readonly string[] => {
  const [from, to] = [toInstant(start), toInstant(end)]
  const hasLength = from !== undefined && to !== undefined && to > from
  if (!hasLength) return criticalPath === undefined ? [] : ['a path without a stretch']
  const zero = Object.values(criticalPath?.statesMs ?? {}).some(ms => !(ms > 0)) ? ['zero-state'] : []
  return [...pathFaultsOf(criticalPath, from, to), ...zero]
}

/** No job can save more time than it took, and not queueing no more than its queue. */
const slackFaultsOf = ({ slack, statesMs }: TimelineJob): readonly string[] => {
  if (slack === undefined) return []
  const whole = Object.values(statesMs).reduce((total, ms) => total + ms, 0)
  return [
    ...(slack.ifInstantMs >= 0 && slack.ifInstantMs <= whole + ROUNDING ? [] : ['slack-of-job']),
    ...(slack.ifNotQueuedMs >= 0 && slack.ifNotQueuedMs <= (statesMs['queued'] ?? 0) + ROUNDING
      ? []
      : ['slack-of-queue']),
    ...(slack.ifNotQueuedMs <= slack.ifInstantMs + ROUNDING ? [] : ['slack-order']),
  ]
}

/** Sums of milliseconds with fractions are exact to less than a microsecond. */
const ROUNDING = 0.0005

const repeated = (ids: readonly string[]): readonly string[] => ids.filter((id, index) => ids.indexOf(id) !== index)
