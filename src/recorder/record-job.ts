import { toOneLine } from '../core/error.ts'
import { readOwnCredentials } from '../runner/own-credentials.ts'
import type { Host } from './collect/host.ts'
import { notice } from './guard.ts'
import { readInputs } from './inputs.ts'
import { runPost } from './run-post.ts'

/**
 * Runs post inside its process: reads the inputs, records, and prints the digest line and each fault to the job's log.
 */
export const recordJob = async (host: Host): Promise<void> => {
  const { inputs, problem } = readInputs(host.environment)
  const { replaceIn } = readOwnCredentials(host.environment)
  // A second try would print it twice.
  if (problem !== undefined && host.extent === 'whole') notice(replaceIn(toOneLine(problem)))
  const outcome = await runPost(inputs, host)
  process.stdout.write(`${outcome.digestLine}\n`)
  for (const remark of outcome.remarks) process.stdout.write(`pipeline-trace: ${remark}\n`)
  for (const fault of outcome.faults) notice(replaceIn(fault))
}
