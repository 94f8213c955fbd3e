import type { ObservedJob } from '../../model/run-observation.ts'
import type { PlannedJob, WorkflowPlan } from '../../model/workflow-plan.ts'
import type { JobPlace } from './place-jobs.ts'

/** Jobs that are waited for together: the legs of one job, or everything inside a call. */
export type NeedGroup = { readonly id: string; readonly members: readonly string[] }

export type JobGraph = {
  readonly edges: 'known' | 'partly-known' | 'unknown'
  /** The groups a job waits for: none for a root, undefined where that is not known. */
  readonly groupsOf: (jobId: string) => readonly NeedGroup[] | undefined
  /** The same as job ids. */
  readonly needsOf: (jobId: string) => readonly string[] | undefined
}

/**
 * Who waited for whom. A job waits for every leg of each job it needs, inside its own caller's leg; a need on a calling
 * job is one on everything inside it; a job without needs inside a called file waits for what its caller waits for.
 * Groups are shared between the jobs that wait for them: five hundred jobs that need five hundred are a thousand edges,
 * not a quarter of a million.
 */
export const graphOf = (
  plan: WorkflowPlan | undefined,
  places: ReadonlyMap<string, JobPlace>,
  jobs: readonly ObservedJob[],
): JobGraph => {
  const byId = new Map((plan?.jobs ?? []).map(planned => [planned.id, planned]))
  const members = membersOf(byId, places, jobs)
  const groups = new Map<string, NeedGroup>()
  const groupOf = (planned: PlannedJob, scope: readonly string[]): NeedGroup | undefined => {
    const id = groupKey(planned, scope)
    const known = groups.get(id)
    if (known !== undefined) return known
    const found = members.get(id) ?? []
    if (found.length === 0 || planned.kind === 'unread-call') return undefined
    const group = { id, members: found }
    groups.set(id, group)
    return group
  }
  const waitsFor = (planned: PlannedJob, scope: readonly string[]): readonly NeedGroup[] | undefined => {
    if (planned.needs.length === 0) {
      const caller = planned.caller === undefined ? undefined : byId.get(planned.caller)
      return caller === undefined ? [] : waitsFor(caller, scope.slice(0, -1))
    }
    const needed = planned.needs
      .map(id => byId.get(id))
      .map(one => (one === undefined ? undefined : groupOf(one, scope)))
    return needed.includes(undefined) ? undefined : needed.filter(group => group !== undefined)
  }
  const found = new Map(
    jobs.map(({ id }) => {
      const place = places.get(id)
      return [id, place?.planned === undefined ? undefined : waitsFor(place.planned, place.scope)] as const
    }),
  )
  const unknown = [...found.values()].filter(one => one === undefined).length
  return {
    edges: plan === undefined || unknown === jobs.length ? 'unknown' : unknown === 0 ? 'known' : 'partly-known',
    groupsOf: id => found.get(id),
    needsOf: id => found.get(id)?.flatMap(group => group.members),
  }
}

/** Members of every group: a job counts for its planned job and for every call around it. */
const membersOf = (
  byId: ReadonlyMap<string, PlannedJob>,
  places: ReadonlyMap<string, JobPlace>,
  jobs: readonly ObservedJob[],
): ReadonlyMap<string, readonly string[]> => {
  const members = new Map<string, string[]>()
  for (const { id } of jobs) {
    const place = places.get(id)
    let planned = place?.planned
    let scope = place?.scope ?? []
    while (planned !== undefined) {
      const key = groupKey(planned, scope)
      const known = members.get(key)
      if (known === undefined) members.set(key, [id])
      else known.push(id)
      planned = planned.caller === undefined ? undefined : byId.get(planned.caller)
      scope = scope.slice(0, -1)
    }
  }
  return members
}

const groupKey = (planned: PlannedJob, scope: readonly string[]): string => JSON.stringify([planned.id, ...scope])
