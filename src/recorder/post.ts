import { readEnvironment } from '../io/env.ts'
import { toWorkProgram } from '../process/program-path.ts'
import { runSafely } from './guard.ts'
import { superviseRecorder } from './supervise-recorder.ts'
import { isOff } from './switch.ts'

// Runs after every other step of the job. post-work.ts does the work in a process of its own, which can be ended: a
// step may have left something behind that no deadline inside the process would end. The exit code is always 0.
await runSafely(async () => {
  const environment = readEnvironment()
  if (!isOff(environment)) await superviseRecorder(toWorkProgram(import.meta.url), environment)
})
process.exit(0)
