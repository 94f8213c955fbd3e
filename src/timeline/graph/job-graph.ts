import { grouped } from '../../core/grouped.ts'
import { exactName } from '../../schema/observed/name-pattern.ts'
import type { ObservedJob } from '../../schema/observed/run-observation.ts'
import type { PlannedJob, WorkflowPlan } from '../../schema/observed/workflow-plan.ts'
import type { JobPlace } from './job-place.ts'
import { type PlacedJobs, placedJobs } from './placed-jobs.ts'
import { type PlannedNames, plannedNames } from './planned-names.ts'
import { scopeOfName } from './scope.ts'
import { topologicalOrder } from './topological-order.ts'

export type EdgeKnowledge = 'known' | 'partly-known' | 'unknown'

/**
 * Which jobs waited for which. Jobs that wait for the same jobs share one array: a thousand jobs in two layers are two
 * arrays, not 250,000 edges. Path and slack make one node of each array.
 */
export type JobGraph = {
  readonly edges: EdgeKnowledge
  /** Returns the ids of the jobs that it waited for. Empty: it could begin with the run. Undefined: unknown. */
  readonly findNeeds: (id: string) => Needs | undefined
}

export type Needs = readonly string[]

export const buildGraph = (
  plan: WorkflowPlan | undefined,
  places: ReadonlyMap<string, JobPlace>,
  jobs: readonly ObservedJob[],
): JobGraph => {
  if (plan === undefined) return { edges: 'unknown', findNeeds: () => undefined }
  const waits = buildWaits(plan, places, jobs)
  const told = new Map<string, Needs>()
  for (const { id } of jobs) {
    const place = places.get(id)
    const needs = place?.planned === undefined ? undefined : waits(place.planned, place.scope)
    if (needs !== undefined) told.set(id, needs)
  }
  const ids = jobs.map(({ id }) => id)
  // GitHub refuses needs in a cycle. A file that is not the run's own may still have one, and no job waits for itself.
  const ordered = new Set(
    topologicalOrder(ids, id => told.get(id)).flatMap(node => (node.kind === 'job' ? node.id : [])),
  )
  const known = ids.filter(id => told.has(id) && ordered.has(id)).length
  return {
    edges: rateEdgeKnowledge(known, ids.length),
    findNeeds: id => (ordered.has(id) ? told.get(id) : undefined),
  }
}

export const rateEdgeKnowledge = (known: number, all: number): EdgeKnowledge => {
  if (known === all) return 'known'
  return known === 0 ? 'unknown' : 'partly-known'
}

type WaitsOf = (planned: PlannedJob, scope: string | undefined) => Needs | undefined

/**
 * Builds the lookup for the jobs that a job of a scope waits for: all instances of its needs in that scope, or the jobs
 * that its caller waits for.
 */
const buildWaits = (
  plan: WorkflowPlan,
  places: ReadonlyMap<string, JobPlace>,
  jobs: readonly ObservedJob[],
): WaitsOf => {
  const names = plannedNames(plan.jobs)
  const byId = new Map(plan.jobs.map(planned => [planned.id, planned]))
  const placed = placedJobs(plan, places, jobs, names)
  const listInstances = instancesIn(plan, placed)
  const groups = new Map<string, Needs | undefined>()
  const waits: WaitsOf = (planned, scope) => {
    const caller = planned.caller === undefined ? undefined : byId.get(planned.caller)
    if (scope === undefined) return undefined
    if (planned.needs.length === 0) {
      if (planned.caller === undefined) return ROOT
      return caller === undefined ? undefined : waits(caller, scopeOfName(caller, scope, names))
    }
    const key = JSON.stringify([planned.caller, scope, planned.needs])
    if (!groups.has(key)) {
      const isOneLeg = caller === undefined || isOneCall(caller, scope, placed, names)
      groups.set(key, isOneLeg ? union(planned.needs.map(id => listInstances(byId.get(id), scope))) : undefined)
    }
    return groups.get(key)
  }
  return waits
}

const ROOT: Needs = []

/**
 * Returns true if the scope is one leg of a caller. Two legs may have the same name; then nothing shows which jobs are
 * in which.
 */
const isOneCall = (caller: PlannedJob, scope: string, placed: PlacedJobs, names: PlannedNames): boolean => {
  const legs = (names.exact.get(scope) ?? []).filter(({ planned }) => planned === caller)
  if (legs.length > 0) return legs.length === 1
  const inside = placed.inScope(caller, scope)
  return new Set(inside.map(({ name }) => name)).size === inside.length
}

type InstancesIn = (planned: PlannedJob | undefined, scope: string) => Needs | undefined

/**
 * Returns all jobs that a planned job of a scope became, with those inside its call; undefined unless all are in the
 * list.
 */
const instancesIn = (plan: WorkflowPlan, placed: PlacedJobs): InstancesIn => {
  const inside = grouped(plan.jobs, ({ caller }) => caller)
  const found = new Map<string, Needs | undefined>()
  const instances: InstancesIn = (planned, scope) => {
    if (planned === undefined) return undefined
    const key = JSON.stringify([planned.id, scope])
    if (!found.has(key)) found.set(key, find(planned, scope))
    return found.get(key)
  }
  const find = (planned: PlannedJob, scope: string): Needs | undefined => {
    const own = placed.of(planned, scope).map(({ id }) => id)
    if (planned.kind === 'runs') return own.length > 0 && placed.isWhole(planned, scope) ? own : undefined
    // A call has no job of its own, unless it was skipped as a whole.
    if (own.length > 0) return own
    const legs = planned.kind === 'calls' ? listLegs(planned, scope, placed) : []
    const jobs = inside.get(planned.id) ?? []
    if (legs.length === 0 || jobs.length === 0) return undefined
    return union(legs.flatMap(leg => jobs.map(job => instances(job, leg))))
  }
  return instances
}

/** Lists the scopes of the legs of a call: the planned ones, or the listed ones if the plan leaves them open. */
const listLegs = (call: PlannedJob, scope: string, placed: PlacedJobs): readonly string[] => {
  const planned = call.instances?.filter(instance => (exactName(instance.scope) ?? '') === scope)
  const names = planned?.map(instance => exactName(instance.name))
  const exact = names?.filter(name => name !== undefined)
  return exact !== undefined && exact.length > 0 && exact.length === names?.length
    ? [...new Set(exact)]
    : placed.legs(call, scope)
}

const union = (parts: readonly (Needs | undefined)[]): Needs | undefined => {
  const whole = new Set<string>()
  for (const part of parts) {
    if (part === undefined) return undefined
    for (const id of part) whole.add(id)
  }
  return [...whole]
}
