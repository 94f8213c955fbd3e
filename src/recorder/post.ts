import { readEnvironment } from '../io/env.ts'
import { toWorkProgram } from '../process/program-path.ts'
import { runSafely } from './guard.ts'
import { superviseRecorder } from './supervise-recorder.ts'
import { isOff } from './switch.ts'

// After every other step of the job. The work is done by post-work.ts in a process of its own, which can be ended: a step
// may have left something behind that no deadline inside of it would end. Exit code 0 whatever happens.
await runSafely(async () => {
  const environment = readEnvironment()
  if (!isOff(environment)) await superviseRecorder(toWorkProgram(import.meta.url), environment)
})
process.exit(0)
