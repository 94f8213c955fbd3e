import { readChildEnvironment } from '../child-environment.ts'
import { readEnvironment } from '../env.ts'
import { toOneLine } from '../model/error.ts'
import { readOwnCredentials } from '../sources/own-credentials.ts'
import { report, startSupervised } from '../supervised.ts'
import { readInputs } from './inputs.ts'
import { log } from './log.ts'
import { runReport } from './run.ts'

// The work of the report. Started by main.ts with the milliseconds that are left.
startSupervised(Number(process.argv[2]))
const environment = readChildEnvironment(readEnvironment())
const { inputs, problem } = readInputs(environment)
const complain = inputs.strict ? log.error : log.notice
const faults = problem === undefined ? [] : [toOneLine(problem)]
try {
  const outcome = await runReport(inputs, environment, Date.now, report)
  log.info(outcome.headline)
  if (outcome.toLog !== undefined) log.text(outcome.toLog)
  faults.push(...outcome.faults)
} catch (error) {
  faults.push(toOneLine(error))
}
const { replaceIn } = readOwnCredentials(environment)
for (const fault of faults) complain(replaceIn(fault))
await report({ stage: 'done' })
// Left-behind work (a toolkit client that still retries) must not hold the job.
process.exit(inputs.strict && faults.length > 0 ? 1 : 0)
