import { matchesWhole } from '../schema/observed/name-pattern.ts'
import { type Policy, toJobPattern } from '../schema/run/policy.ts'
import { type Finding, met, type RuleFacts, undecided, violated } from './rule-facts.ts'

/** Checks that an event of the list started the run. `verify --event` checks the same in a certificate. */
export const events = (
  allowed: NonNullable<Policy['events']>,
  { manifest: { run } }: RuleFacts,
): readonly Finding[] => [held('event', allowed, run.event?.value)]

/** Checks that the run has a ref of the list. `verify --source-ref` checks the same in a certificate. */
export const sourceRefs = (
  allowed: NonNullable<Policy['source-refs']>,
  { manifest: { run } }: RuleFacts,
): readonly Finding[] => [held('ref', allowed, run.ref?.value)]

const held = (what: string, allowed: readonly string[], found: string | undefined): Finding => {
  if (found === undefined) return undecided(what, `the ${what} of the run is not known`)
  return allowed.some(one => matchesWhole(toJobPattern(one), found))
    ? met(what, found)
    : violated(what, `${found} is none of ${allowed.join(', ')}`)
}
