import type { PolicyVerdict } from '../../model/policy-result.ts'
import type { RunManifest } from '../../model/run-manifest.ts'

/** Input `fail-on`: which verdict makes the check run fail. `undecided` means violated or undecided. */
export const FAIL_ON = ['never', 'violated', 'undecided'] as const
export type FailOn = (typeof FAIL_ON)[number]

export const isFailedBy = (verdict: PolicyVerdict, failOn: FailOn): boolean => {
  switch (failOn) {
    case 'never':
      return false
    case 'violated':
      return verdict === 'violated'
    case 'undecided':
      return verdict !== 'met'
  }
}

/** Of the check run: red by the policy alone, green when the run passed and no policy objects. */
export const conclusionOf = ({ result, policy }: RunManifest, failOn: FailOn): 'success' | 'neutral' | 'failure' => {
  const verdict = policy?.verdict ?? 'met'
  if (isFailedBy(verdict, failOn)) return 'failure'
  return result === 'success' && verdict === 'met' ? 'success' : 'neutral'
}
