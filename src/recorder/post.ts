import { readEnvironment } from '../env.ts'
import { toOneLine } from '../model/error.ts'
import { neverInTheWay, notice } from './guard.ts'
import { readInputs } from './inputs.ts'
import { runPost } from './run-post.ts'
import { isOff } from './switch.ts'

// After every other step of the job: read what happened, write it down, hand it over. Exit code 0 whatever happens.
await neverInTheWay(async () => {
  const environment = readEnvironment()
  if (isOff(environment)) return
  const { inputs, problem } = readInputs(environment)
  if (problem !== undefined) notice(toOneLine(problem))
  const { argv0, execPath } = process
  const outcome = await runPost(inputs, { environment, argv0, execPath, now: Date.now })
  process.stdout.write(`${outcome.digestLine}\n`)
  outcome.faults.forEach(notice)
})
// A toolkit client that still retries must not hold the job.
process.exit(0)
