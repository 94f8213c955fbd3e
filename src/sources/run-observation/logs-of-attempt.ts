import { inParallel } from '../../in-parallel.ts'
import { type FailureReading, toFailureReading } from '../../log/failure-reading.ts'
import { toControlTrace } from '../../log/queue/control-trace.ts'
import { type AnchoredReading, beginAnchoredLog, type LogReading, readLog } from '../../log/read-log.ts'
import type { Readers } from '../../log/reader-set.ts'
import { ALL_READERS, type AllReaders, WELL_ENDED_READERS, type WellEndedReaders } from '../../log/readers.ts'
import type { Gap, GapReason } from '../../model/fact.ts'
import type { Step } from '../../model/job-manifest.ts'
import type { ControlTrace, EndSignal, ObservedAttempt, ObservedJob } from '../../model/run-observation.ts'
import type { RestAnswer, RunClient } from '../rest/client.ts'
import { fetchJobLog } from '../rest/job-log.ts'
import { gapOfRefusal } from '../rest/refusal-gap.ts'
import { readAttemptArchive } from './attempt-archive.ts'
import type { LogsAsked } from './question.ts'

/** What the logs of one attempt tell. */
export type LogsRead = {
  readonly traces: ReadonlyMap<string, ControlTrace>
  /** Of jobs that did not end well: how they ended, and what may say why. */
  readonly signals: ReadonlyMap<string, readonly EndSignal[]>
  readonly failureReadings: ReadonlyMap<string, FailureReading>
  readonly gaps: readonly Gap[]
}

const NOTHING: LogsRead = {
  traces: new Map(),
  signals: new Map(),
  failureReadings: new Map(),
  gaps: [],
}
const WIDTH = 4

/**
 * The logs of one attempt: its archive in one request, which GitHub makes when the run is complete; else, where that is
 * wanted, the log of each finished job. A log that is past its retention is a gap like any other.
 */
export const readAttemptLogs = async (
  client: RunClient,
  run: { readonly repository: string; readonly runId: string; readonly isOver: boolean },
  attempt: ObservedAttempt,
  reading: LogsAsked,
): Promise<LogsRead> => {
  const jobs = (attempt.jobs ?? []).filter(job => ranIn(job, attempt.attempt))
  if (reading === 'none' || jobs.length === 0) return NOTHING
  const skipped = skippedOf(attempt.jobs ?? [])
  const archive = run.isOver ? await readArchive(client, run, attempt.attempt, jobs, skipped) : undefined
  if (archive?.kind === 'read') return archive.logs
  const refused = archive === undefined ? [] : [archive.gap]
  if (reading === 'archive') return { ...NOTHING, gaps: refused }
  const each = await readEach(client, run.repository, jobs)
  // What the archive would have told is told by the logs of the jobs, or named job by job there.
  return { ...each, gaps: [...refused, ...each.gaps] }
}

/** A job that a runner had in this attempt: others have no log, and a carried-over one has it in its own attempt. */
const ranIn = ({ api, hasRunner }: ObservedJob, attempt: number): boolean =>
  hasRunner && api.status === 'completed' && api.conclusion !== 'skipped' && (api.attempt ?? attempt) === attempt

/** Of a skipped job the archive may have why (`system.txt`); of one of several of its name nobody could tell which. */
const skippedOf = (jobs: readonly ObservedJob[]): readonly ObservedJob[] => {
  const counts = new Map<string, number>()
  for (const { name } of jobs) counts.set(name, (counts.get(name) ?? 0) + 1)
  return jobs.filter(({ name, api }) => api.conclusion === 'skipped' && counts.get(name) === 1)
}

type Archive = { readonly kind: 'read'; readonly logs: LogsRead } | { readonly kind: 'refused'; readonly gap: Gap }

const readArchive = async (
  client: RunClient,
  run: { readonly repository: string; readonly runId: string },
  attempt: number,
  jobs: readonly ObservedJob[],
  skipped: readonly ObservedJob[],
): Promise<Archive> => {
  const answer = await readAttemptArchive(client, { ...run, attempt }, [...jobs, ...skipped])
  if (!answer.ok) return { kind: 'refused', gap: { ...gapOfRefusal('logs', answer), source: 'log' } }
  const { archive } = answer
  // A skipped job need not have a file.
  const optional = new Set(skipped.map(({ id }) => `logs.${id}`))
  const gaps = answer.gaps.filter(({ field }) => !optional.has(field))
  const ends: JobEnd[] = []
  // One after the other: a log that is read makes room for the next.
  for (const job of jobs.filter(hasBadEnd)) {
    const log = archive.logOf(job.id)
    if (log !== undefined) ends.push({ id: job.id, ...(await readEnd(job, log)) })
  }
  return { kind: 'read', logs: { traces: archive.traces, ...byJob(ends), gaps } }
}

/** Only a job that did not end well is asked why: a script can print the same words and go on. */
const hasBadEnd = ({ api }: ObservedJob): boolean => api.conclusion !== 'success'

type End = {
  readonly trace: ControlTrace | undefined
  readonly signals: readonly EndSignal[]
  readonly failureReading: FailureReading
}
type JobEnd = End & { readonly id: string }

const readEnd = async (job: ObservedJob, log: Uint8Array): Promise<End> =>
  toEnd(await readLog([log], ALL_READERS, { steps: stepsOf(job) }))

/** REST does not tell an action from a script: none of them is called a script. */
const stepsOf = ({ api }: ObservedJob): readonly Step[] => api.steps.map(step => ({ ...step, action: step.name }))

const toEnd = (reading: LogReading<AllReaders>): End => ({
  trace: toTrace(reading),
  signals: reading.endSignals.map(({ value }) => value),
  failureReading: toFailureReading(reading),
})

const toTrace = ({ queue: [head] }: LogReading<WellEndedReaders>): ControlTrace | undefined =>
  head === undefined ? undefined : toControlTrace(head.value)

const byJob = (ends: readonly JobEnd[]): Pick<LogsRead, 'signals' | 'failureReadings'> => ({
  signals: new Map(ends.map(({ id, signals }) => [id, signals])),
  failureReadings: new Map(ends.map(({ id, failureReading }) => [id, failureReading])),
})

const readEach = async (client: RunClient, repository: string, jobs: readonly ObservedJob[]): Promise<LogsRead> => {
  const read = await inParallel(jobs, WIDTH, async job => {
    if (!hasBadEnd(job)) {
      const answer = await fetchJobLog(client, repository, job.id, () => beginAnchoredLog(WELL_ENDED_READERS))
      return { job, ...toRead(answer, toTrace), ends: [] }
    }
    const steps = stepsOf(job)
    const answer = await fetchJobLog(client, repository, job.id, () => beginAnchoredLog(ALL_READERS, { steps }))
    const { reason, value: end } = toRead(answer, toEnd)
    return { job, reason, value: end?.trace, ends: end === undefined ? [] : [{ id: job.id, ...end }] }
  })
  return {
    traces: new Map(read.flatMap(({ job, value }) => (value === undefined ? [] : [[job.id, value] as const]))),
    ...byJob(read.flatMap(({ ends }) => ends)),
    gaps: countReasons(read.flatMap(({ reason }) => reason ?? [])),
  }
}

type ReadOrNot<T> = { readonly reason: GapReason | undefined; readonly value: T | undefined }

const toRead = <R extends Readers, T>(
  answer: RestAnswer<AnchoredReading<R>>,
  toValue: (reading: LogReading<R>) => T,
): ReadOrNot<T> => {
  if (!answer.ok) return { reason: answer.reason, value: undefined }
  const { reading } = answer.value
  return reading === undefined
    ? { reason: 'too-large', value: undefined }
    : { reason: undefined, value: toValue(reading) }
}

const countReasons = (reasons: readonly GapReason[]): readonly Gap[] =>
  [...new Set(reasons)].sort().map(reason => ({
    field: 'logs',
    source: 'log',
    reason,
    detail: `${reasons.filter(one => one === reason).length} of the jobs`,
  }))
