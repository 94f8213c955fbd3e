import { exactName, literalLength, matchesName } from '../../schema/observed/name-pattern.ts'
import type { ObservedJob } from '../../schema/observed/run-observation.ts'
import type { NamePattern, PlannedInstance, PlannedJob } from '../../schema/observed/workflow-plan.ts'

/** Separator between the segments of a display name: `caller / inner`. A matrix value may contain one too. */
export const SEPARATOR = ' / '

/** Returns how many callers a job has. A YAML key contains no `/`. */
export const measureDepth = (planned: PlannedJob): number => planned.id.split('/').length - 1

/** The names of a plan: exact ones by name, the others as patterns. */
export type PlannedNames = {
  readonly exact: ReadonlyMap<string, readonly ExactName[]>
  readonly patterns: readonly OpenName[]
}

export type ExactName = { readonly planned: PlannedJob; readonly instance: PlannedInstance }

type OpenName = {
  /** Undefined for the jobs inside a called file that could not be read. */
  readonly planned: PlannedJob | undefined
  readonly pattern: NamePattern
  readonly literal: number
  /** Number of segments of the name, if no value contains a separator. */
  readonly segments: number
  /**
   * True if its matrix was never expanded and its name never evaluated: only a job that no runner took has such a name.
   */
  readonly neverStarted: boolean
}

export const plannedNames = (jobs: readonly PlannedJob[]): PlannedNames => {
  const exact = new Map<string, ExactName[]>()
  const patterns = jobs.flatMap(planned => {
    const names = new Set<string>()
    const open: NamePattern[] = []
    for (const instance of planned.instances ?? []) {
      const name = exactName(instance.name)
      if (name === undefined) open.push(instance.name)
      else {
        names.add(name)
        const same = exact.get(name)
        if (same === undefined) exact.set(name, [{ planned, instance }])
        else same.push({ planned, instance })
      }
    }
    const any = exactName(planned.anyName)
    return [
      ...open.map(pattern => openName(planned, pattern, false)),
      ...(any !== undefined && names.has(any)
        ? []
        : [openName(planned, planned.anyName, planned.instances !== undefined)]),
      ...(planned.kind === 'unread-call' ? [namesInside(planned)] : []),
    ]
  })
  return { exact, patterns }
}

const openName = (planned: PlannedJob, pattern: NamePattern, neverStarted: boolean): OpenName => ({
  planned,
  pattern,
  literal: literalLength(pattern),
  segments: measureDepth(planned) + 1,
  neverStarted: neverStarted || planned.kind !== 'runs',
})

const namesInside = (call: PlannedJob): OpenName => {
  const pattern = [...call.anyName, SEPARATOR, null]
  const segments = measureDepth(call) + 2
  return { planned: undefined, pattern, literal: literalLength(pattern), segments, neverStarted: false }
}

/**
 * Returns the planned job of an open name: among the patterns that match, the one with as many segments, then the one
 * that fixes more of the name. Returns undefined if the best ones lead to different jobs, or into a file that was not
 * read.
 */
export const bestPattern = (patterns: readonly OpenName[], job: ObservedJob): PlannedJob | undefined => {
  const segments = job.name.split(SEPARATOR).length
  let best: { readonly fits: boolean; readonly literal: number } | undefined
  let found = new Set<PlannedJob | undefined>()
  for (const { planned, pattern, literal, segments: planFor, neverStarted } of patterns) {
    const fits = planned === undefined ? segments >= planFor : segments === planFor
    if (neverStarted && (wasStarted(job) || !fits)) continue
    if (best !== undefined && (best.fits !== fits ? best.fits : best.literal > literal)) continue
    if (!mayMatch(pattern, job.name) || !matchesName(pattern, job.name)) continue
    if (best === undefined || best.fits !== fits || best.literal !== literal) found = new Set()
    best = { fits, literal }
    found.add(planned)
  }
  const [only] = found
  return found.size === 1 ? only : undefined
}

export const wasStarted = (job: ObservedJob): boolean => job.hasRunner || job.api.steps.length > 0

/**
 * A cheap check that is true for every name that matches: a name without dots was not cut, so it begins as the pattern
 * does.
 */
const mayMatch = ([first]: NamePattern, name: string): boolean =>
  typeof first !== 'string' || name.startsWith(first) || name.includes('...')
