import { cutText } from '../core/cut-text.ts'
import { millisBetween } from '../core/time.ts'
import { compareInputs, type InputDifference, type VersionedInput } from '../findings/decay/compare-inputs.ts'
import { isFarBeyond, measureUsual } from '../findings/facts/usual.ts'
import { toJobId } from '../history/job-id.ts'
import { listPastInputs } from '../history/job-inputs.ts'
import { toHistoryRun } from '../history/to-history-run.ts'
import type { HistoryJob, HistoryRun } from '../schema/history/history.ts'
import type { LastGreen, PastInputKind } from '../schema/run/last-green.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'

export type PastComparison = {
  readonly manifest: RunManifest
  /** Past runs to compare with, newest first. */
  readonly past: readonly HistoryRun[]
  readonly thresholds: { readonly samples: number }
}

/**
 * Compares the run with the last successful one of its past, where the run failed or took far longer than usual. The
 * history keeps a compact form of each run, so this run is brought into the same form first. Undefined for a run like
 * its past, and where nothing that the history keeps differs.
 */
export const compareWithLastGreen = ({ manifest, past, thresholds }: PastComparison): LastGreen | undefined => {
  const last = past.find(({ conclusion }) => conclusion === 'success')
  const isSlow = isFarSlower(manifest, past, thresholds.samples)
  if (last === undefined || !(isSlow || manifest.result === 'failure')) return undefined
  const now = toHistoryRun(manifest)
  const pairs = pairWithPast(last.jobs, now.jobs)
  const inputs = joinAlike(pairs.flatMap(pair => comparePair(last, now, pair)))
  const slower = isSlow ? listSlower(manifest, pairs) : []
  const commits = toCommits(manifest, last.sha, now.sha)
  if (inputs.length === 0 && slower.length === 0 && commits === undefined) return undefined
  return {
    runId: last.runId,
    attempt: last.attempt,
    number: last.number,
    branch: last.branch,
    commits,
    beforeMs: last.totalMs,
    afterMs: now.totalMs,
    slower: slower.slice(0, MOST_SLOWER),
    inputs: inputs.slice(0, MOST_INPUTS),
    inputsNotListed: inputs.length > MOST_INPUTS ? inputs.length - MOST_INPUTS : undefined,
    jobs: { compared: pairs.length, notCompared: now.jobs.length - pairs.length },
  }
}

const MOST_SLOWER = 5
const MOST_INPUTS = 30

/** The commits of both runs, where they differ (docs.github.com "Comparing commits" has the form of the page). */
const toCommits = (
  { run: { serverUrl, repository } }: RunManifest,
  before: string | undefined,
  after: string | undefined,
): LastGreen['commits'] =>
  before === undefined || after === undefined || before === after
    ? undefined
    : {
        before,
        after,
        url:
          serverUrl === undefined ? undefined : `${serverUrl.value}/${repository.value}/compare/${before}...${after}`,
      }

const isFarSlower = ({ timeline }: RunManifest, past: readonly HistoryRun[], samples: number): boolean => {
  const total = millisBetween(timeline?.start, timeline?.end)
  const green = past.filter(({ conclusion }) => conclusion === 'success').flatMap(({ totalMs }) => totalMs ?? [])
  const usual = measureUsual(green, samples)
  return total !== undefined && usual !== undefined && isFarBeyond(total, usual)
}

type Pair = { readonly before: HistoryJob; readonly after: HistoryJob }

/** Pairs jobs by key and name, as the history has them. A name that is not unique identifies no job. */
const pairWithPast = (before: readonly HistoryJob[], after: readonly HistoryJob[]): readonly Pair[] => {
  const [then, now] = [indexUnique(before), indexUnique(after)]
  return [...now].flatMap(([id, job]) => {
    const past = then.get(id)
    return past === undefined || job === undefined ? [] : [{ before: past, after: job }]
  })
}

const indexUnique = (jobs: readonly HistoryJob[]): ReadonlyMap<string, HistoryJob | undefined> => {
  const index = new Map<string, HistoryJob | undefined>()
  for (const job of jobs) index.set(toJobId(job), index.has(toJobId(job)) ? undefined : job)
  return index
}

type JobDifference = InputDifference<PastInputKind> & { readonly job: HistoryJob }

const comparePair = (last: HistoryRun, now: HistoryRun, { before, after }: Pair): readonly JobDifference[] =>
  compareInputs(listInputs(last, before), listInputs(now, after)).map(one => ({ ...one, job: after }))

const listInputs = (run: HistoryRun, job: HistoryJob): readonly VersionedInput<PastInputKind>[] => [
  ...listPastInputs(run, job),
  ...Object.entries(job.lockfiles ?? {}).map(([name, version]) => ({ kind: 'lockfile' as const, name, version })),
  ...(job.caches ?? [])
    .filter(({ family }) => !VOLATILE.test(family))
    .map(({ family, key }) => ({ kind: 'cache-key' as const, name: family, version: key })),
  ...(job.permissions === undefined ? [] : [{ kind: 'permission' as const, name: 'token', version: job.permissions }]),
]

/** A key that holds the run, the commit or the date is another one in each run. */
const VOLATILE = /\{(?:run-scoped|commit|date)\}/

/** Joins the same difference in several jobs. Differences in failed jobs come first, then those in more jobs. */
const joinAlike = (differences: readonly JobDifference[]): readonly LastGreen['inputs'][number][] => {
  const groups = new Map<string, { readonly first: JobDifference; readonly jobs: HistoryJob[] }>()
  for (const one of differences) {
    const id = JSON.stringify([one.kind, one.name, one.before, one.after])
    const group = groups.get(id)
    if (group === undefined) groups.set(id, { first: one, jobs: [one.job] })
    else group.jobs.push(one.job)
  }
  return [...groups.values()]
    .map(({ first, jobs }) => ({ first, jobs, hasFailed: jobs.some(({ failure }) => failure !== undefined) }))
    .toSorted((a, b) => Number(b.hasFailed) - Number(a.hasFailed) || b.jobs.length - a.jobs.length)
    .map(({ first, jobs }) => ({
      kind: first.kind,
      name: cutText(first.name, MAX_TEXT),
      before: cutText(first.before, MAX_TEXT),
      after: cutText(first.after, MAX_TEXT),
      jobs: jobs.slice(0, MOST_NAMES).map(({ name, key }) => name ?? key),
      jobCount: jobs.length,
    }))
}

const MAX_TEXT = 1_024
const MOST_NAMES = 3

const PHASES = [
  { phase: 'queue', field: 'queueMs' },
  { phase: 'set-up', field: 'setupMs' },
  { phase: 'work', field: 'workMs' },
] as const

/** A part that took so much longer is listed, in milliseconds; GitHub's own times are exact to a second. */
const LEAST_MS = 5_000

/** Lists what took longer in the jobs of this run's critical path. The past run's path is not in the history. */
const listSlower = (
  { timeline, jobs }: RunManifest,
  pairs: readonly Pair[],
): readonly LastGreen['slower'][number][] => {
  const onPath = new Set((timeline?.criticalPath?.segments ?? []).flatMap(({ jobId }) => jobId ?? []))
  // The compact form of this run has no ids.
  const ids = new Map(
    jobs
      .filter(({ id }) => id !== undefined && onPath.has(id))
      .map(({ id, key, name }) => [toJobId({ key, name }), id]),
  )
  return pairs
    .filter(({ after }) => ids.has(toJobId(after)))
    .flatMap(({ before, after }) =>
      PHASES.flatMap(({ phase, field }) => {
        const [beforeMs, afterMs] = [before[field], after[field]]
        return beforeMs === undefined || afterMs === undefined || afterMs - beforeMs < LEAST_MS
          ? []
          : [{ job: after.name ?? after.key, jobId: ids.get(toJobId(after)), phase, beforeMs, afterMs }]
      }),
    )
    .toSorted((a, b) => b.afterMs - b.beforeMs - (a.afterMs - a.beforeMs))
}
