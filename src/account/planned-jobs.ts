import type { ListedJob } from '../github/rest/job.ts'
import type { WorkflowChoice } from '../schema/observed/run-observation.ts'
import type { WorkflowPlan } from '../schema/observed/workflow-plan.ts'
import { placeJobs } from '../timeline/graph/place-jobs.ts'
import { findNeedsKey, type Needs } from './jobs/job-key.ts'

/** What the workflow file of this run says of its jobs, by the names that GitHub shows. */
export type PlannedJobs = {
  /** By job id: the YAML key at top level, which is the one that `needs` names; a called job has its caller's. */
  readonly keys: ReadonlyMap<string, string>
  /** The keys that the report's own job needs. */
  readonly ownNeeds: ReadonlySet<string>
  /** By the workflow file of the run, and not by display names alone. */
  readonly isCertain: boolean
}

type Workflow = { readonly plan: WorkflowPlan; readonly choice: WorkflowChoice }

/**
 * Joined by display name alone: what a manifest says of its own key is the job's word, and a job that fails could name
 * the key of one that passed. A file that may be another one than the run's says nothing.
 */
export const findPlannedJobs = (
  workflow: Workflow | undefined,
  jobs: readonly ListedJob[],
  ownJobId: string,
): PlannedJobs | undefined => {
  if (workflow === undefined || workflow.choice.inferred) return undefined
  const { plan } = workflow
  const keys = new Map(
    [...placeJobs(plan, jobs, new Map())].flatMap(([id, { planned }]) =>
      planned === undefined ? [] : [[id, topKey(planned.id)] as const],
    ),
  )
  const own = plan.jobs.find(({ id }) => id === keys.get(ownJobId))
  return { keys, ownNeeds: new Set(own?.needs ?? []), isCertain: true }
}

/**
 * Without the workflow file: keys of `needs` that display names suggest. Of a name that two jobs have, one may be another
 * job's on purpose.
 */
export const guessPlannedJobs = (jobs: readonly ListedJob[], needs: Needs | undefined): PlannedJobs | undefined => {
  if (needs === undefined) return undefined
  const names = new Map<string, number>()
  for (const { name } of jobs) names.set(name, (names.get(name) ?? 0) + 1)
  const keys = jobs.flatMap(({ id, name }) => {
    const key = names.get(name) === 1 ? findNeedsKey(name, undefined, needs) : undefined
    return key === undefined ? [] : [[id, key] as const]
  })
  return { keys: new Map(keys), ownNeeds: new Set(needs.keys()), isCertain: false }
}

const topKey = (planId: string): string => planId.split('/')[0] ?? planId
