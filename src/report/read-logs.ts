import { inParallel } from '../in-parallel.ts'
import type { Gap, GapReason } from '../model/fact.ts'
import type { ErrorLine } from '../model/failure.ts'
import type { Step } from '../model/job-manifest.ts'
import { LIMITS } from '../model/limits.ts'
import type { ControlTrace, EndSignal } from '../model/run-observation.ts'
import type { ServiceUse } from '../model/service-use.ts'
import type { ListedJob } from '../sources/rest/job.ts'
import { fetchJobLog, type LogFacts } from '../sources/rest/job-log.ts'
import { readAttemptArchive } from '../sources/run-observation/attempt-archive.ts'
import { isCarriedOver } from '../timeline/carried-over.ts'
import type { World } from './connect.ts'
import type { Listed } from './list-run.ts'
import type { Candidate, Sorted } from './merge/candidate.ts'
import { matchManifests } from './merge/match-manifests.ts'
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
  /** What a recorder would have read in the log: all there is of a job without one, a witness of a job with one. */
  readonly told: ReadonlyMap<string, ToldByLog>
  /** Finished jobs whose log was not read, and why. */
  readonly unread: ReadonlyMap<string, GapReason>
  readonly gaps: readonly Gap[]
}

const WIDTH = 4

type Question = {
  /** The ones that matter most first: the budget may not suffice for all. */
  readonly finished: readonly ListedJob[]
  /** Jobs of this attempt that no manifest speaks of: nothing else tells of them. */
  readonly unrecorded: ReadonlySet<string>
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
  listed: Listed,
  sorted: Sorted,
  stepsOf: (job: ListedJob) => readonly Step[],
): Promise<Logs> => {
  const jobs = listed.jobs ?? []
  const finished = jobs.filter(job => job.api.status === 'completed' && job.hasRunner && job.id !== world.inputs.jobId)
  const question = {
    finished: inOrder(finished, sorted),
    unrecorded: unrecordedOf(world, listed, sorted),
    read: (job: ListedJob, log: Uint8Array) => readOneLog(job, log, stepsOf(job), world.runId),
  }
  return (world.followed ? await readArchive(world, question) : undefined) ?? readEach(world, question)
}

/**
 * Failed jobs first, those that left a manifest before the others; then jobs that signed, whose signature only the log
 * ties to them; then the other recorded ones; then those whose recorder may be off.
 */
const inOrder = (finished: readonly ListedJob[], { accepted, earlier }: Sorted): readonly ListedJob[] => {
  const all = [...accepted, ...earlier]
  const idsOf = (candidates: readonly Candidate[]) => new Set(candidates.map(({ manifest }) => manifest.job.id?.value))
  const recorded = idsOf(all)
  const attested = idsOf(all.filter(({ verdict }) => verdict.kind === 'verified'))
  const rank = ({ id, api }: ListedJob): number => {
    if (api.conclusion !== 'success') return recorded.has(id) ? 0 : 1
    return attested.has(id) ? 2 : recorded.has(id) ? 3 : 4
  }
  return [...finished].sort((a, b) => rank(a) - rank(b))
}

/** The jobs that this attempt ran and no manifest speaks of, or two that contradict each other. */
const unrecordedOf = ({ attempt }: World, { facts, jobs = [] }: Listed, { accepted }: Sorted): ReadonlySet<string> => {
  const { byJobId } = matchManifests(jobs, accepted, new Map())
  return new Set(
    jobs
      .filter(job => byJobId.get(job.id)?.kind !== 'one')
      .filter(job => !isCarriedOver(job, { attempt, startedAt: facts.startedAt }))
      .map(({ id }) => id),
  )
}

/** Undefined when there is none: it is past its retention, too large, or GitHub has not made it yet. */
const readArchive = async (world: World, { finished, unrecorded, read }: Question): Promise<Logs | undefined> => {
  const { rest, repository, runId, attempt } = world
  const jobs = finished.filter(job => (job.api.attempt ?? attempt) === attempt)
  const answer = await readAttemptArchive(rest, { repository, runId, attempt }, jobs)
  if (!answer.ok) return undefined
  const { archive, gaps } = answer
  // One after the other: a log that is read makes room for the next.
  const answers = await inParallel(jobs, 1, async (job): Promise<Answer> => {
    const log = archive.logOf(job.id)
    return log === undefined ? { job, reason: 'not-found' } : { job, log: await read(job, log) }
  })
  const joined = join(answers, unrecorded)
  return { ...joined, traces: archive.traces, gaps: [...gaps, ...joined.gaps] }
}

const readEach = async (world: World, { finished, unrecorded, read }: Question): Promise<Logs> => {
  const answers = await inParallel(finished, WIDTH, async (job): Promise<Answer> => {
    const answer = await fetchJobLog(world.rest, world.repository, job.id)
    return answer.ok ? { job, log: await read(job, answer.value) } : { job, reason: answer.reason }
  })
  const joined = join(answers, unrecorded)
  return { ...joined, gaps: [...countReasons([...joined.unread.values()]), ...joined.gaps] }
}

type Answer = { readonly job: ListedJob } & ({ readonly log: OneLog } | { readonly reason: GapReason })

const join = (answers: readonly Answer[], unrecorded: ReadonlySet<string>): Logs => {
  const logs = answers.flatMap(answer => ('log' in answer ? [answer.log] : []))
  return {
    facts: new Map(logs.map(({ job, facts }) => [job.id, facts])),
    traces: byJob(logs, ({ trace }) => trace),
    signals: byJob(logs, ({ signals }) => signals),
    errorLines: byJob(logs, ({ errorLines }) => errorLines),
    services: byJob(logs, ({ services }) => services),
    unread: new Map(answers.flatMap(answer => ('reason' in answer ? [[answer.job.id, answer.reason] as const] : []))),
    ...withinLimit([
      ...logs.filter(({ job }) => unrecorded.has(job.id)),
      ...logs.filter(({ job }) => !unrecorded.has(job.id)),
    ]),
  }
}

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
