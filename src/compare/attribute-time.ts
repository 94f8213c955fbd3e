import { cutText } from '../core/cut-text.ts'
import { LIMITS } from '../core/limits.ts'
import { toMillis } from '../core/time.ts'
import type { TimeDifference, TimePart } from '../schema/questions/comparison.ts'
import type { CriticalPath, TimelineJob } from '../schema/run/run-timeline.ts'
import type { ComparedStep } from './compared-step.ts'
import { type JobPair, type PairedJobs, toReference } from './pair-jobs.ts'
import { pairSteps } from './pair-steps.ts'

/** A part of the difference, with its job where both runs have it. */
export type Attributed = { readonly part: Omit<TimePart, 'causes'>; readonly pair: JobPair | undefined }

export type AttributedTime = {
  readonly difference: Omit<TimeDifference, 'parts' | 'otherPartsMs'>
  /** The largest first. */
  readonly parts: readonly Attributed[]
  readonly otherPartsMs: number
}

/**
 * Attributes the difference of the length of two runs to the parts of their critical paths. The segments of a path cover
 * the run once, so the differences of all parts add up to the whole. Time in which a job was not observed explains
 * nothing.
 */
export const attributeTime = (before: CriticalPath, after: CriticalPath, paired: PairedJobs): AttributedTime => {
  const cells = new Map<string, Cell>()
  const onPath = { before: listJobIds(before), after: listJobIds(after) }
  const places = indexPlaces(paired, onPath)
  addPath(cells, before, 'before', places)
  addPath(cells, after, 'after', places)
  const all = [...cells.values()]
    .filter(({ state }) => state !== 'unobserved' && state !== 'other')
    .map(cell => toAttributed(cell, onPath))
    .filter(({ part }) => part.differenceMs !== 0)
    .toSorted((a, b) => Math.abs(b.part.differenceMs) - Math.abs(a.part.differenceMs))
  const [beforeMs, afterMs] = [Math.round(before.totalMs), Math.round(after.totalMs)]
  const explained = sum(all)
  const parts = all.slice(0, LIMITS.comparedParts)
  return {
    difference: {
      beforeMs,
      afterMs,
      differenceMs: afterMs - beforeMs,
      edges: { before: before.edges, after: after.edges },
      unexplainedMs: afterMs - beforeMs - explained,
    },
    parts,
    otherPartsMs: explained - sum(parts),
  }
}

type Side = 'before' | 'after'
type Segment = CriticalPath['segments'][number]

/** One state of one job, and of it one step. */
type Cell = {
  readonly state: Segment['state']
  readonly step: string | undefined
  readonly jobs: Jobs
  before: number
  after: number
}

/** A job of both runs, of one, or none. */
type Jobs = JobPair | Partial<Omit<JobPair, 'by'>>

/** The jobs by id, with the keys that a job and its steps have in both runs. */
type Place = { readonly jobs: Jobs; readonly id: string; readonly steps: readonly TimedStep[] }
type TimedStep = { readonly id: string; readonly name: string; readonly from: number; readonly to: number }
type Places = Readonly<Record<Side, ReadonlyMap<string, Place>>>
type OnPath = Readonly<Record<Side, ReadonlySet<string>>>

/** Indexes the jobs of both paths alone: a run may have a thousand jobs beside them. */
const indexPlaces = ({ pairs, onlyBefore, onlyAfter }: PairedJobs, onPath: OnPath): Places => {
  const places = { before: new Map<string, Place>(), after: new Map<string, Place>() }
  const all: readonly Jobs[] = [
    ...pairs,
    ...onlyBefore.map(before => ({ before })),
    ...onlyAfter.map(after => ({ after })),
  ]
  for (const [index, jobs] of all.entries()) {
    const [before, after] = [jobs.before?.timed, jobs.after?.timed]
    if (!isOn(onPath.before, before) && !isOn(onPath.after, after)) continue
    const [then, now] = timeSteps(jobs.before?.steps ?? [], jobs.after?.steps ?? [])
    if (before !== undefined) places.before.set(before.id, { jobs, id: String(index), steps: then })
    if (after !== undefined) places.after.set(after.id, { jobs, id: String(index), steps: now })
  }
  return places
}

const isOn = (path: ReadonlySet<string>, job: TimelineJob | undefined): boolean => job !== undefined && path.has(job.id)

/** Returns the steps of both jobs in the order of their begin. The same step has the same id on both sides. */
const timeSteps = (
  before: readonly ComparedStep[],
  after: readonly ComparedStep[],
): readonly [readonly TimedStep[], readonly TimedStep[]] => {
  const [then, now]: [TimedStep[], TimedStep[]] = [[], []]
  for (const [index, pair] of pairSteps(before, after).entries()) {
    if (pair.before !== undefined) then.push(...toTimed(pair.before, String(index)))
    if (pair.after !== undefined) now.push(...toTimed(pair.after, String(index)))
  }
  const byBegin = (a: TimedStep, b: TimedStep): number => a.from - b.from || a.to - b.to
  return [then.sort(byBegin), now.sort(byBegin)]
}

const toTimed = ({ name, from, to }: ComparedStep, id: string): readonly TimedStep[] =>
  from === undefined || to === undefined || to <= from ? [] : [{ id, name, from, to }]

const addPath = (cells: Map<string, Cell>, { segments }: CriticalPath, side: Side, places: Places): void => {
  for (const segment of segments) {
    const [from, to] = [toMillis(segment.start), toMillis(segment.end)]
    if (from === undefined || to === undefined || to <= from) continue
    const place = segment.jobId === undefined ? undefined : places[side].get(segment.jobId)
    for (const { step, millis } of divide(place?.steps ?? [], segment.state, from, to)) {
      const id = JSON.stringify([place?.id ?? '', segment.state, step?.id])
      const cell = cells.get(id) ?? {
        state: segment.state,
        step: step?.name,
        jobs: place?.jobs ?? {},
        before: 0,
        after: 0,
      }
      cells.set(id, cell)
      cell[side] += millis
    }
  }
}

const WITH_STEPS: ReadonlySet<Segment['state']> = new Set(['executing', 'deploying', 'uploading'])

/** Divides a segment among the steps in it. Of steps that overlap the earlier one counts, so no time counts twice. */
const divide = (
  steps: readonly TimedStep[],
  state: Segment['state'],
  from: number,
  to: number,
): readonly { readonly step?: TimedStep; readonly millis: number }[] => {
  if (!WITH_STEPS.has(state)) return [{ millis: to - from }]
  const divided: { readonly step?: TimedStep; readonly millis: number }[] = []
  let at = from
  let between = 0
  for (const step of steps) {
    if (step.to <= at) continue
    if (step.from >= to) break
    const begin = Math.max(step.from, at)
    const end = Math.min(step.to, to)
    between += begin - at
    divided.push({ step, millis: end - begin })
    at = end
  }
  between += to - at
  return between > 0 ? [...divided, { millis: between }] : divided
}

const listJobIds = ({ segments }: CriticalPath): ReadonlySet<string> =>
  new Set(segments.flatMap(({ jobId }) => jobId ?? []))

const toAttributed = ({ state, step, jobs, before, after }: Cell, onPath: OnPath): Attributed => {
  const [beforeMs, afterMs] = [Math.round(before), Math.round(after)]
  const hasNone = jobs.before === undefined && jobs.after === undefined
  const isBefore = isOn(onPath.before, jobs.before?.timed)
  const isAfter = isOn(onPath.after, jobs.after?.timed)
  return {
    pair: 'by' in jobs ? jobs : undefined,
    part: {
      state,
      job: hasNone ? undefined : toReference(jobs.before, jobs.after),
      step: step === undefined ? undefined : cutText(step, 1_024),
      path: hasNone || (isBefore && isAfter) ? 'both' : isBefore ? 'before' : 'after',
      beforeMs,
      afterMs,
      differenceMs: afterMs - beforeMs,
    },
  }
}

const sum = (parts: readonly Attributed[]): number => parts.reduce((all, { part }) => all + part.differenceMs, 0)
