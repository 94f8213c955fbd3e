import type { Subject } from '../run/subject.ts'
import { exactName } from '../schema/observed/name-pattern.ts'
import type { ObservedJob, RunObservation } from '../schema/observed/run-observation.ts'
import type { PlannedJob, WorkflowPlan } from '../schema/observed/workflow-plan.ts'
import { placeJobs } from '../timeline/graph/place-jobs.ts'
import { SEPARATOR } from '../timeline/graph/planned-names.ts'

/** The report's own `needs` in the workflow file. */
export type Waits = {
  /** Keys in the `needs` of the report job, or of the job that calls its file. */
  readonly keys: readonly string[]
  /** By job id, for jobs with a known place in the file. */
  readonly jobs: ReadonlyMap<string, WaitedJob>
}

export type WaitedJob = {
  /** The YAML key. */
  readonly key: string | undefined
  /**
   * Whether it was over when the report began: it is in `needs`, or a job there needs it. Undefined where the file
   * leaves it open.
   */
  readonly waitedFor: boolean | undefined
  /** The key of `needs` for this job. */
  readonly need: string | undefined
}

/** The report's own job. */
export type OwnJob = {
  readonly id: string
  readonly key: string
  /**
   * Whether another file than the run's own defines it (`job.workflow_ref`); undefined on runners that do not set
   * this.
   */
  readonly isCalled: boolean | undefined
}

/**
 * Finds the jobs that the report waited for, by the run's workflow file. A display name is free text, so jobs are
 * found by their manifests and by the names that the file gives them. Undefined where the file does not show which job
 * the report is.
 */
export const findWaitsInPlan = (
  plan: WorkflowPlan,
  jobs: readonly ObservedJob[],
  manifests: RunObservation['manifests'],
  own: OwnJob,
): Waits | undefined => {
  // Manifests that name the report's own job are ignored: that job has no recorder.
  const places = placeJobs(plan, jobs, new Map([...manifests].filter(([id]) => id !== own.id)))
  const ownName = jobs.find(({ id }) => id === own.id)?.name
  const start = places.get(own.id)?.planned ?? findOwn(plan, own, ownName)
  if (start === undefined) return undefined
  const byId = new Map(plan.jobs.map(planned => [planned.id, planned]))
  const chain = listChain(start, byId)
  const direct = chain.find(({ needs }) => needs.length > 0)?.needs ?? []
  const waited = waitedIn(chain, byId)
  const described = (planned: PlannedJob): WaitedJob => {
    const above = listChain(planned, byId)
    const need = above.find(({ id }) => direct.includes(id))
    return { key: planned.key, need: need?.key, waitedFor: waitedFor(above, chain, waited) }
  }
  return {
    keys: direct.flatMap(id => byId.get(id)?.key ?? []),
    jobs: new Map(
      jobs.flatMap(({ id }) => {
        const planned = places.get(id)?.planned
        return planned === undefined || id === own.id ? [] : [[id, described(planned)] as const]
      }),
    ),
  }
}

/** Finds the jobs that the report waited for, by the run's workflow file; none for another run. */
export const findWaits = (
  subject: Subject,
  workflow: RunObservation['workflow'],
  jobs: readonly ObservedJob[],
  manifests: RunObservation['manifests'],
): Waits | undefined => {
  if (subject.kind === 'other-run' || workflow === undefined) return undefined
  const [own, run = ''] = [subject.jobWorkflowRef, subject.workflowRef]
  return findWaitsInPlan(workflow.plan, jobs, manifests, {
    id: subject.jobId,
    key: subject.jobKey,
    isCalled: own === '' || run === '' ? undefined : own.toLowerCase() !== run.toLowerCase(),
  })
}

type ById = ReadonlyMap<string, PlannedJob>

/** Lists the job, then its callers outwards. */
const listChain = (planned: PlannedJob, byId: ById): readonly PlannedJob[] => {
  const caller = planned.caller === undefined ? undefined : byId.get(planned.caller)
  return caller === undefined ? [planned] : [planned, ...listChain(caller, byId)]
}

/**
 * Finds the report's own job by its key, or as a job inside a called file that could not be read. Undefined where
 * several jobs of the plan are possible.
 */
const findOwn = (plan: WorkflowPlan, own: OwnJob, name: string | undefined): PlannedJob | undefined => {
  const unread = plan.jobs.filter(
    call => call.kind === 'unread-call' && (name === undefined || isInside(call, name)) && own.isCalled !== false,
  )
  const keyed = plan.jobs.filter(
    ({ kind, key, caller }) =>
      kind === 'runs' && key === own.key && (own.isCalled === undefined || own.isCalled === (caller !== undefined)),
  )
  const [only, ...others] = [...keyed, ...unread]
  return others.length === 0 ? only : undefined
}

const isInside = ({ anyName }: PlannedJob, name: string): boolean => {
  const call = exactName(anyName)
  return call === undefined || name.startsWith(`${call}${SEPARATOR}`)
}

type Waited = { readonly certain: ReadonlySet<string>; readonly perhaps: ReadonlySet<string> }

/**
 * Returns the plan ids that the report waited for, including those that these jobs waited for. A job of a called file
 * with several matrix legs waited only for jobs of its own leg; which ones these are is not known.
 */
const waitedIn = (chain: readonly PlannedJob[], byId: ById): Waited => {
  const isAlone = chain.map((_, index) => chain.slice(index + 1).every(({ instances }) => instances?.length === 1))
  const reach = (certain: boolean): ReadonlySet<string> => {
    const found = new Set<string>()
    const todo = chain.flatMap(({ needs }, index) => (isAlone[index] === certain ? needs : []))
    for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
      if (found.has(id)) continue
      found.add(id)
      todo.push(...(byId.get(id)?.needs ?? []))
    }
    return found
  }
  return { certain: reach(true), perhaps: reach(false) }
}

/**
 * Returns the jobs that a job waited for, through each of its callers. The calls that contain the report itself do not
 * decide for its neighbours.
 */
const waitedFor = (
  above: readonly PlannedJob[],
  chain: readonly PlannedJob[],
  { certain, perhaps }: Waited,
): boolean | undefined => {
  const outside = above.filter(planned => !chain.includes(planned))
  if (outside.some(({ id }) => certain.has(id))) return true
  return outside.some(({ id }) => perhaps.has(id)) ? undefined : false
}
