import { inParallel } from '../../in-parallel.ts'
import type { Gap, GapReason } from '../../model/fact.ts'
import type { ErrorLine } from '../../model/failure.ts'
import type { ControlTrace, EndSignal, ObservedAttempt, ObservedJob } from '../../model/run-observation.ts'
import { readControlTrace } from '../../log/queue/control-trace.ts'
import { signalsOfLog } from '../../log/readers/end-signal-words.ts'
import { errorLinesOf } from '../error-lines.ts'
import type { RunClient } from '../rest/client.ts'
import { fetchJobLog } from '../rest/job-log.ts'
import { gapOfRefusal } from '../rest/refusal-gap.ts'
import { readAttemptArchive } from './attempt-archive.ts'
import type { LogsAsked } from './question.ts'

/** What the logs of one attempt tell. */
export type LogsRead = {
  readonly traces: ReadonlyMap<string, ControlTrace>
  /** Of jobs that did not end well: how they ended, and lines that may say why. */
  readonly signals: ReadonlyMap<string, readonly EndSignal[]>
  readonly errorLines: ReadonlyMap<string, readonly ErrorLine[]>
  readonly gaps: readonly Gap[]
}

const NOTHING: LogsRead = { traces: new Map(), signals: new Map(), errorLines: new Map(), gaps: [] }
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
  // What the archive would have told is told by the logs of the jobs, or named job by job there.
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
  const ends = jobs.filter(hasBadEnd).flatMap(({ id }) => {
    const log = archive.logOf(id)
    return log === undefined ? [] : [{ id, ...readEnd(decode(log)) }]
  })
  return { kind: 'read', logs: { traces: archive.traces, ...byJob(ends), gaps } }
}

/** Only a job that did not end well is asked why: a script can print the same words and go on. */
const hasBadEnd = ({ api }: ObservedJob): boolean => api.conclusion !== 'success'

type End = { readonly signals: readonly EndSignal[]; readonly errorLines: readonly ErrorLine[] }

const readEnd = (text: string): End => ({ signals: signalsOfLog(text), errorLines: errorLinesOf(text) })

const byJob = (ends: readonly (End & { readonly id: string })[]): Pick<LogsRead, 'signals' | 'errorLines'> => ({
  signals: new Map(ends.map(({ id, signals }) => [id, signals])),
  errorLines: new Map(ends.map(({ id, errorLines }) => [id, errorLines])),
})

const readEach = async (client: RunClient, repository: string, jobs: readonly ObservedJob[]): Promise<LogsRead> => {
  const read = await inParallel(jobs, WIDTH, async job => {
    const answer = await fetchJobLog(client, repository, job.id)
    if (!answer.ok) return { job, reason: answer.reason, trace: undefined, ends: [] }
    const { bytes } = answer.value
    if (bytes === undefined) return { job, reason: 'too-large' as const, trace: undefined, ends: [] }
    const text = decode(bytes)
    const ends = hasBadEnd(job) ? [{ id: job.id, ...readEnd(text) }] : []
    return { job, reason: undefined, trace: readControlTrace(text), ends }
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

/** Wrong bytes become U+FFFD: a log holds whatever a job printed. */
const decode = (log: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(log)
