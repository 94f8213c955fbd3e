import { toMillis } from '../../core/time.ts'
import type { ControlTrace } from '../../schema/observed/run-observation.ts'
import { readEvaluatedCondition } from './evaluated-condition.ts'
import { type JobLogHead, readJobLogHead } from './job-log-head.ts'
import { readSystemLines } from './system-lines.ts'
import type { TimedEvent } from './timed-event.ts'

/**
 * Reads GitHub's own lines about a job on its way to a runner. `jobLog` is the job's log or its beginning: GitHub
 * writes the lines before the runner's first line, and the job can print anything after it. `systemText` is
 * `<job>/system.txt` of the run log archive; GitHub writes all of it. Returns undefined if neither has such a line.
 */
export const readControlTrace = (jobLog: string | undefined, systemText?: string): ControlTrace | undefined => {
  return toControlTrace(jobLog === undefined ? NO_LOG : readJobLogHead(jobLog), systemText)
}

/** Does the same for a log with a beginning that is read already. */
export const toControlTrace = (head: JobLogHead, systemText?: string): ControlTrace | undefined => {
  const events = [...(systemText === undefined ? [] : readSystemLines(systemText)), ...head.events]
  if (events.length === 0 && head.runnerAt === undefined) return undefined
  const condition = systemText === undefined ? undefined : readEvaluatedCondition(systemText)
  return { ...buildTrace(inOrder(events), head), condition }
}

const NO_LOG: JobLogHead = { events: [] }

/** Sorts by time: since 2025 the lines are in no order. Equal times keep the order of the text. */
const inOrder = (events: readonly TimedEvent[]): readonly TimedEvent[] => events.toSorted((a, b) => a.at - b.at)

const buildTrace = (events: readonly TimedEvent[], head: JobLogHead): ControlTrace => {
  const runnerAt = head.runnerAt === undefined ? undefined : toMillis(head.runnerAt)
  const assigned = findAssignment(events, runnerAt)
  const queued = queueEntry(events, assigned)
  const starting = assigned?.runner
  const runnerName = starting?.runnerName ?? head.runnerName
  const isHosted = starting?.isHosted ?? findHosted(events)
  return {
    admittedAt: events[0]?.time,
    queuedAt: queued?.time,
    // An assignment before every "queued" event belongs to a queue that is unknown here.
    assignedAt:
      queued === undefined || (assigned !== undefined && assigned.at >= queued.at) ? assigned?.time : undefined,
    runnerAt: head.runnerAt,
    runnerName,
    isHosted,
    saidBusy: events.some(({ event }) => event.kind === 'busy'),
    resolutionMs: findResolution(events, head.runnerAt),
  }
}

type Assignment = {
  readonly at: number
  readonly time: string
  readonly runner: Extract<TimedEvent['event'], { kind: 'starting' }> | undefined
}

/**
 * Finds the assignment that held. Two lines within milliseconds of each other announce a machine, in either order; the
 * earlier one counts. GitHub can assign a job to a machine that never starts it: waiting lines follow, every five
 * minutes, and GitHub may announce another machine. So the last announcement before the runner's first line counts. If
 * no runner wrote a line, an announcement with waiting lines after it was lost.
 */
const findAssignment = (events: readonly TimedEvent[], runnerAt: number | undefined): Assignment | undefined => {
  const waits = events.filter(({ event }) => event.kind === 'waiting')
  const announced = events.filter(({ event }) => isPlace(event.kind, waits.length > 0))
  const before = announced.filter(({ at }) => runnerAt === undefined || at <= runnerAt)
  // The runner's clock is independent and may be behind GitHub's.
  const places = before.length === 0 ? announced : before
  const last = places.at(-1)
  if (last === undefined) return undefined
  if (runnerAt === undefined && waits.some(({ at }) => at > last.at)) return undefined
  const since = waits.findLast(({ at }) => at <= last.at)?.at ?? Number.NEGATIVE_INFINITY
  const [first = last, ...more] = places.filter(({ at }) => at >= since)
  const runner = [first, ...more].map(({ event }) => event).findLast(event => event.kind === 'starting')
  return { at: first.at, time: first.time, runner }
}

/**
 * Returns true if the event names the job's machine. In 2021 a found machine was the job's own only if no waiting line
 * followed.
 */
const isPlace = (kind: TimedEvent['event']['kind'], hasWaited: boolean): boolean =>
  kind === 'starting' || kind === 'coming-online' || (kind === 'found' && !hasWaited)

/**
 * Returns the first waiting line. Without one, or if the machine was there before it, returns the request for labels.
 */
const queueEntry = (events: readonly TimedEvent[], assigned: Assignment | undefined): TimedEvent | undefined => {
  const waiting = events.find(({ event }) => event.kind === 'waiting')
  const requested = events.find(({ event }) => event.kind === 'requested')
  if (waiting === undefined || requested === undefined) return waiting ?? requested
  return assigned !== undefined && assigned.at < waiting.at ? requested : waiting
}

/** Reads from lines of 2021 whether the found machine is hosted. */
const findHosted = (events: readonly TimedEvent[]): boolean | undefined =>
  events.map(({ event }) => (event.kind === 'found' ? event.isHosted : undefined)).findLast(is => is !== undefined)

/**
 * Returns the resolution of the times: 100 ns until 2024 and from the runner. Since 2025 GitHub's own lines end in four
 * zeros.
 */
const findResolution = (events: readonly TimedEvent[], runnerAt: string | undefined): number => {
  const server = events.length === 0 ? 0 : Math.min(...events.map(({ time }) => resolutionOfTime(time)))
  const runner = runnerAt === undefined ? 0 : resolutionOfTime(runnerAt)
  return Math.max(server, runner)
}

const resolutionOfTime = (time: string): number => {
  const dot = time.indexOf('.')
  if (dot === -1) return 1_000
  const fraction = time.slice(dot + 1, -1)
  if (fraction.length <= 3) return 10 ** (3 - fraction.length)
  return fraction.slice(3).replaceAll('0', '') === '' ? 1 : 0.0001
}
