import { inParallel } from '../in-parallel.ts'
import type { Gap, GapReason } from '../model/fact.ts'
import type { ErrorLine } from '../model/failure.ts'
import type { ControlTrace, EndSignal } from '../model/run-observation.ts'
import type { ServiceUse } from '../model/service-use.ts'
import { readControlTrace } from '../sources/control-trace.ts'
import { createDependencyLines } from '../sources/dependency-lines.ts'
import { signalsOfLog } from '../sources/end-signals.ts'
import { createErrorLines } from '../sources/error-lines.ts'
import type { ListedJob } from '../sources/rest/job.ts'
import { fetchJobLog, type LogFacts, scanLog } from '../sources/rest/job-log.ts'
import { readAttemptArchive } from '../sources/run-observation/attempt-archive.ts'
import type { World } from './connect.ts'
import type { Candidate } from './merge/candidate.ts'

export type Logs = {
  readonly facts: ReadonlyMap<string, LogFacts>
  /** How jobs came to their runners, as far as their logs tell. */
  readonly traces: ReadonlyMap<string, ControlTrace>
  /** Why jobs that did not end well ended. */
  readonly signals: ReadonlyMap<string, readonly EndSignal[]>
  /** Of such jobs the lines that may say why; of every job the services it leaned on. */
  readonly errorLines: ReadonlyMap<string, readonly ErrorLine[]>
  readonly services: ReadonlyMap<string, readonly ServiceUse[]>
  readonly gaps: readonly Gap[]
  readonly unread: number
}

const WIDTH = 4

/**
 * The logs of finished jobs, which alone tie a manifest to its job. Of a run that is over, one archive holds all of them
 * and GitHub's own account of the queue; else each costs a request of the budget. What was not read is never called
 * confirmed.
 */
export const readLogs = async (
  world: World,
  jobs: readonly ListedJob[],
  candidates: readonly Candidate[],
): Promise<Logs> => {
  const finished = jobs.filter(job => job.api.status === 'completed' && job.hasRunner && job.id !== world.inputs.jobId)
  return (world.followed ? await readArchive(world, finished) : undefined) ?? readEach(world, finished, candidates)
}

/** Undefined when there is none: it is past its retention, too large, or GitHub has not made it yet. */
const readArchive = async (world: World, finished: readonly ListedJob[]): Promise<Logs | undefined> => {
  const { rest, repository, runId, attempt } = world
  const jobs = finished.filter(job => (job.api.attempt ?? attempt) === attempt)
  const answer = await readAttemptArchive(rest, { repository, runId, attempt }, jobs)
  if (!answer.ok) return undefined
  const { archive, gaps } = answer
  const texts = jobs.flatMap(job => {
    const log = archive.logOf(job.id)
    return log === undefined ? [] : [{ job, text: decode(log) }]
  })
  return { ...readTexts(texts), traces: archive.traces, gaps, unread: 0 }
}

/** Failed jobs that left a manifest first, then the others that did, then those that did not: their upload may be off. */
const readEach = async (
  world: World,
  finished: readonly ListedJob[],
  candidates: readonly Candidate[],
): Promise<Logs> => {
  const recorded = new Set(candidates.map(({ manifest }) => manifest.job.id?.value))
  const rank = (job: ListedJob): number => (recorded.has(job.id) ? 0 : 2) + (job.api.conclusion === 'success' ? 1 : 0)
  const inOrder = [...finished].sort((a, b) => rank(a) - rank(b))
  const answers = await inParallel(inOrder, WIDTH, async job => ({
    job,
    answer: await fetchJobLog(world.rest, world.repository, job.id),
  }))
  const texts = answers.flatMap(({ job, answer }) => (answer.ok ? [{ job, text: decode(answer.value) }] : []))
  const reasons = answers.flatMap(({ answer }) => (answer.ok ? [] : [answer.reason]))
  return {
    ...readTexts(texts),
    gaps: countReasons(reasons),
    unread: reasons.filter(reason => reason === 'budget').length,
  }
}

const readTexts = (
  texts: readonly { readonly job: ListedJob; readonly text: string }[],
): Pick<Logs, 'facts' | 'traces' | 'signals' | 'errorLines' | 'services'> => ({
  facts: new Map(texts.map(({ job, text }) => [job.id, scanLog(text)])),
  traces: new Map(
    texts.flatMap(({ job, text }) => {
      const trace = readControlTrace(text)
      return trace === undefined ? [] : [[job.id, trace] as const]
    }),
  ),
  // Only a job that did not end well is asked why: a script can print the same words and go on.
  signals: new Map(
    texts.filter(({ job }) => job.api.conclusion !== 'success').map(({ job, text }) => [job.id, signalsOfLog(text)]),
  ),
  errorLines: new Map(
    texts.filter(({ job }) => job.api.conclusion !== 'success').map(({ job, text }) => [job.id, errorLinesOf(text)]),
  ),
  services: new Map(texts.map(({ job, text }) => [job.id, servicesOf(text)])),
})

const errorLinesOf = (text: string): readonly ErrorLine[] => {
  const reader = createErrorLines()
  for (const line of text.split('\n')) reader.read(line)
  return reader.lines()
}

const servicesOf = (text: string): readonly ServiceUse[] => {
  const reader = createDependencyLines()
  for (const line of text.split('\n')) reader.read(line)
  return reader.uses()
}

/** Wrong bytes become U+FFFD: a log holds whatever a job printed. */
const decode = (log: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(log)

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
