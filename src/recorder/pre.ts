import { readEnvironment } from '../io/env.ts'
import { writeValues } from '../runner/job-files.ts'
import { keptVariables } from './collect/kept-variables.ts'
import { runSafely } from './guard.ts'
import { isOff } from './switch.ts'

// Runs before every step of the job, without network. Having a pre makes our post the last one: posts are a stack, and
// ours is registered first (actions/runner src/Runner.Worker/ActionRunner.cs, RegisterPostJobStep).
await runSafely(async () => {
  const environment = readEnvironment()
  if (isOff(environment)) return
  writeValues(environment['GITHUB_STATE'], {
    preAt: new Date().toISOString(),
    variables: keptVariables(environment),
  })
})
