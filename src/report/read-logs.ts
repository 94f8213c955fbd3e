import { inParallel } from '../in-parallel.ts'
import type { Gap, GapReason } from '../model/fact.ts'
import type { ErrorLine } from '../model/failure.ts'
import type { Step } from '../model/job-manifest.ts'
import { LIMITS } from '../model/limits.ts'
import type { ControlTrace, EndSignal } from '../model/run-observation.ts'
import type { ServiceUse } from '../model/service-use.ts'
import type { ListedJob } from '../sources/rest/job.ts'
import { type LogFacts, readJobLog } from '../sources/rest/job-log.ts'
import { readAttemptArchive } from '../sources/run-observation/attempt-archive.ts'
import { isCarriedOver } from '../timeline/carried-over.ts'
import type { World } from './connect.ts'
import type { Sorted } from './merge/candidate.ts'
import { matchManifests } from './merge/match-manifests.ts'
import type { Observed } from './observe-run.ts'
import { type OneLog, readOneLog, type ToldByLog } from './read-one-log.ts'

export type Logs = {
  readonly facts: ReadonlyMap<string, LogFacts>
  /** How jobs came to their runners, as far as their logs tell. */
  readonly traces: ReadonlyMap<string, ControlTrace>
  /** Why jobs that did not end well ended. */
  readonly signals: ReadonlyMap<string, readonly EndSignal[]>
  /** Of such jobs the lines that may say why; of every job the services it leaned on. */
  readonly errorLines: ReadonlyMap<string, readonly ErrorLine[]>
  readonly services: ReadonlyMap<string, readonly ServiceUse[]>
  /** Of jobs of this attempt that left no manifest: what a recorder would have read in their logs. */
  readonly told: ReadonlyMap<string, ToldByLog>
  readonly gaps: readonly Gap[]
  readonly unread: number
}

const WIDTH = 4

type Question = {
  readonly finished: readonly ListedJob[]
  readonly sorted: Sorted
  /** The reader of one log; a log is dropped once it is read. */
  readonly read: (job: ListedJob, log: Uint8Array) => Promise<OneLog>
}

/**
 * The logs of finished jobs, which alone tie a manifest to its job. Of a run that is over, one archive holds all of them
 * and GitHub's own account of the queue; else each costs a request of the budget. What was not read is never called
 * confirmed.
 */
export const readLogs = async (
  world: World,
  observed: Observed,
  sorted: Sorted,
  stepsOf: (job: ListedJob) => readonly Step[],
): Promise<Logs> => {
  const jobs = observed.jobs ?? []
  const finished = jobs.filter(job => job.api.status === 'completed' && job.hasRunner && job.id !== world.inputs.jobId)
  const unrecorded = unrecordedOf(world, observed, sorted)
  const read = (job: ListedJob, log: Uint8Array) =>
    readOneLog(job, log, unrecorded.has(job.id) ? stepsOf(job) : undefined)
  const question = { finished, sorted, read }
  return (world.followed ? await readArchive(world, question) : undefined) ?? readEach(world, question)
}

/** The jobs that this attempt ran and no manifest speaks of, or two that contradict each other. */
const unrecordedOf = (
  { attempt }: World,
  { facts, jobs = [] }: Observed,
  { accepted }: Sorted,
): ReadonlySet<string> => {
  const { byJobId } = matchManifests(jobs, accepted, new Map())
  return new Set(
    jobs
      .filter(job => byJobId.get(job.id)?.kind !== 'one')
      .filter(job => !isCarriedOver(job, { attempt, startedAt: facts.startedAt }))
      .map(({ id }) => id),
  )
}

/** Undefined when there is none: it is past its retention, too large, or GitHub has not made it yet. */
const readArchive = async (world: World, { finished, read }: Question): Promise<Logs | undefined> => {
  const { rest, repository, runId, attempt } = world
  const jobs = finished.filter(job => (job.api.attempt ?? attempt) === attempt)
  const answer = await readAttemptArchive(rest, { repository, runId, attempt }, jobs)
  if (!answer.ok) return undefined
  const { archive, gaps } = answer
  // One after the other: a log that is read makes room for the next.
  const logs = await inParallel(jobs, 1, async job => {
    const log = archive.logOf(job.id)
    return log === undefined ? undefined : read(job, log)
  })
  const joined = join(logs.filter(log => log !== undefined))
  return { ...joined, traces: archive.traces, gaps: [...gaps, ...joined.gaps], unread: 0 }
}

/** Failed jobs that left a manifest first, then the others that did, then those that did not: their upload may be off. */
const readEach = async (world: World, { finished, sorted, read }: Question): Promise<Logs> => {
  const recorded = new Set([...sorted.accepted, ...sorted.earlier].map(({ manifest }) => manifest.job.id?.value))
  const rank = (job: ListedJob): number => (recorded.has(job.id) ? 0 : 2) + (job.api.conclusion === 'success' ? 1 : 0)
  const inOrder = [...finished].sort((a, b) => rank(a) - rank(b))
  const answers = await inParallel(inOrder, WIDTH, async job => {
    const answer = await readJobLog(world.rest, world.repository, job.id)
    return answer.ok ? { log: await read(job, answer.value) } : { reason: answer.reason }
  })
  const joined = join(answers.flatMap(({ log }) => log ?? []))
  const reasons = answers.flatMap(({ reason }) => reason ?? [])
  return {
    ...joined,
    gaps: [...countReasons(reasons), ...joined.gaps],
    unread: reasons.filter(reason => reason === 'budget').length,
  }
}

const join = (logs: readonly OneLog[]): Omit<Logs, 'unread'> => ({
  facts: new Map(logs.map(({ job, facts }) => [job.id, facts])),
  traces: byJob(logs, ({ trace }) => trace),
  signals: byJob(logs, ({ signals }) => signals),
  errorLines: byJob(logs, ({ errorLines }) => errorLines),
  services: byJob(logs, ({ services }) => services),
  ...withinLimit(logs),
})

const byJob = <T>(logs: readonly OneLog[], of: (log: OneLog) => T | undefined): ReadonlyMap<string, T> =>
  new Map(
    logs.flatMap(log => {
      const value = of(log)
      return value === undefined ? [] : [[log.job.id, value] as const]
    }),
  )

/** A script can make its log tell of as much as the caps allow, in every job of a run. */
const withinLimit = (logs: readonly OneLog[]): Pick<Logs, 'told' | 'gaps'> => {
  const told = new Map<string, ToldByLog>()
  const gaps: Gap[] = []
  let left: number = LIMITS.logRecords
  for (const { job, told: one } of logs) {
    if (one === undefined) continue
    const size = JSON.stringify(one.record).length
    if (size > left) gaps.push({ field: `jobs.${job.id}.log`, source: 'log', reason: 'too-large' })
    else {
      told.set(job.id, one)
      left -= size
    }
  }
  return { told, gaps }
}

const countReasons = (reasons: readonly GapReason[]): readonly Gap[] =>
  [...new Set(reasons)].sort().map(reason => {
    const count = reasons.filter(one => one === reason).length
    return {
      field: 'logs',
      source: 'api',
      reason,
      detail: reason === 'budget' ? `${count} not checked: budget` : `${count} not read`,
    }
  })
