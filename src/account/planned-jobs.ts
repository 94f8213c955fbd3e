import type { ListedJob } from '../github/rest/job.ts'
import type { WorkflowChoice } from '../schema/observed/run-observation.ts'
import type { WorkflowPlan } from '../schema/observed/workflow-plan.ts'
import { placeJobs } from '../timeline/graph/place-jobs.ts'
import { findNeedsKey, type Needs } from './jobs/job-key.ts'

/** The jobs in this run's workflow file, by the names that GitHub shows. */
export type PlannedJobs = {
  /**
   * The key of each job, by job id: the YAML key at top level, which `needs` names. A called job has its caller's key.
   */
  readonly keys: ReadonlyMap<string, string>
  /** The keys that the report's own job needs. */
  readonly ownNeeds: ReadonlySet<string>
  /** Whether the keys come from the run's workflow file; false where display names alone suggest them. */
  readonly isCertain: boolean
}

type Workflow = { readonly plan: WorkflowPlan; readonly choice: WorkflowChoice }

/**
 * Joins jobs to the workflow file by display name alone. The key in a manifest is the job's own claim, and a failing
 * job could claim the key of a passing one. A file that may not be the run's file is not used.
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
 * Guesses the keys of `needs` from display names, without the workflow file. Of two jobs with one name, one may have
 * the other's name on purpose.
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
