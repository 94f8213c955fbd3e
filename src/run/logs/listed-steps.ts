import type { Step } from '../../schema/job/job-manifest.ts'
import type { ObservedJob, RunObservation } from '../../schema/observed/run-observation.ts'
import type { PlannedStep } from '../../schema/observed/workflow-plan.ts'
import { placeJobs } from '../../timeline/graph/place-jobs.ts'
import { fromInstant } from '../../timeline/instant.ts'
import { matchPlannedSteps } from '../../timeline/steps/planned-steps.ts'
import { joinStepTimes, type StepTime } from '../../timeline/steps/step-times.ts'

/**
 * Creates a reader of a job's steps as REST lists them, for the reader of its log. REST does not distinguish an action
 * from a script. The workflow file does, where it is known to be the run's file. A step that no source calls a script
 * keeps its name as the action.
 */
export const createStepReader = (
  { workflow, manifests }: Pick<RunObservation, 'workflow' | 'manifests'>,
  jobs: readonly ObservedJob[],
): ((job: ObservedJob) => readonly Step[]) => {
  const plan = workflow?.choice.inferred === false ? workflow.plan : undefined
  const places = plan === undefined ? undefined : placeJobs(plan, jobs, manifests)
  return job => {
    const steps = joinStepTimes(job.api.steps, undefined)
    const planned = matchPlannedSteps(steps, places?.get(job.id)?.planned?.steps ?? [])
    return steps.map(step => toStep(step, planned.get(step)))
  }
}

const toStep = ({ number, name, stage, start, end }: StepTime, planned: PlannedStep | undefined): Step => ({
  number,
  name,
  stage,
  action: planned?.run === undefined ? (planned?.uses ?? name) : undefined,
  startedAt: start === undefined ? undefined : fromInstant(start),
  completedAt: end === undefined ? undefined : fromInstant(end),
  source: 'api',
})
