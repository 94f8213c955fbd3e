import type { PolicyResult } from '../schema/run/policy-result.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'

/** Input `fail-on`: which verdict makes the check run fail. `undecided` means violated or undecided. */
export const FAIL_ON = ['never', 'violated', 'undecided'] as const
export type FailOn = (typeof FAIL_ON)[number]

/** Input `conclusion`: what a run that failed makes of the check run. */
export const CONCLUSIONS = ['neutral', 'follow-run'] as const
export type Conclusion = (typeof CONCLUSIONS)[number]

/** A gate whose rules are not known stays shut: a file that could not be used fails by every `fail-on`. */
export const isFailedBy = ({ verdict, rules }: PolicyResult, failOn: FailOn): boolean => {
  if (failOn === 'never') return false
  if (rules.some(({ rule }) => rule === 'policy-file')) return true
  return failOn === 'violated' ? verdict === 'violated' : verdict !== 'met'
}

/**
 * Of the check run: red by the policy, or with the run where that is asked for; green when the run is known to have passed
 * and no policy objects.
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
