import { LIMITS } from '../../core/limits.ts'
import { toMillis } from '../../core/time.ts'
import { readControlTrace } from '../queue/control-trace.ts'
import { listLines } from '../queue/timed-event.ts'
import { jobsByStem } from './archive-job-name.ts'
import type { ArchivePart } from './archive-part.ts'
import { type Matches, matchParts } from './match-parts.ts'

/** A job as the API lists it. If names repeat, the runner and the time tell the jobs apart. */
export type ArchiveJob = {
  readonly id: string
  readonly name: string
  readonly startedAt?: string | undefined
  readonly runnerName?: string | undefined
}

/** The log of a job and GitHub's own lines about it; both are the same part if the archive binds them by name. */
export type JobParts = { readonly log?: ArchivePart; readonly system?: ArchivePart }

/** GitHub's own lines of a part, and the last lines of its log. */
export type PartTexts = {
  readonly readSystemText: (part: ArchivePart) => string
  readonly findEnd: (part: ArchivePart) => string
}

export type AssignedParts = {
  readonly byJob: ReadonlyMap<string, JobParts>
  readonly unclear: ReadonlySet<string>
}

/** Assigns the logs first; then the folders without a log, among the jobs without one. */
export const assignParts = (
  parts: readonly ArchivePart[],
  jobs: readonly ArchiveJob[],
  texts: PartTexts,
): AssignedParts => {
  const findCandidates = createCandidates(jobs)
  const match = (some: readonly ArchivePart[], isOpen: (jobId: string) => boolean): Matches<ArchivePart> =>
    matchNamed(
      some.map(part => ({ part, jobs: findCandidates(part).filter(({ id }) => isOpen(id)) })),
      texts,
    )
  const logs = match(
    parts.filter(({ log }) => log.length > 0),
    () => true,
  )
  const systems = match(
    parts.filter(({ log, system }) => log.length === 0 && system.length > 0),
    id => (logs.byJob.get(id)?.system.length ?? 0) === 0,
  )
  const byJob = new Map<string, JobParts>()
  for (const { id } of jobs) {
    const log = logs.byJob.get(id)
    const system = systems.byJob.get(id) ?? (log !== undefined && log.system.length > 0 ? log : undefined)
    if (log !== undefined || system !== undefined) byJob.set(id, { log, system })
  }
  return { byJob, unclear: new Set([...logs.unclear, ...systems.unclear]) }
}

/**
 * Finds the candidate jobs of a part. The log itself has the job's complete name at the end of Set up job; a file's
 * name only resembles it.
 */
const createCandidates = (jobs: readonly ArchiveJob[]): ((part: ArchivePart) => readonly ArchiveJob[]) => {
  const ofStem = jobsByStem(jobs)
  const byName = groupByName(jobs)
  return ({ stem, head }) => byName.get(head?.facts.displayName ?? '') ?? ofStem(stem)
}

const groupByName = (jobs: readonly ArchiveJob[]): ReadonlyMap<string, readonly ArchiveJob[]> => {
  const groups = new Map<string, ArchiveJob[]>()
  for (const job of jobs) {
    const group = groups.get(job.name)
    if (group === undefined) groups.set(job.name, [job])
    else group.push(job)
  }
  return groups
}

type Named = { readonly part: ArchivePart; readonly jobs: readonly ArchiveJob[] }

/** Matches by name first, then the rest by the runner and the time of the job. */
const matchNamed = (named: readonly Named[], texts: PartTexts): Matches<ArchivePart> => {
  const byName = matchParts(named.map(({ part, jobs }) => ({ part, jobIds: jobs.map(({ id }) => id) })))
  const given = new Set(byName.byJob.values())
  const rest = named
    .filter(({ part }) => !given.has(part))
    .map(({ part, jobs }) => ({ part, jobs: jobs.filter(({ id }) => !byName.byJob.has(id)) }))
    .filter(({ jobs }) => jobs.length > 0)
  const byTime = matchParts(rest.map(({ part, jobs }) => ({ part, jobIds: tellApart(part, jobs, texts) })))
  const byJob = new Map([...byName.byJob, ...byTime.byJob])
  return { byJob, unclear: new Set([...byName.unclear].filter(id => !byJob.has(id))) }
}

const tellApart = (part: ArchivePart, jobs: readonly ArchiveJob[], texts: PartTexts): readonly string[] => {
  const onSame = onRunner(part, jobs, texts)
  const left = onSame.length === 1 ? onSame : inTime(part, onSame.length === 0 ? jobs : onSame, texts)
  return left.map(({ id }) => id)
}

/**
 * Keeps the jobs of the same runner. Names of hosted machines are unique; a self-hosted machine serves many jobs under
 * one name.
 */
const onRunner = (part: ArchivePart, jobs: readonly ArchiveJob[], texts: PartTexts): readonly ArchiveJob[] => {
  const runner = readControlTrace(part.head?.text, texts.readSystemText(part))?.runnerName
  return jobs.filter(({ runnerName }) => runnerName !== undefined && runnerName === runner)
}

/** The API's second can be the one before, and GitHub's lines end before the runner's begin. */
const BEFORE_MS = 5_000
const AFTER_MS = 15_000

/** Keeps the jobs that started between the first and the last line of their files. */
const inTime = (part: ArchivePart, jobs: readonly ArchiveJob[], texts: PartTexts): readonly ArchiveJob[] => {
  const span = findSpan([texts.readSystemText(part), part.head?.text ?? '', texts.findEnd(part)])
  return jobs.filter(({ startedAt }) => {
    const at = startedAt === undefined ? undefined : toMillis(startedAt)
    return at !== undefined && span !== undefined && span.first - BEFORE_MS <= at && at <= span.last + AFTER_MS
  })
}

const findSpan = (texts: readonly string[]): { readonly first: number; readonly last: number } | undefined => {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const text of texts)
    for (const { time } of listLines(text, LIMITS.archiveJobLines)) {
      const at = time === undefined ? undefined : toMillis(time)
      if (at === undefined) continue
      first = Math.min(first, at)
      last = Math.max(last, at)
    }
  return first <= last ? { first, last } : undefined
}
