import type { WorkflowPlan } from '../schema/observed/workflow-plan.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'

/**
 * Returns the line of each job in the run's own workflow file, by job id. A job of a called workflow has the line of
 * its caller: the called file may be in another repository, where no annotation is possible.
 */
export const jobLines = (plan: WorkflowPlan | undefined, timeline: Timeline | undefined): ReadonlyMap<string, number> =>
  new Map(
    (timeline?.jobs ?? []).flatMap(({ id, planId }) => {
      const [key = ''] = planId?.split('/') ?? []
      const line = plan?.lines?.get(key)
      return line === undefined ? [] : [[id, line] as const]
    }),
  )
