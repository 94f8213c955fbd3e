import { readEnvironment } from '../io/env.ts'
import { writeValues } from '../runner/job-files.ts'
import { keptVariables } from './collect/kept-variables.ts'
import { traceOfJob } from './collect/trace-of-job.ts'
import { runSafely } from './guard.ts'
import { isOff } from './switch.ts'

// Gives later steps the run's ids. It uses no network, no toolkit and no zod, because it runs before the job's own
// work.
await runSafely(async () => {
  const environment = readEnvironment()
  if (isOff(environment)) return
  const trace = traceOfJob(environment)
  // A local action (`uses: ./`) has no pre (actions/runner src/Runner.Worker/ActionManager.cs, PreStepTracker).
  const variables = environment['STATE_preAt'] === undefined ? keptVariables(environment) : undefined
  writeValues(environment['GITHUB_STATE'], {
    mainAt: new Date().toISOString(),
    traceLink: trace?.foreign,
    variables,
  })
  writeValues(environment['GITHUB_OUTPUT'], { 'correlation-id': trace?.correlationId })
  writeValues(environment['GITHUB_ENV'], { TRACEPARENT: trace?.exported })
})
