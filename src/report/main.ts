import { readEnvironment } from '../env.ts'
import { toOneLine } from '../model/error.ts'
import { readOwnCredentials } from '../sources/own-credentials.ts'
import { readInputs } from './inputs.ts'
import { log } from './log.ts'
import { runReport } from './run.ts'

// Green whatever the world does; red only with `strict: true`.
const environment = readEnvironment()
const { inputs, problem } = readInputs(environment)
const complain = inputs.strict ? log.error : log.notice
const faults = problem === undefined ? [] : [toOneLine(problem)]
try {
  const outcome = await runReport(inputs, environment, Date.now)
  log.info(outcome.headline)
  if (outcome.toLog !== undefined) log.text(outcome.toLog)
  faults.push(...outcome.faults)
} catch (error) {
  faults.push(toOneLine(error))
}
const { replaceIn } = readOwnCredentials(environment)
for (const fault of faults) complain(replaceIn(fault))
// Left-behind work (a toolkit client that still retries) must not hold the job.
process.exit(inputs.strict && faults.length > 0 ? 1 : 0)
