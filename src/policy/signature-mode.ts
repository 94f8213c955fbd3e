import { matchesWhole } from '../schema/observed/name-pattern.ts'
import { type Policy, toJobPattern } from '../schema/run/policy.ts'
import { type Finding, met, type RuleFacts, undecided, violated } from './rule-facts.ts'

const BRANCH = 'refs/heads/'

/** Checks that the run manifest of a run on a branch has the signature that each matching branch pattern requires. */
export const signatureMode = (
  rule: NonNullable<Policy['signature']>,
  { manifest: { run, signing, reporter } }: RuleFacts,
): readonly Finding[] => {
  const ref = run.ref?.value
  if (ref === undefined) return [undecided('branch', 'the branch of the run is not known')]
  if (!ref.startsWith(BRANCH)) return [met(ref, 'no run of a branch')]
  const branch = ref.slice(BRANCH.length)
  const asked = Object.entries(rule).filter(([name]) => matchesWhole(toJobPattern(name), branch))
  if (asked.length === 0) return [met(branch, 'the policy asks no signature of this branch')]
  if (reporter?.role === 'collector')
    return [undecided(branch, 'this account was made after the run; how the run signed its own it does not tell')]
  return asked.map(([name, mode]) => {
    const isSigned = mode === 'any' ? signing.mode === 'keyless' || signing.mode === 'key' : signing.mode === mode
    const reason = `${name} asks ${mode}, the run manifest is signed: ${signing.mode} (${signing.reason})`
    return isSigned ? met(branch, reason) : violated(branch, reason)
  })
}
