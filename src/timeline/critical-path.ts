import type { CriticalPath, Interval, TimelineJob } from '../model/run-timeline.ts'
import type { JobGraph } from './graph/job-graph.ts'
import { fromInstant, type Instant, toInstant } from './instant.ts'
import { statesMsOf } from './job-intervals.ts'

/** A job as the path sees it; without times for one that was skipped. */
export type PathJob = {
  readonly job: TimelineJob
  readonly from: Instant | undefined
  readonly to: Instant | undefined
}

type Segment = CriticalPath['segments'][number]

const SECOND = 1_000_000

/**
 * The chain of jobs that decided when the run ended: from the last completion back, always to the needed job that
 * completed last, as time by state. Where edges are unknown the job that completed last before this one's first sign
 * takes that place, and the path says so. Undefined when no job has time.
 */
export const criticalPathOf = (
  jobs: readonly PathJob[],
  graph: JobGraph,
  start: Instant | undefined,
): CriticalPath | undefined => {
  const timed = jobs.filter(isTimed)
  const last = lastOf(timed)
  if (last === undefined) return undefined
  const chain = chainTo(last, jobs, timed, graph)
  const begin = Math.min(start ?? last.from, chain[0]?.from ?? last.from)
  const segments = segmentsOf(chain, graph, begin)
  const asIntervals = segments.map(({ state, start: from, end }) => ({ state, start: from, end }) as Interval)
  return {
    edges: chain.every(({ job }) => graph.groupsOf(job.id) !== undefined)
      ? 'known'
      : graph.edges === 'unknown'
        ? 'unknown'
        : 'partly-known',
    start: fromInstant(begin),
    end: fromInstant(last.to),
    totalMs: (last.to - begin) / 1_000,
    statesMs: { ...statesMsOf(asIntervals) },
    segments: [...segments],
  }
}

type Timed = PathJob & { readonly from: Instant; readonly to: Instant }

const isTimed = (one: PathJob): one is Timed => one.from !== undefined && one.to !== undefined

/** The latest completion; among equals the earlier id, so that the answer is always the same. */
const lastOf = (jobs: readonly Timed[]): Timed | undefined =>
  jobs.reduce<Timed | undefined>(
    (best, one) => (best === undefined || one.to > best.to || (one.to === best.to && isBefore(one, best)) ? one : best),
    undefined,
  )

const isBefore = (a: PathJob, b: PathJob): boolean => Number(a.job.id) < Number(b.job.id)

const chainTo = (last: Timed, jobs: readonly PathJob[], timed: readonly Timed[], graph: JobGraph): readonly Timed[] => {
  const byId = new Map(jobs.map(one => [one.job.id, one]))
  const latestNeeded = createLatestNeeded(byId, graph)
  const chain: Timed[] = []
  const seen = new Set<string>()
  let at: Timed | undefined = last
  while (at !== undefined && !seen.has(at.job.id)) {
    chain.unshift(at)
    seen.add(at.job.id)
    const from: Instant = at.from
    at =
      graph.groupsOf(at.job.id) === undefined
        ? lastOf(timed.filter(one => one.to <= from + SECOND && one.from < from && !seen.has(one.job.id)))
        : latestNeeded(at.job.id)
  }
  return chain
}

/** The needed job that completed last, through skipped ones, which took no time. Each group is looked through once. */
const createLatestNeeded = (byId: ReadonlyMap<string, PathJob>, graph: JobGraph) => {
  const ofGroup = new Map<string, Timed | undefined>()
  const open = new Set<string>()
  const ofJob = (id: string): Timed | undefined =>
    lastOf(
      (graph.groupsOf(id) ?? []).flatMap(group => {
        if (!ofGroup.has(group.id) && !open.has(group.id)) {
          open.add(group.id)
          const members = group.members.flatMap(member => {
            const one = byId.get(member)
            const found = one !== undefined && isTimed(one) ? one : ofJob(member)
            return found === undefined ? [] : [found]
          })
          ofGroup.set(group.id, lastOf(members))
        }
        return ofGroup.get(group.id) ?? []
      }),
    )
  return ofJob
}

const segmentsOf = (chain: readonly Timed[], graph: JobGraph, begin: Instant): readonly Segment[] => {
  let cursor = begin
  return chain.flatMap(({ job, from, to }) => {
    const out: Segment[] = []
    if (from > cursor) out.push(between(cursor, from, graph.groupsOf(job.id) !== undefined))
    cursor = Math.max(cursor, from)
    for (const one of job.intervals) {
      const end = toInstant(one.end) ?? cursor
      const start = Math.max(cursor, toInstant(one.start) ?? cursor)
      if (end <= start) continue
      out.push({ ...segmentOf(job, one), start: fromInstant(start), end: fromInstant(end) })
    }
    cursor = Math.max(cursor, to)
    return out
  })
}

const between = (from: Instant, to: Instant, known: boolean): Segment => ({
  state: known ? 'admitted' : 'unobserved',
  start: fromInstant(from),
  end: fromInstant(to),
  confidence: 'low',
})

const segmentOf = (job: TimelineJob, one: Interval): Omit<Segment, 'start' | 'end'> => {
  const subject = subjectOf(job, one.state)
  return {
    jobId: job.id,
    job: job.name,
    state: one.state,
    ...(subject === undefined ? {} : { subject }),
    ...(one.owner === undefined ? {} : { owner: one.owner }),
    confidence: one.confidence,
  }
}

const subjectOf = (job: TimelineJob, state: Interval['state']): string | undefined => {
  if (state === 'queued') return job.labels.length === 0 ? undefined : job.labels.join(', ').slice(0, 1_024)
  return state === 'waiting-for-policy' || state === 'deploying' ? job.environment : undefined
}
