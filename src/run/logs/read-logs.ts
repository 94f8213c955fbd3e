import type { Candidate, Sorted } from '../../account/candidate.ts'
import { findOrigin } from '../../account/jobs/job-origin.ts'
import { matchManifests } from '../../account/match-manifests.ts'
import { LIMITS } from '../../core/limits.ts'
import type { RunClient } from '../../github/rest/client.ts'
import { fetchJobLog } from '../../github/rest/job-log.ts'
import { gapOfRefusal } from '../../github/rest/refusal-gap.ts'
import { inParallel } from '../../io/in-parallel.ts'
import type { LogFacts } from '../../log/anchor/log-scan.ts'
import type { FailureReading } from '../../log/failure-reading.ts'
import { type LogIntake, readWholeLog } from '../../log/read-log.ts'
import type { Step } from '../../schema/job/job-manifest.ts'
import type { ResolvedPackage } from '../../schema/job/resolved-package.ts'
import type { ServiceUse } from '../../schema/job/service-use.ts'
import type { ControlTrace, EndSignal, ObservedAttempt, ObservedJob } from '../../schema/observed/run-observation.ts'
import type { HiddenFailure } from '../../schema/run/hidden-failure.ts'
import type { Gap, GapReason } from '../../schema/values/fact.ts'
import { isCarriedOver } from '../../timeline/attempts/carried-over.ts'
import { findOwnJob, type LogSource, type Subject } from '../subject.ts'
import { type AttemptArchive, readAttemptArchive } from './attempt-archive.ts'
import { beginOneLog, type OneLog, type RedactedRecord } from './read-one-log.ts'

/** Facts from the logs of one attempt, by job id. */
export type AttemptLogs = {
  /** How jobs came to their runners, as far as their logs show it. */
  readonly traces: ReadonlyMap<string, ControlTrace>
  /** Signals of why a job did not end well. */
  readonly signals: ReadonlyMap<string, readonly EndSignal[]>
  /** For jobs that did not end well: the log lines that may state the reason. */
  readonly failureReadings: ReadonlyMap<string, FailureReading>
  readonly gaps: readonly Gap[]
}

/** Facts from the logs of the reported attempt. */
export type Logs = AttemptLogs & {
  readonly facts: ReadonlyMap<string, LogFacts>
  /** The services that jobs depended on. */
  readonly services: ReadonlyMap<string, readonly ServiceUse[]>
  /** The packages that jobs resolved, by the lines of their package managers. */
  readonly packages: ReadonlyMap<string, readonly ResolvedPackage[]>
  /**
   * What a recorder would have read in the log: the only record of a job without a recorder, evidence about a job with
   * one.
   */
  readonly logRecords: ReadonlyMap<string, RedactedRecord>
  /** Failures inside jobs that ended well. */
  readonly hiddenFailures: ReadonlyMap<string, readonly HiddenFailure[]>
  /** Finished jobs without a read log, with the reason. */
  readonly unread: ReadonlyMap<string, GapReason>
  /** Logs of earlier attempts, by attempt number. */
  readonly earlier: ReadonlyMap<number, AttemptLogs>
}

/** Which logs are wanted, and what must be known before they are read. Downloads begin before that is known. */
export type WantedLogs = {
  readonly subject: Subject
  readonly source: LogSource
  /** Whether the logs of single jobs replace an archive that cannot be read, in earlier attempts too. */
  readonly readsEarlierJobs: boolean
  readonly isOver: boolean
  /** In ascending order; the last attempt is the reported one. */
  readonly attempts: readonly ObservedAttempt[]
  readonly ready: Promise<{ readonly sorted: Sorted; readonly stepsOf: (job: ObservedJob) => readonly Step[] }>
}

type Reader = { readonly client: RunClient; readonly sleep: (millis: number) => Promise<void> }

const WIDTH = 4
/** Maximum number of archives in memory at a time: each may have hundreds of megabytes. */
const ARCHIVES = 2
/** GitHub serves the log of a job some time after its end. A log that ties a manifest to its job is tried twice. */
const TRIES = 2
const PAUSE_MS = 3_000

/**
 * Reads the logs of finished jobs. Only a log ties a manifest to its job. For a finished run, one archive per attempt
 * holds all logs and GitHub's own record of the queue. For a run in progress, each log costs a request of the budget.
 * A job without a read log is never called confirmed.
 */
export const readLogs = async (reader: Reader, wanted: WantedLogs): Promise<Logs> => {
  const reported = wanted.attempts.at(-1)
  const ofReported = reported === undefined ? Promise.resolve(NO_LOGS) : readReported(reader, wanted, reported)
  const isWanted = wanted.subject.kind === 'other-run' && wanted.source !== 'none'
  const earlier = isWanted ? wanted.attempts.slice(0, -1) : []
  const [logs, before] = await Promise.all([
    ofReported,
    inParallel(earlier, ARCHIVES - 1, async one => [one.attempt, await readEarlier(reader, wanted, one)] as const),
  ])
  return { ...logs, earlier: new Map(before) }
}

const NO_END: AttemptLogs = { traces: new Map(), signals: new Map(), failureReadings: new Map(), gaps: [] }

const NO_LOGS: Logs = {
  ...NO_END,
  facts: new Map(),
  services: new Map(),
  packages: new Map(),
  logRecords: new Map(),
  hiddenFailures: new Map(),
  unread: new Map(),
  earlier: new Map(),
}

/**
 * Jobs that a runner had in this attempt. Other jobs have no log; a carried-over job has its log in its own attempt.
 */
const ranIn = ({ jobs = [], attempt }: ObservedAttempt): readonly ObservedJob[] =>
  jobs.filter(({ api, hasRunner }) => hasRunner && api.status === 'completed' && (api.attempt ?? attempt) === attempt)

/**
 * Fetches one archive: the logs of jobs that ran and, where present, GitHub's evaluation of the condition of skipped
 * jobs.
 */
const fetchArchive = async (
  { client }: Reader,
  { subject }: WantedLogs,
  { attempt, jobs: all = [] }: ObservedAttempt,
  jobs: readonly ObservedJob[],
): Promise<AttemptArchive> => {
  const skipped = uniquelySkipped(all)
  const answer = await readAttemptArchive(client, { repository: subject.repository, runId: subject.runId, attempt }, [
    ...jobs,
    ...skipped,
  ])
  if (!answer.ok) return answer
  // The archive need not hold a file for a skipped job.
  const optional = new Set(skipped.map(({ id }) => `logs.${id}`))
  return { ...answer, gaps: answer.gaps.filter(({ field }) => !optional.has(field)) }
}

/**
 * Skipped jobs with a unique name. The archive may hold the reason (`system.txt`); it does not tell jobs of one name
 * apart.
 */
const uniquelySkipped = (jobs: readonly ObservedJob[]): readonly ObservedJob[] => {
  const counts = new Map<string, number>()
  for (const { name } of jobs) counts.set(name, (counts.get(name) ?? 0) + 1)
  return jobs.filter(({ name, api }) => api.conclusion === 'skipped' && counts.get(name) === 1)
}

const refusedArchive = (refusal: Parameters<typeof gapOfRefusal>[1]): Gap => ({
  ...gapOfRefusal('logs', refusal),
  source: 'log',
})

/**
 * Reads how the jobs of an earlier attempt came to their runners and ended. Its archive exists once the run is
 * complete.
 */
const readEarlier = async (reader: Reader, wanted: WantedLogs, attempt: ObservedAttempt): Promise<AttemptLogs> => {
  const jobs = ranIn(attempt)
  if (jobs.length === 0) return NO_END
  const answer = wanted.isOver ? await fetchArchive(reader, wanted, attempt, jobs) : undefined
  const { stepsOf } = await wanted.ready
  if (answer?.ok !== true) {
    const gaps = answer === undefined ? [] : [refusedArchive(answer)]
    if (wanted.source === 'archive' || !wanted.readsEarlierJobs) return { ...NO_END, gaps }
    const plan: Plan = {
      ...{ finished: jobs, unrecorded: new Set(), recorded: new Set(), logIdOf: ({ id }) => id },
      begin: job => beginOneLog(job, stepsOf(job), wanted.subject.runId),
      kind: wanted.subject.kind,
    }
    const each = toLogs(await readEach(reader, wanted.subject, plan, jobs), plan)
    return { ...each, gaps: [...gaps, ...each.gaps] }
  }
  const { archive, gaps } = answer
  const bad = jobs.filter(({ api }) => api.conclusion !== 'success')
  const logs = await inParallel(bad, 1, async job => {
    const log = archive.findLog(job.id)
    return log === undefined ? [] : [readWholeLog(log, beginOneLog(job, stepsOf(job), wanted.subject.runId))]
  })
  return { ...endsIn(logs.flat()), traces: archive.traces, gaps }
}

type Plan = {
  /** The most important jobs first: the budget may not suffice for all. */
  readonly finished: readonly ObservedJob[]
  /** Jobs of this attempt without a manifest. Their log is the only source. */
  readonly unrecorded: ReadonlySet<string>
  /** Jobs with a manifest. Only the log can tie the manifest to the job. */
  readonly recorded: ReadonlySet<string>
  /** Returns the id under which GitHub keeps the log. A carried-over job has the id of its own attempt. */
  readonly logIdOf: (job: ObservedJob) => string
  /** Begins to read one log; keeps none of its bytes. */
  readonly begin: (job: ObservedJob) => LogIntake<OneLog>
  readonly kind: Subject['kind']
}

const readReported = async (reader: Reader, wanted: WantedLogs, reported: ObservedAttempt): Promise<Logs> => {
  const { subject, source, isOver } = wanted
  if (subject.kind === 'own-run') {
    const plan = planLogs(wanted, reported, await wanted.ready)
    return toLogs(await readEach(reader, subject, plan, plan.finished), plan)
  }
  if (source === 'none') return NO_LOGS
  const jobs = ranIn(reported)
  const answer = isOver && jobs.length > 0 ? await fetchArchive(reader, wanted, reported, jobs) : undefined
  const plan = planLogs(wanted, reported, await wanted.ready)
  if (answer?.ok === true) return readArchive(reader, wanted, plan, jobs, answer)
  const gaps = answer === undefined ? [] : [refusedArchive(answer)]
  if (source === 'archive') {
    const reason = answer?.reason ?? 'not-requested'
    return { ...NO_LOGS, unread: new Map(plan.finished.map(({ id }) => [id, reason])), gaps }
  }
  // The logs of the jobs give what the archive would have given, or a gap names the job.
  const each = toLogs(await readEach(reader, subject, plan, plan.finished), plan)
  return { ...each, gaps: [...gaps, ...each.gaps] }
}

const planLogs = (
  { subject, attempts }: WantedLogs,
  { attempt: number, startedAt, jobs = [] }: ObservedAttempt,
  { sorted, stepsOf }: Awaited<WantedLogs['ready']>,
): Plan => {
  const own = findOwnJob(subject).id
  const finished = jobs.filter(({ id, api, hasRunner }) => api.status === 'completed' && hasRunner && id !== own)
  const attempt = { attempt: number, startedAt }
  const earlierJobs = attempts.slice(0, -1).flatMap(one => one.jobs ?? [])
  const matches = matchManifests({ jobs, sorted, attempt, earlierJobs, logs: new Map(), unread: new Map() })
  const isClaimed = ({ id }: ObservedJob): boolean => {
    const match = matches.byJobId.get(id)
    return match?.taken !== undefined || match?.isConflict === true
  }
  return {
    finished: inOrder(finished, sorted),
    unrecorded: listIds(
      jobs.filter(job => matches.byJobId.get(job.id)?.taken === undefined && !isCarriedOver(job, attempt)),
    ),
    recorded: listIds(jobs.filter(isClaimed)),
    logIdOf: job => (isCarriedOver(job, attempt) ? (findOrigin(job, earlierJobs)?.id ?? job.id) : job.id),
    begin: job => beginOneLog(job, stepsOf(job), subject.runId),
    kind: subject.kind,
  }
}

const listIds = (jobs: readonly ObservedJob[]): ReadonlySet<string> => new Set(jobs.map(({ id }) => id))

/**
 * Sorts the jobs by importance: failed jobs first, those with a manifest before the others; then signed jobs, because
 * only the log ties the signature to the job; then other recorded jobs; then jobs whose recorder may be off.
 */
const inOrder = (finished: readonly ObservedJob[], { accepted, earlier }: Sorted): readonly ObservedJob[] => {
  const all = [...accepted, ...earlier]
  const listJobIds = (candidates: readonly Candidate[]) =>
    new Set(candidates.map(({ manifest }) => manifest.job.id?.value))
  const recorded = listJobIds(all)
  const attested = listJobIds(all.filter(({ verdict }) => verdict.kind === 'verified'))
  const rank = ({ id, api }: ObservedJob): number => {
    if (api.conclusion !== 'success') return recorded.has(id) ? 0 : 1
    return attested.has(id) ? 2 : recorded.has(id) ? 3 : 4
  }
  return [...finished].sort((a, b) => rank(a) - rank(b))
}

type ArchiveRead = Extract<Awaited<ReturnType<typeof readAttemptArchive>>, { ok: true }>

/**
 * Reads the archive. Where single logs are wanted, the log of a recorded job that the archive lacks is read by itself.
 */
const readArchive = async (
  reader: Reader,
  { subject, source }: WantedLogs,
  plan: Plan,
  jobs: readonly ObservedJob[],
  { archive, gaps }: ArchiveRead,
): Promise<Logs> => {
  const held = listIds(jobs)
  // One after the other, so that only one log is in memory at a time.
  const answers = await inParallel(
    plan.finished.filter(({ id }) => held.has(id)),
    1,
    async (job): Promise<Answer> => {
      const log = archive.findLog(job.id)
      return log === undefined ? { job, reason: 'not-found' } : { job, log: readWholeLog(log, plan.begin(job)) }
    },
  )
  const found = new Set(answers.flatMap(one => ('log' in one ? [one.job.id] : [])))
  const left = source === 'archive' ? [] : plan.finished.filter(({ id }) => plan.recorded.has(id) && !found.has(id))
  const others = await readEach(reader, subject, plan, left)
  const joined = join([...answers.filter(({ job }) => !left.includes(job)), ...others], plan.unrecorded)
  return { ...joined, traces: archive.traces, gaps: [...gaps, ...joined.gaps] }
}

const toLogs = (answers: readonly Answer[], { unrecorded, kind }: Plan): Logs => {
  const joined = join(answers, unrecorded)
  return { ...joined, gaps: [...countReasons(answers, kind), ...joined.gaps] }
}

const readEach = async (
  reader: Reader,
  subject: Subject,
  plan: Plan,
  jobs: readonly ObservedJob[],
): Promise<readonly Answer[]> => {
  const readOne = async (job: ObservedJob, tries: number): Promise<Answer> => {
    const answer = await fetchJobLog(reader.client, subject.repository, plan.logIdOf(job), () => plan.begin(job))
    return answer.ok ? { job, log: answer.value } : { job, reason: answer.reason, tries }
  }
  const isLate = ({ job, reason }: Unread): boolean => reason === 'not-found' && plan.recorded.has(job.id)
  const first = await inParallel(jobs, WIDTH, job => readOne(job, 1))
  const again = first.flatMap(one => ('reason' in one && isLate(one) ? [one.job] : []))
  if (again.length === 0) return first
  await reader.sleep(PAUSE_MS)
  const second = await inParallel(again, WIDTH, job => readOne(job, TRIES))
  return first.map(one => second.find(({ job }) => job === one.job) ?? one)
}

type Unread = { readonly job: ObservedJob; readonly reason: GapReason; readonly tries?: number }
type Answer = { readonly job: ObservedJob; readonly log: OneLog } | Unread

const endsIn = (logs: readonly OneLog[]): Pick<AttemptLogs, 'signals' | 'failureReadings'> => ({
  signals: byJob(logs, ({ signals }) => signals),
  failureReadings: byJob(logs, ({ failureReading }) => failureReading),
})

const join = (answers: readonly Answer[], unrecorded: ReadonlySet<string>): Logs => {
  const logs = answers.flatMap(answer => ('log' in answer ? [answer.log] : []))
  return {
    ...NO_LOGS,
    ...endsIn(logs),
    facts: new Map(logs.map(({ job, facts }) => [job.id, facts])),
    traces: byJob(logs, ({ trace }) => trace),
    services: byJob(logs, ({ services }) => services),
    packages: packagesWithinLimit(logs),
    hiddenFailures: byJob(logs, ({ hiddenFailures }) => (hiddenFailures.length === 0 ? undefined : hiddenFailures)),
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

/** Cuts the log records to the caps for a run. A script can fill the caps of one log in every job of a run. */
const withinLimit = (logs: readonly OneLog[]): Pick<Logs, 'logRecords' | 'gaps'> => {
  const logRecords = new Map<string, RedactedRecord>()
  const gaps: Gap[] = []
  let left: number = LIMITS.logRecords
  for (const { job, record } of logs) {
    const size = record === undefined ? Number.POSITIVE_INFINITY : JSON.stringify(record.record).length
    if (record === undefined || size > left)
      gaps.push({ field: `jobs.${job.id}.log`, source: 'log', reason: 'too-large' })
    else {
      logRecords.set(job.id, record)
      left -= size
    }
  }
  return { logRecords, gaps }
}

/** Cuts the packages to the cap for a run, job by job: a part of a list would look like a difference. */
const packagesWithinLimit = (logs: readonly OneLog[]): Logs['packages'] => {
  let left: number = LIMITS.packagesOfRun
  return byJob(logs, ({ packages = [] }) => {
    if (packages.length === 0 || packages.length > left) return undefined
    left -= packages.length
    return packages
  })
}

/** Counts the logs that were not read, by reason. */
const countReasons = (answers: readonly Answer[], kind: Subject['kind']): readonly Gap[] => {
  const unread = answers.flatMap(one => ('reason' in one ? [one] : []))
  return [...new Set(unread.map(({ reason }) => reason))].sort().map((reason): Gap => {
    const ones = unread.filter(one => one.reason === reason)
    if (kind === 'other-run') return { field: 'logs', source: 'log', reason, detail: `${ones.length} of the jobs` }
    const tries = Math.max(...ones.map(one => one.tries ?? 1))
    const words = reason === 'budget' ? 'not checked: budget' : tries > 1 ? `not read in ${tries} tries` : 'not read'
    return { field: 'logs', source: 'api', reason, detail: `${ones.length} ${words}` }
  })
}
