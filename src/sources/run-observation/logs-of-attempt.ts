import type { RunClient } from '../../github/rest/client.ts'
import { fetchJobLog } from '../../github/rest/job-log.ts'
import { gapOfRefusal } from '../../github/rest/refusal-gap.ts'
import { inParallel } from '../../io/in-parallel.ts'
import { type FailureReading, toFailureReading } from '../../log/failure-reading.ts'
import { toControlTrace } from '../../log/queue/control-trace.ts'
import { readLog } from '../../log/read-log.ts'
import { ALL_READERS, WELL_ENDED_READERS } from '../../log/readers.ts'
import type { ControlTrace, EndSignal, ObservedAttempt, ObservedJob } from '../../schema/observed/run-observation.ts'
import type { Gap, GapReason } from '../../schema/values/fact.ts'
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
  const archive = run.isOver ? await readArchive(client, run, attempt.attempt, jobs) : undefined
  if (archive?.kind === 'read') return archive.logs
  const refused = archive === undefined ? [] : [archive.gap]
  if (reading === 'archive') return { ...NOTHING, gaps: refused }
  const each = await readEach(client, run.repository, jobs)
  // What the archive would have told is known from the logs of the jobs, or named job by job there.
  return { ...each, gaps: [...refused, ...each.gaps] }
}

/** A job that a runner had in this attempt: others have no log, and a carried-over one has it in its own attempt. */
const ranIn = ({ api, hasRunner }: ObservedJob, attempt: number): boolean =>
  hasRunner && api.status === 'completed' && api.conclusion !== 'skipped' && (api.attempt ?? attempt) === attempt

type Archive = { readonly kind: 'read'; readonly logs: LogsRead } | { readonly kind: 'refused'; readonly gap: Gap }

const readArchive = async (
  client: RunClient,
  run: { readonly repository: string; readonly runId: string },
  attempt: number,
  jobs: readonly ObservedJob[],
): Promise<Archive> => {
  const answer = await readAttemptArchive(client, { ...run, attempt }, jobs)
  if (!answer.ok) return { kind: 'refused', gap: { ...gapOfRefusal('logs', answer), source: 'log' } }
  const { archive, gaps } = answer
  const ends: JobEnd[] = []
  // One after the other: a log that is read makes room for the next.
  for (const job of jobs.filter(hasBadEnd)) {
    const log = archive.findLog(job.id)
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

const readEnd = async ({ api }: ObservedJob, log: Uint8Array): Promise<End> => {
  // REST does not tell an action from a script: none of them is called a script.
  const steps = api.steps.map(step => ({ ...step, action: step.name }))
  const reading = await readLog([log], ALL_READERS, { steps })
  const { queue, endSignals } = reading
  return {
    trace: queue[0] === undefined ? undefined : toControlTrace(queue[0].value),
    signals: endSignals.map(({ value }) => value),
    failureReading: toFailureReading(reading),
  }
}

const readTrace = async (log: Uint8Array): Promise<ControlTrace | undefined> => {
  const [head] = (await readLog([log], WELL_ENDED_READERS)).queue
  return head === undefined ? undefined : toControlTrace(head.value)
}

const byJob = (ends: readonly JobEnd[]): Pick<LogsRead, 'signals' | 'failureReadings'> => ({
  signals: new Map(ends.map(({ id, signals }) => [id, signals])),
  failureReadings: new Map(ends.map(({ id, failureReading }) => [id, failureReading])),
})

const readEach = async (client: RunClient, repository: string, jobs: readonly ObservedJob[]): Promise<LogsRead> => {
  const read = await inParallel(jobs, WIDTH, async job => {
    const answer = await fetchJobLog(client, repository, job.id)
    if (!answer.ok) return { job, reason: answer.reason, trace: undefined, ends: [] }
    const { bytes } = answer.value
    if (bytes === undefined) return { job, reason: 'too-large' as const, trace: undefined, ends: [] }
    if (!hasBadEnd(job)) return { job, reason: undefined, trace: await readTrace(bytes), ends: [] }
    const end = await readEnd(job, bytes)
    return { job, reason: undefined, trace: end.trace, ends: [{ id: job.id, ...end }] }
  })
  return {
    traces: new Map(read.flatMap(({ job, trace }) => (trace === undefined ? [] : [[job.id, trace] as const]))),
    ...byJob(read.flatMap(({ ends }) => ends)),
    gaps: countReasons(read.flatMap(({ reason }) => reason ?? [])),
  }
}

const countReasons = (reasons: readonly GapReason[]): readonly Gap[] =>
  [...new Set(reasons)].sort().map(reason => ({
    field: 'logs',
    source: 'log',
    reason,
    detail: `${reasons.filter(one => one === reason).length} of the jobs`,
  }))
