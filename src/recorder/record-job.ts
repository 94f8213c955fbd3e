import { toOneLine } from '../core/error.ts'
import { readOwnCredentials } from '../runner/own-credentials.ts'
import type { Host } from './collect/host.ts'
import { notice } from './guard.ts'
import { readInputs } from './inputs.ts'
import { runPost } from './run-post.ts'

/** Post without its process: reads the inputs, runs, and tells the job's log the digest line and each fault. */
export const recordJob = async (host: Host): Promise<void> => {
  const { inputs, problem } = readInputs(host.environment)
  const { replaceIn } = readOwnCredentials(host.environment)
  // A second try would say it a second time.
  if (problem !== undefined && host.extent === 'whole') notice(replaceIn(toOneLine(problem)))
  const outcome = await runPost(inputs, host)
  process.stdout.write(`${outcome.digestLine}\n`)
  for (const remark of outcome.remarks) process.stdout.write(`pipeline-trace: ${remark}\n`)
  for (const fault of outcome.faults) notice(replaceIn(fault))
}
