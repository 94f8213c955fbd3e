import { grouped } from '../../core/grouped.ts'
import { duration, plural } from '../../core/quantity.ts'
import { toMillis } from '../../core/time.ts'
import type { Finding } from '../../schema/run/finding.ts'
import { clock, quoteName } from '../facts/finding-words.ts'
import { listRunJobs, locate, measureOverlap, type RunJob, type Span } from '../facts/run-jobs.ts'
import type { FindingRule } from './finding-rule.ts'

/** REST has whole seconds: two ends differ by at most two. */
const MIN_OVERLAP_MS = 5_000
/** A job whose runner was lost is closed later by GitHub, so its end is not the runner's. */
const UNCERTAIN_ENDS: ReadonlySet<string> = new Set([
  'runner-lost',
  'steps-gone',
  'unfinished',
  'timed-out',
  'never-started',
])

type Placed = { readonly job: RunJob; readonly span: Span }
type Overlap = { readonly one: Placed; readonly other: Placed; readonly ms: number }

/**
 * Fires where the steps of two jobs overlap by over five seconds on one self-hosted runner name. The times are those of
 * the steps: both jobs have them from one source, and a runner takes one job at a time.
 */
export const runnerOverlap: FindingRule = ({ manifest }) => {
  const placed = listRunJobs(manifest).flatMap(place)
  const byRunner = grouped(placed, ({ job }) => JSON.stringify([job.timed.runner, job.reported.api?.runnerGroup ?? '']))
  return [...byRunner.values()]
    .flatMap(findLongest)
    .toSorted((a, b) => b.overlaps[0].ms - a.overlaps[0].ms)
    .map(describe)
}

const place = (job: RunJob): readonly Placed[] => {
  const { timed, reported } = job
  if (timed.isHosted !== false || timed.runner === undefined || UNCERTAIN_ENDS.has(timed.shape)) return []
  const steps = reported.api?.steps ?? []
  const starts = steps.flatMap(({ startedAt = '' }) => toMillis(startedAt) ?? [])
  const ends = steps.flatMap(({ completedAt = '' }) => toMillis(completedAt) ?? [])
  const span = { from: Math.min(...starts), to: Math.max(...ends) }
  return Number.isFinite(span.from) && span.to > span.from ? [{ job, span }] : []
}

type Found = { readonly overlaps: readonly [Overlap, ...Overlap[]] }

/** Finds overlaps in one pass over the jobs of a runner by their begin, the longest first. */
const findLongest = (jobs: readonly Placed[]): readonly Found[] => {
  const sorted = jobs.toSorted((a, b) => a.span.from - b.span.from)
  const found: Overlap[] = []
  let last: Placed | undefined
  for (const other of sorted) {
    const ms = last === undefined ? 0 : measureOverlap(last.span, other.span)
    if (last !== undefined && ms > MIN_OVERLAP_MS) found.push({ one: last, other, ms })
    if (last === undefined || other.span.to > last.span.to) last = other
  }
  const [first, ...others] = found.toSorted((a, b) => b.ms - a.ms)
  return first === undefined ? [] : [{ overlaps: [first, ...others] }]
}

const describe = ({ overlaps }: Found): Finding => {
  const [{ one, other, ms }, ...others] = overlaps
  const runner = one.job.timed.runner ?? ''
  const more = others.length === 0 ? '' : `; ${plural(others.length, 'more pair')} of jobs did so too`
  return {
    rule: 'runner-overlap',
    severity: 'high',
    subject: { kind: 'label', name: runner },
    summary: `Two jobs ran at once on the self-hosted runner ${quoteName(runner)} for ${duration(ms)}: ${quoteName(one.job.timed.name)} and ${quoteName(other.job.timed.name)}${more}.`,
    evidence: overlaps.slice(0, 5).flatMap(pair =>
      [pair.one, pair.other].map(({ job, span }) => ({
        what: `its steps ran from ${clock(span.from)} to ${clock(span.to)} on this runner`,
        source: 'api' as const,
        ...locate(job),
      })),
    ),
    confidence: 'high',
    reason: 'both jobs have the runner’s name and the times of their steps from GitHub’s list of jobs',
    response:
      'Give each runner its own name and work folder: two registrations share this one, so files, caches and ports of one job are the other’s too.',
    owner: 'platform',
  }
}
