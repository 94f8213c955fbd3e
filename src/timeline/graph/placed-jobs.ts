import { exactName, matchesName } from '../../schema/observed/name-pattern.ts'
import type { ObservedJob } from '../../schema/observed/run-observation.ts'
import type { PlannedJob, WorkflowPlan } from '../../schema/observed/workflow-plan.ts'
import type { JobPlace } from './job-place.ts'
import { measureDepth, type PlannedNames, SEPARATOR } from './planned-names.ts'
import { scopeOfName } from './scope.ts'

/** The listed jobs by their place in the plan. */
export type PlacedJobs = {
  /** Returns the jobs that a planned job became in one scope. */
  readonly of: (planned: PlannedJob, scope: string) => readonly ObservedJob[]
  /** Returns true if none of its jobs in that scope is missing or has another place, as far as the plan shows. */
  readonly isWhole: (planned: PlannedJob, scope: string) => boolean
  /** Returns the scopes of the legs of a call that have a job in the list. */
  readonly legs: (call: PlannedJob, scope: string) => readonly string[]
  /** Returns all jobs directly inside one leg of a call. */
  readonly inScope: (call: PlannedJob, leg: string) => readonly ObservedJob[]
}

export const placedJobs = (
  plan: WorkflowPlan,
  places: ReadonlyMap<string, JobPlace>,
  jobs: readonly ObservedJob[],
  names: PlannedNames,
): PlacedJobs => {
  const byId = new Map(plan.jobs.map(planned => [planned.id, planned]))
  const own = new Map<string, ObservedJob[]>()
  const inside = new Map<string, ObservedJob[]>()
  const legs = new Map<string, Set<string>>()
  const unmatched: ObservedJob[] = []
  for (const job of jobs) {
    const { planned, scope } = places.get(job.id) ?? {}
    if (planned === undefined || scope === undefined) {
      unmatched.push(job)
      continue
    }
    add(own, key(planned.id, scope), job)
    if (planned.caller !== undefined) add(inside, key(planned.caller, scope), job)
    let caller = findCaller(planned, byId)
    let leg: string | undefined = scope
    while (caller !== undefined && leg !== undefined) {
      const outer = scopeOfName(caller, leg, names)
      if (outer !== undefined) legs.set(key(caller.id, outer), (legs.get(key(caller.id, outer)) ?? new Set()).add(leg))
      caller = findCaller(caller, byId)
      leg = outer
    }
  }
  const isUnmatched = remembered((planned: PlannedJob) => unmatched.some(job => mayBe(planned, job.name)))
  const planIn = remembered((planned: PlannedJob) => plannedIn(planned))
  return {
    of: (planned, scope) => own.get(key(planned.id, scope)) ?? [],
    isWhole: (planned, scope) => {
      const found = own.get(key(planned.id, scope)) ?? []
      const expected = planIn(planned)
      if (expected === undefined) return !isUnmatched(planned)
      // A matrix that was not expanded has one job, and its name is not the name of a leg.
      return found.some(({ name }) => !expected.names.has(name)) || found.length >= (expected.counts.get(scope) ?? 0)
    },
    legs: (call, scope) => [...(legs.get(key(call.id, scope)) ?? [])],
    inScope: (call, leg) => inside.get(key(call.id, leg)) ?? [],
  }
}

const key = (id: string, scope: string): string => `${id}\n${scope}`

const add = <V>(groups: Map<string, V[]>, at: string, item: V): void => {
  const group = groups.get(at)
  if (group === undefined) groups.set(at, [item])
  else group.push(item)
}

const findCaller = (planned: PlannedJob, byId: ReadonlyMap<string, PlannedJob>): PlannedJob | undefined =>
  planned.caller === undefined ? undefined : byId.get(planned.caller)

/** Returns true if a job without a place may be one of this planned job. */
const mayBe = (planned: PlannedJob, name: string): boolean =>
  name.split(SEPARATOR).length === measureDepth(planned) + 1 && matchesName(planned.anyName, name)

/** Returns how many jobs each scope must have, and their names; undefined if the plan leaves one of them open. */
const plannedIn = ({ instances }: PlannedJob) => {
  if (instances === undefined) return undefined
  const names = new Set<string>()
  const counts = new Map<string, number>()
  for (const instance of instances) {
    const name = exactName(instance.name)
    const scope = instance.scope.length === 0 ? '' : exactName(instance.scope)
    if (name === undefined || scope === undefined) return undefined
    names.add(name)
    counts.set(scope, (counts.get(scope) ?? 0) + 1)
  }
  return { names, counts }
}

const remembered = <K, V>(compute: (key: K) => V): ((key: K) => V) => {
  const values = new Map<K, { readonly value: V }>()
  return at => {
    const known = values.get(at) ?? { value: compute(at) }
    values.set(at, known)
    return known.value
  }
}
