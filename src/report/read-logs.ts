import { LIMITS } from '../core/limits.ts'
import type { ListedJob } from '../github/rest/job.ts'
import { fetchJobLog, type JobLog, readJobLogBytes } from '../github/rest/job-log.ts'
import { inParallel } from '../io/in-parallel.ts'
import type { LogFacts } from '../log/anchor/log-scan.ts'
import type { FailureReading } from '../log/failure-reading.ts'
import type { Step } from '../schema/job/job-manifest.ts'
import type { ServiceUse } from '../schema/job/service-use.ts'
import type { ControlTrace, EndSignal, ObservedJob } from '../schema/observed/run-observation.ts'
import type { Gap, GapReason } from '../schema/values/fact.ts'
import { readAttemptArchive } from '../sources/run-observation/attempt-archive.ts'
import { isCarriedOver } from '../timeline/attempts/carried-over.ts'
import type { World } from './connect.ts'
import type { Listed } from './list-run.ts'
import type { Candidate, Sorted } from './merge/candidate.ts'
import { originOf } from './merge/job-origin.ts'
import { matchManifests } from './merge/match-manifests.ts'
import { type LoggedFacts, type OneLog, readOneLog } from './read-one-log.ts'

export type Logs = {
  readonly facts: ReadonlyMap<string, LogFacts>
  /** How jobs came to their runners, as far as their logs tell. */
  readonly traces: ReadonlyMap<string, ControlTrace>
  /** Why jobs that did not end well ended. */
  readonly signals: ReadonlyMap<string, readonly EndSignal[]>
  /** Of such jobs the lines that may say why; of every job the services it used. */
  readonly failureReadings: ReadonlyMap<string, FailureReading>
  readonly services: ReadonlyMap<string, readonly ServiceUse[]>
  /** What a recorder would have read in the log: all there is of a job without one, an evidence source of a job with one. */
  readonly told: ReadonlyMap<string, LoggedFacts>
  /** Finished jobs whose log was not read, and why. */
  readonly unread: ReadonlyMap<string, GapReason>
  readonly gaps: readonly Gap[]
}

const WIDTH = 4
/** GitHub serves the log of a job some time after its end: those that tie a manifest to its job are asked for twice. */
const TRIES = 2
const PAUSE_MS = 3_000

type Question = {
  /** The ones that matter most first: the budget may not suffice for all. */
  readonly finished: readonly ListedJob[]
  /** Jobs of this attempt that no manifest speaks of: nothing else tells of them. */
  readonly unrecorded: ReadonlySet<string>
  /** Jobs that a manifest speaks of: their logs alone can tie it to them. */
  readonly recorded: ReadonlySet<string>
  /** The id under which GitHub keeps the log: that of a carried-over job is its own attempt's. */
  readonly logIdOf: (job: ListedJob) => string
  /** The reader of one log; a log is dropped once it is read. */
  readonly read: (job: ListedJob, log: JobLog) => Promise<OneLog>
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
  earlierJobs: readonly ObservedJob[],
): Promise<Logs> => {
  const jobs = listed.jobs ?? []
  const finished = jobs.filter(job => job.api.status === 'completed' && job.hasRunner && job.id !== world.inputs.jobId)
  const attempt = { attempt: world.attempt, startedAt: listed.facts.startedAt }
  const matches = matchManifests({ jobs, sorted, attempt, earlierJobs, logs: new Map(), unread: new Map() })
  const isClaimed = ({ id }: ListedJob): boolean => {
    const match = matches.byJobId.get(id)
    return match?.taken !== undefined || match?.isConflict === true
  }
  const question: Question = {
    finished: inOrder(finished, sorted),
    unrecorded: idsOf(
      jobs.filter(job => matches.byJobId.get(job.id)?.taken === undefined && !isCarriedOver(job, attempt)),
    ),
    recorded: idsOf(jobs.filter(isClaimed)),
    logIdOf: job => (isCarriedOver(job, attempt) ? (originOf(job, earlierJobs)?.id ?? job.id) : job.id),
    read: (job, log) => readOneLog(job, log, stepsOf(job), world.runId),
  }
  if (!world.followed) return toLogs(await readEach(world, question, question.finished), question)
  return (await readArchive(world, question)) ?? toLogs(await readEach(world, question, question.finished), question)
}

const idsOf = (jobs: readonly ListedJob[]): ReadonlySet<string> => new Set(jobs.map(({ id }) => id))

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

/**
 * Undefined when there is none: it is past its retention, too large, or GitHub has not made it yet. What it does not hold of
 * a recorded job is asked for by itself.
 */
const readArchive = async (world: World, question: Question): Promise<Logs | undefined> => {
  const { rest, repository, runId, attempt } = world
  const jobs = question.finished.filter(job => (job.api.attempt ?? attempt) === attempt)
  const answer = await readAttemptArchive(rest, { repository, runId, attempt }, jobs)
  if (!answer.ok) return undefined
  const { archive, gaps } = answer
  // One after the other: a log that is read makes room for the next.
  const answers = await inParallel(jobs, 1, async (job): Promise<Answer> => {
    const log = archive.findLog(job.id)
    return log === undefined
      ? { job, reason: 'not-found' }
      : { job, log: await question.read(job, readJobLogBytes(log)) }
  })
  const found = new Set(answers.flatMap(one => ('log' in one ? [one.job.id] : [])))
  const left = question.finished.filter(({ id }) => question.recorded.has(id) && !found.has(id))
  const others = await readEach(world, question, left)
  const joined = join([...answers.filter(({ job }) => !left.includes(job)), ...others], question.unrecorded)
  return { ...joined, traces: archive.traces, gaps: [...gaps, ...joined.gaps] }
}

const toLogs = (answers: readonly Answer[], { unrecorded }: Question): Logs => {
  const joined = join(answers, unrecorded)
  return { ...joined, gaps: [...countReasons(answers), ...joined.gaps] }
}

const readEach = async (world: World, question: Question, jobs: readonly ListedJob[]): Promise<readonly Answer[]> => {
  const first = await inParallel(jobs, WIDTH, job => readOne(world, question, job, 1))
  const again = first.flatMap(one => ('reason' in one && isLate(one, question) ? [one.job] : []))
  if (again.length === 0) return first
  await world.sleep(PAUSE_MS)
  const second = await inParallel(again, WIDTH, job => readOne(world, question, job, TRIES))
  return first.map(one => second.find(({ job }) => job === one.job) ?? one)
}

const isLate = ({ job, reason }: Answer & { readonly reason: GapReason }, { recorded }: Question): boolean =>
  reason === 'not-found' && recorded.has(job.id)

const readOne = async (world: World, question: Question, job: ListedJob, tries: number): Promise<Answer> => {
  const answer = await fetchJobLog(world.rest, world.repository, question.logIdOf(job))
  return answer.ok ? { job, log: await question.read(job, answer.value) } : { job, reason: answer.reason, tries }
}

type Answer = { readonly job: ListedJob } & (
  | { readonly log: OneLog }
  | { readonly reason: GapReason; readonly tries?: number }
)

const join = (answers: readonly Answer[], unrecorded: ReadonlySet<string>): Logs => {
  const logs = answers.flatMap(answer => ('log' in answer ? [answer.log] : []))
  return {
    facts: new Map(logs.map(({ job, facts }) => [job.id, facts])),
    traces: byJob(logs, ({ trace }) => trace),
    signals: byJob(logs, ({ signals }) => signals),
    failureReadings: byJob(logs, ({ failureReading }) => failureReading),
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
  const told = new Map<string, LoggedFacts>()
  const gaps: Gap[] = []
  let left: number = LIMITS.logRecords
  for (const { job, told: one } of logs) {
    if (one === undefined) {
      gaps.push({ field: `jobs.${job.id}.log`, source: 'log', reason: 'too-large' })
      continue
    }
    const size = JSON.stringify(one.record).length
    if (size > left) gaps.push({ field: `jobs.${job.id}.log`, source: 'log', reason: 'too-large' })
    else {
      told.set(job.id, one)
      left -= size
    }
  }
  return { told, gaps }
}

const countReasons = (answers: readonly Answer[]): readonly Gap[] => {
  const unread = answers.flatMap(one => ('reason' in one ? [one] : []))
  return [...new Set(unread.map(({ reason }) => reason))].sort().map(reason => {
    const ones = unread.filter(one => one.reason === reason)
    const tries = Math.max(...ones.map(one => one.tries ?? 1))
    const words = reason === 'budget' ? 'not checked: budget' : tries > 1 ? `not read in ${tries} tries` : 'not read'
    return { field: 'logs', source: 'api', reason, detail: `${ones.length} ${words}` }
  })
}
