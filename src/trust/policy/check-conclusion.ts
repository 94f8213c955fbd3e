import type { PolicyResult } from '../../model/policy-result.ts'
import type { RunManifest } from '../../model/run-manifest.ts'

/** Input `fail-on`: which verdict makes the check run fail. `undecided` means violated or undecided. */
export const FAIL_ON = ['never', 'violated', 'undecided'] as const
export type FailOn = (typeof FAIL_ON)[number]

/** A gate whose rules are not known stays shut: a file that could not be used fails by every `fail-on`. */
export const isFailedBy = ({ verdict, rules }: PolicyResult, failOn: FailOn): boolean => {
  if (failOn === 'never') return false
  if (rules.some(({ rule }) => rule === 'policy-file')) return true
  return failOn === 'violated' ? verdict === 'violated' : verdict !== 'met'
}

/** Of the check run: red by the policy alone, green when the run is known to have passed and no policy objects. */
export const conclusionOf = ({ result, policy }: RunManifest, failOn: FailOn): 'success' | 'neutral' | 'failure' => {
  if (policy !== undefined && isFailedBy(policy, failOn)) return 'failure'
  return result === 'success' && (policy?.verdict ?? 'met') === 'met' ? 'success' : 'neutral'
}
