import { grouped } from '../../core/grouped.ts'
import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { ObservedJob } from '../../schema/observed/run-observation.ts'
import type { PlannedJob, WorkflowPlan } from '../../schema/observed/workflow-plan.ts'
import type { JobPlace } from './job-place.ts'
import { bestPattern, type PlannedNames, plannedNames, wasStarted } from './planned-names.ts'
import { scopeOfName } from './scope.ts'

/**
 * Finds the place of each listed job in the plan. The job's manifest takes precedence. The other jobs are matched by
 * name, each planned instance to at most one job. If two matches are equally good and lead to different planned jobs,
 * the job has no place.
 */
export const placeJobs = (
  plan: WorkflowPlan | undefined,
  jobs: readonly ObservedJob[],
  manifests: ReadonlyMap<string, JobManifest>,
): ReadonlyMap<string, JobPlace> => {
  const planned = plan?.jobs ?? []
  const names = plannedNames(planned)
  const byKey = grouped(planned, ({ key }) => key)
  const places = new Map<string, JobPlace>()
  for (const job of jobs) {
    const manifest = manifests.get(job.id)
    if (manifest !== undefined) places.set(job.id, placeByManifest(job, manifest, byKey, names))
  }
  const taken = takenNames(jobs, places)
  const named = grouped(
    jobs.filter(({ id }) => !places.has(id)),
    ({ name }) => name,
  )
  for (const same of named.values()) {
    const free = freeInstances(names, same, taken)
    for (const job of same) places.set(job.id, placeByName(job, free, names))
  }
  return places
}

const placeByManifest = (
  job: ObservedJob,
  manifest: JobManifest,
  byKey: ReadonlyMap<string, readonly PlannedJob[]>,
  names: PlannedNames,
): JobPlace => {
  const key = manifest.job.key.value
  const matrix = manifest.job.matrix?.value
  const isCalled = isInCalledFile(manifest)
  const candidates = (byKey.get(key) ?? []).filter(
    ({ kind, caller }) => kind === 'runs' && (isCalled === undefined || isCalled === (caller !== undefined)),
  )
  const planned = candidates.length < 2 ? candidates[0] : amongCandidates(job, candidates, names)
  return {
    planned,
    key,
    matrix,
    scope: planned === undefined ? undefined : scopeOfName(planned, job.name, names),
    joinedBy: 'manifest',
  }
}

/** Several called files have the key, so the name decides. */
const amongCandidates = (
  job: ObservedJob,
  candidates: readonly PlannedJob[],
  names: PlannedNames,
): PlannedJob | undefined => {
  const exact = new Set((names.exact.get(job.name) ?? []).map(({ planned }) => planned))
  const [only, ...others] = candidates.filter(candidate => exact.has(candidate))
  if (only !== undefined) return others.length === 0 ? only : undefined
  return bestPattern(
    names.patterns.filter(({ planned }) => planned !== undefined && candidates.includes(planned)),
    job,
  )
}

/**
 * Returns whether another file than the run's own defines the job (`job.workflow_ref`; runners before 2.334 do not set
 * it).
 */
const isInCalledFile = ({ job, run }: JobManifest): boolean | undefined => {
  if (job.workflowRef === undefined || run.workflowRef === undefined) return undefined
  return getFileName(job.workflowRef.value) !== getFileName(run.workflowRef.value)
}

/** Returns the file name without its ref. Owner and name are not case-sensitive. */
const getFileName = (ref: string): string => {
  const at = ref.lastIndexOf('@')
  return (at < 0 ? ref : ref.slice(0, at)).toLowerCase()
}

/** Lists, by name, the planned jobs with an instance that a manifest has taken already. */
const takenNames = (
  jobs: readonly ObservedJob[],
  places: ReadonlyMap<string, JobPlace>,
): ReadonlyMap<string, readonly PlannedJob[]> => {
  const taken = new Map<string, PlannedJob[]>()
  for (const { id, name } of jobs) {
    const planned = places.get(id)?.planned
    if (planned === undefined) continue
    const same = taken.get(name)
    if (same === undefined) taken.set(name, [planned])
    else same.push(planned)
  }
  return taken
}

/**
 * The planned jobs that the jobs of one name may be. `ambiguous`: there are more of them than the plan has instances of
 * that name, or the instances belong to different planned jobs, so nothing shows which job is which.
 */
type Free =
  | { readonly kind: 'none' | 'ambiguous' }
  | { readonly kind: 'one'; readonly planned: PlannedJob; readonly matrix: JobPlace['matrix'] }

const freeInstances = (
  names: PlannedNames,
  same: readonly ObservedJob[],
  taken: ReadonlyMap<string, readonly PlannedJob[]>,
): Free => {
  const [job] = same
  if (job === undefined) return { kind: 'none' }
  const spoken = [...(taken.get(job.name) ?? [])]
  const free = (names.exact.get(job.name) ?? []).filter(({ planned }) => {
    if (planned.kind !== 'runs' && same.some(wasStarted)) return false
    const index = spoken.indexOf(planned)
    if (index >= 0) spoken.splice(index, 1)
    return index < 0
  })
  const [first, ...others] = free
  if (first === undefined) return { kind: 'none' }
  if (free.length < same.length || others.some(({ planned }) => planned !== first.planned)) return { kind: 'ambiguous' }
  const { matrix } = first.instance
  const isKnown = others.length === 0 && Object.keys(matrix).length > 0
  return { kind: 'one', planned: first.planned, matrix: isKnown ? matrix : undefined }
}

const placeByName = (job: ObservedJob, free: Free, names: PlannedNames): JobPlace => {
  if (free.kind === 'ambiguous') return UNPLACED
  const planned = free.kind === 'one' ? free.planned : bestPattern(names.patterns, job)
  if (planned === undefined) return UNPLACED
  return {
    planned,
    key: planned.key,
    matrix: free.kind === 'one' && free.matrix !== undefined ? free.matrix : undefined,
    scope: scopeOfName(planned, job.name, names),
    joinedBy: 'name',
  }
}

const UNPLACED: JobPlace = { planned: undefined, scope: undefined, joinedBy: undefined }
