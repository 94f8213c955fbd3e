import type { Outcome } from '../../schema/job/job-manifest.ts'
import type { Fact } from '../../schema/values/fact.ts'

/**
 * Returns `job.status` as the runner evaluated it for post: the status so far (actions/runner
 * src/Runner.Worker/StepsRunner.cs).
 */
export const jobStatus = (text: string): Fact<Outcome> | undefined => {
  switch (text) {
    case 'success':
    case 'failure':
    case 'cancelled':
      return { value: text, source: 'runner' }
    default:
      return undefined
  }
}
