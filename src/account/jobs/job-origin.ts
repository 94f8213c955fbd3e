import type { ObservedJob } from '../../schema/observed/run-observation.ts'

/**
 * Finds a carried-over job as its own attempt listed it: by its id or, since a re-run may list it under a new id, by
 * name and times. Undefined where no earlier attempt lists it, or several of its jobs fit: two jobs of one name stay
 * separate.
 */
export const findOrigin = (job: ObservedJob, earlier: readonly ObservedJob[]): ObservedJob | undefined => {
  const same = earlier.filter(one => one.id === job.id)
  const alike = same.length > 0 ? same : earlier.filter(one => isAlike(one, job))
  const [first] = [...alike].sort((a, b) => (a.api.attempt ?? 0) - (b.api.attempt ?? 0))
  return alike.every(one => one.id === first?.id || (one.api.attempt ?? 0) > (first?.api.attempt ?? 0))
    ? first
    : undefined
}

const isAlike = (one: ObservedJob, other: ObservedJob): boolean =>
  one.name === other.name &&
  one.api.startedAt !== undefined &&
  one.api.startedAt === other.api.startedAt &&
  one.api.completedAt === other.api.completedAt &&
  one.api.runnerName === other.api.runnerName
