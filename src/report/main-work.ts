import { toOneLine } from '../core/error.ts'
import { readEnvironment } from '../io/env.ts'
import { readChildEnvironment } from '../process/child-environment.ts'
import { report, startSupervised } from '../process/supervised.ts'
import { readOwnCredentials } from '../runner/own-credentials.ts'
import { readInputs } from './inputs.ts'
import { runReport } from './run.ts'
import { workLog } from './work-log.ts'

// The work of the report. main.ts starts it with the remaining milliseconds.
startSupervised(Number(process.argv[2]))
const environment = readChildEnvironment(readEnvironment())
const { inputs, problem } = readInputs(environment)
const complain = inputs.strict ? workLog.error : workLog.notice
const faults = problem === undefined ? [] : [toOneLine(problem)]
try {
  const outcome = await runReport(inputs, environment, Date.now, report)
  workLog.info(outcome.headline)
  if (outcome.toLog !== undefined) workLog.text(outcome.toLog)
  faults.push(...outcome.faults)
} catch (error) {
  faults.push(toOneLine(error))
}
const { replaceIn } = readOwnCredentials(environment)
for (const fault of faults) complain(replaceIn(fault))
await report({ stage: 'done' })
// Unfinished work (a toolkit client that still retries) must not hold the job.
process.exit(inputs.strict && faults.length > 0 ? 1 : 0)
