import type { Step } from '../../model/job-manifest.ts'
import type { PlannedStep } from '../../model/workflow-plan.ts'
import type { ListedJob } from '../../sources/rest/job.ts'
import { placeJobs } from '../../timeline/graph/place-jobs.ts'
import { fromInstant } from '../../timeline/instant.ts'
import { plannedStepsOf } from '../../timeline/planned-steps.ts'
import { type StepTime, stepTimesOf } from '../../timeline/step-times.ts'
import type { SeenAround } from '../observe-around.ts'

/**
 * The steps of a job as REST lists them, for the reader of its log. REST does not tell an action from a script: the
 * workflow file does, where it is known to be the run's. A step that nothing calls a script bears its name as action.
 */
export const createStepTeller = (
  around: Pick<SeenAround, 'workflow' | 'manifests'> | undefined,
  jobs: readonly ListedJob[],
): ((job: ListedJob) => readonly Step[]) => {
  const plan = around?.workflow?.choice.inferred === false ? around.workflow.plan : undefined
  if (around === undefined || plan === undefined) return () => []
  const places = placeJobs(plan, jobs, around.manifests)
  return job => {
    const steps = stepTimesOf(job.api.steps, undefined)
    const planned = plannedStepsOf(steps, places.get(job.id)?.planned?.steps ?? [])
    return steps.map(step => toldStep(step, planned.get(step)))
  }
}

const toldStep = ({ number, name, stage, start, end }: StepTime, planned: PlannedStep | undefined): Step => ({
  ...(number === undefined ? {} : { number }),
  name,
  stage,
  ...(planned?.run === undefined ? { action: planned?.uses ?? name } : {}),
  ...(start === undefined ? {} : { startedAt: fromInstant(start) }),
  ...(end === undefined ? {} : { finishedAt: fromInstant(end) }),
  source: 'api',
})
