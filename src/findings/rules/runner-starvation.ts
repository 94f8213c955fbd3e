import { duration, plural } from '../../core/quantity.ts'
import type { HistoryRun } from '../../schema/history/history.ts'
import type { Finding } from '../../schema/run/finding.ts'
import { clock, listNames, quoteName, share } from '../facts/finding-words.ts'
import { locate, measureRun, measureSpan, type Span } from '../facts/run-jobs.ts'
import {
  findHolders,
  type Holder,
  listPools,
  measureHeld,
  measurePeak,
  measureSaving,
  type PoolJob,
  type RunnerPool,
} from '../facts/runner-pool.ts'
import { isFarBeyond, measureUsual, type Usual } from '../facts/usual.ts'
import type { FindingInput, FindingRule } from './finding-rule.ts'

/** A shorter wait is worth a finding where it is this long and this part of the run, and the run itself caused it. */
const MIN_SAVING_MS = 10_000
const MIN_SAVING_SHARE = 0.25
/** A runner that becomes free is given to the next job within this time. */
const HANDOVER_MS = 30_000
const MIN_HELD = 0.5

/**
 * Fires for the longest wait on each set of labels. Waits for a concurrency group or a rule are other states of the
 * timeline and no part of it. Of these it needs one:
 *
 * - jobs of this run held every known runner of the pool for at least half of the wait, and the wait is over the
 *   threshold, or one more runner would save over 10 s and a quarter of the run;
 * - with enough past runs: the wait is over the threshold, and far beyond what is usual (usual.ts);
 * - the wait is over the threshold and the run would have been shorter by half of the threshold without it: then who held
 *   the runner is not known, and the finding is low.
 */
export const runnerStarvation: FindingRule = input =>
  listPools(input.manifest)
    .flatMap(pool => toWait(pool, input) ?? [])
    .toSorted((a, b) => b.ms - a.ms)
    .flatMap(wait => describe(wait, input))

type Compared = Usual & { readonly isOver: boolean }

type Wait = {
  readonly pool: RunnerPool
  readonly waiting: PoolJob & { readonly waited: Span }
  readonly ms: number
  readonly count: number
  readonly holders: readonly Holder[]
  /** Number of runners that the run's own jobs had to share. */
  readonly runners: number
  /** Part of the wait in which jobs of this run held all of them. */
  readonly held: number
  readonly usual: Compared | undefined
  readonly savesMs: number | undefined
}

const toWait = (pool: RunnerPool, input: FindingInput): Wait | undefined => {
  const waits = pool.jobs
    .flatMap(one => (one.waited === undefined || one.ran === undefined ? [] : [{ ...one, waited: one.waited }]))
    .toSorted((a, b) => measureSpan(b.waited) - measureSpan(a.waited))
  const [waiting] = waits
  if (waiting === undefined || measureSpan(waiting.waited) < MIN_SAVING_MS) return undefined
  const holders = findHolders(pool, waiting)
  const runners = pool.isHosted === false ? pool.runners.length : measurePeak(pool)
  const isShared = runners > 0 && isHandedOver(pool, waiting, holders)
  const held = isShared ? measureHeld(waiting.waited, holders, runners) : 0
  const ms = measureSpan(waiting.waited)
  // Neither a finding nor its words use the past otherwise, and to go through it takes most of the rule's time.
  const isCompared = ms >= input.thresholds.queueMs || held >= MIN_HELD
  return {
    ...{ pool, waiting, holders, runners, held, ms },
    count: waits.filter(({ waited }) => measureSpan(waited) >= MIN_SAVING_MS).length,
    usual: isCompared ? findUsual(new Set(waiting.job.timed.labels), ms, input) : undefined,
    savesMs: held >= MIN_HELD ? measureSaving(input.manifest, pool, runners) : undefined,
  }
}

/**
 * Whether the wait ended as a job of this run freed a runner: on a self-hosted pool the very runner, on hosted ones one
 * of a constant number of at least two at once.
 */
const isHandedOver = (pool: RunnerPool, { job, waited }: Wait['waiting'], holders: readonly Holder[]): boolean => {
  const freed = holders.filter(({ ran }) => Math.abs(waited.to - ran.to) <= HANDOVER_MS)
  switch (pool.isHosted) {
    case false:
      return freed.some(holder => holder.job.timed.runner === job.timed.runner)
    case true:
      return freed.length > 0 && holders.length >= 2
    case undefined:
      return false
  }
}

/** Compares with the waits of past runs on the same labels: each run counts with its longest one. */
const findUsual = (
  labels: ReadonlySet<string>,
  ms: number,
  { past, thresholds }: FindingInput,
): Compared | undefined => {
  const usual = measureUsual(
    past.flatMap(run => findLongest(run, labels)),
    thresholds.samples,
  )
  return usual && { ...usual, isOver: ms >= thresholds.queueMs && isFarBeyond(ms, usual) }
}

/** Returns the longest wait of a past run. There may be hundreds of thousands of past jobs, so none is copied. */
const findLongest = ({ jobs }: HistoryRun, wanted: ReadonlySet<string>): readonly number[] => {
  let longest: number | undefined
  for (const { queueMs, labels } of jobs) {
    if (queueMs === undefined || labels === undefined || queueMs <= (longest ?? -1)) continue
    if (labels.length === wanted.size && labels.every(label => wanted.has(label))) longest = queueMs
  }
  return longest === undefined ? [] : [longest]
}

const describe = (wait: Wait, { manifest, thresholds }: FindingInput): readonly Finding[] => {
  const { ms, held, usual, savesMs = 0, waiting } = wait
  const whole = measureRun(manifest) ?? 0
  const isLong = ms >= thresholds.queueMs
  const isCostly = savesMs >= MIN_SAVING_MS && savesMs >= MIN_SAVING_SHARE * whole
  const isOwn = held >= MIN_HELD && (isLong || isCostly)
  const delays = (waiting.job.timed.slack?.ifNotQueuedMs ?? 0) >= thresholds.queueMs / 2
  const isUnexplained = isLong && delays && usual?.isOver !== false
  if (!isOwn && usual?.isOver !== true && !isUnexplained) return []
  const isHigh = isOwn && isLong && isCostly
  return [
    {
      rule: 'runner-starvation',
      severity: isHigh ? 'high' : isLong && (isOwn || usual?.isOver === true) ? 'medium' : 'low',
      subject: { kind: 'label', name: wait.pool.labels },
      summary: toSentence(wait, whole, isOwn),
      evidence: listEvidence(wait, isOwn),
      ...rate(wait, isOwn),
      response: respond(wait, isOwn),
      owner: 'platform',
    },
  ]
}

const toSentence = (
  { pool, waiting, ms, holders, runners, held, usual, savesMs = 0 }: Wait,
  whole: number,
  isOwn: boolean,
) => {
  const group = pool.groups.length === 1 ? ` (group ${pool.groups[0]})` : ''
  const who = isOwn
    ? `; jobs of this run held ${runners === 1 ? 'its one runner' : `its ${runners} runners`} for ${share(held, 1)} of that time: ${listNames(holders.map(({ job }) => job.timed.name))}`
    : '; no job of this run shows who held the runner'
  const against =
    usual === undefined
      ? ''
      : `; the median of ${usual.count} past runs is ${duration(usual.medianMs)}, their 95th percentile ${duration(usual.highMs)}`
  const saves =
    isOwn && savesMs >= 1_000 ? `. One more runner would save ${duration(savesMs)} of the run’s ${duration(whole)}` : ''
  return `${quoteName(waiting.job.timed.name)} waited ${duration(ms)} for a runner with ${pool.labels}${group}${who}${against}${saves}.`
}

const listEvidence = ({ pool, waiting, holders, usual, count }: Wait, isOwn: boolean): Finding['evidence'] => [
  {
    what: `waited from ${clock(waiting.waited.from)} to ${clock(waiting.waited.to)}${waiting.job.timed.runner === undefined ? '' : `, then ran on ${waiting.job.timed.runner}`}`,
    source: waiting.job.timed.intervals.find(({ state }) => state === 'queued')?.source,
    ...locate(waiting.job),
  },
  ...(isOwn ? holders : []).slice(0, 5).map(({ job, ran }) => ({
    what: `held ${job.timed.runner ?? 'a runner'} from ${clock(ran.from)} to ${clock(ran.to)}`,
    source: 'api' as const,
    ...locate(job),
  })),
  ...(count > 1
    ? [
        {
          what: `${plural(count, 'job')} of ${pool.jobs.length} with these labels waited over ${duration(MIN_SAVING_MS)}`,
        },
      ]
    : []),
  ...(usual === undefined
    ? []
    : [
        {
          what: `longest wait of a run: median ${duration(usual.medianMs)}, 95th percentile ${duration(usual.highMs)}, of ${usual.count} past runs`,
        },
      ]),
]

const rate = ({ pool, held, usual }: Wait, isOwn: boolean): Pick<Finding, 'confidence' | 'reason'> => {
  if (isOwn && pool.isHosted === false)
    return {
      confidence: held >= 0.9 ? 'high' : 'medium',
      reason: 'names and times of the runners show which jobs held them; only runners that this run saw are counted',
    }
  if (isOwn)
    return {
      confidence: 'medium',
      reason: 'hosted machines have no lasting name: the number at once stayed constant, which is how a limit looks',
    }
  if (usual?.isOver === true)
    return {
      confidence: 'medium',
      reason: `compared with ${plural(usual.count, 'past run')}; who held the runner is not known`,
    }
  return {
    confidence: 'low',
    reason: 'the wait is certain, its cause is not: other runs, too few machines, or none online',
  }
}

const respond = ({ pool }: Wait, isOwn: boolean): string => {
  if (pool.isHosted === true)
    return 'Compare with the limit of jobs at once of the plan (settings, usage) and with githubstatus.com; run fewer jobs at once, or take a larger limit.'
  return isOwn
    ? `Add a runner with ${pool.labels}, or let jobs that need no such machine run elsewhere.`
    : `Look at the runners with ${pool.labels}: how many are online, and which runs held them at that time.`
}
