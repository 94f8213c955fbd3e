import type { PolicyResult } from '../schema/run/policy-result.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'

/** Input `fail-on`: the verdicts that make the check run fail. `undecided` means violated or undecided. */
export const FAIL_ON = ['never', 'violated', 'undecided'] as const
export type FailOn = (typeof FAIL_ON)[number]

/** Input `conclusion`: the effect of a failed run on the check run. */
export const CONCLUSIONS = ['neutral', 'follow-run'] as const
export type Conclusion = (typeof CONCLUSIONS)[number]

/**
 * Returns true if the policy makes the check run fail. With unknown rules the gate stays closed: an unusable policy
 * file fails with every `fail-on` but `never`.
 */
export const isFailedBy = ({ verdict, rules }: PolicyResult, failOn: FailOn): boolean => {
  if (failOn === 'never') return false
  if (rules.some(({ rule }) => rule === 'policy-file')) return true
  return failOn === 'violated' ? verdict === 'violated' : verdict !== 'met'
}

/**
 * Decides the conclusion of the check run. It is `failure` by the policy, or by a failed run with `follow-run`. It is
 * `success` if the run is known to have passed and the policy, if any, is met.
 */
export const decideConclusion = (
  { result, policy }: RunManifest,
  failOn: FailOn,
  conclusion: Conclusion = 'neutral',
): 'success' | 'neutral' | 'failure' => {
  if (policy !== undefined && isFailedBy(policy, failOn)) return 'failure'
  if (conclusion === 'follow-run' && result === 'failure') return 'failure'
  return result === 'success' && (policy?.verdict ?? 'met') === 'met' ? 'success' : 'neutral'
}
