import type { EndSignal } from '../../schema/observed/run-observation.ts'

/**
 * The messages of GitHub and the runner when they end a job. Each wording comes from public runs: "execution time"
 * lowlighter/metrics#731 and mandiant/VM-Packages#1448; "awaiting a runner" and "higher priority" BoundaryML/baml#4680;
 * "not acquired" actions/runner#4065; "lost communication" actions/runner#2624, without a name since 2025
 * ankidroid/Anki-Android-Backend#600; "shutdown signal" actions/runner#2662. The runner writes "operation was canceled"
 * for a step that was cancelled (src/Runner.Worker/StepsRunner.cs).
 */
const WORDINGS: readonly (readonly [EndSignal, RegExp])[] = [
  ['queue-expired', /^The job has exceeded the maximum execution time while awaiting a runner/],
  ['timed-out', /^The job (?:running on runner .{0,200} )?has exceeded the maximum execution time of /],
  ['runner-lost', /^The (?:self-hosted|hosted) runner(?::? .{0,200})? lost communication with the server/],
  ['runner-shutdown', /^The runner has received a shutdown signal/],
  ['no-runner', /^The job was not acquired by Runner /],
  ['fail-fast', /^The strategy configuration was canceled because /],
  ['cancelled', /^The operation was canceled\.?$/],
  ['cancelled', /^The run was canceled by /],
  ['cancelled', /^Canceling since a higher priority waiting request for /],
]

/** Returns the signal of one message, or undefined for any other text. */
export const signalOfMessage = (message: string): EndSignal | undefined => {
  const text = message.slice(0, 1_000).trim()
  return WORDINGS.find(([, pattern]) => pattern.test(text))?.[0]
}
