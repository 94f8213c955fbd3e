import type { PolicyRules } from '../schema/run/policy.ts'
import { type Finding, met, type RuleFacts, undecided, violated } from './rule-facts.ts'

/**
 * Checks that the run shows none of the named failure modes. A finding of low confidence leaves the rule undecided, and
 * so does a run whose findings were not looked for. What the configuration file ignores is no finding.
 */
export const noFinding = (
  rules: NonNullable<PolicyRules['no-finding']>,
  { manifest: { findings } }: RuleFacts,
): readonly Finding[] =>
  rules.flatMap(rule => {
    if (findings === undefined) return [undecided(rule, 'findings were not looked for')]
    const found = findings.found.filter(one => one.rule === rule)
    if (found.length === 0) return [met(rule, 'no such finding')]
    return found.map(({ subject, summary, confidence }) =>
      confidence === 'low'
        ? undecided(rule, `${subject.name}: ${summary} (low confidence)`)
        : violated(rule, `${subject.name}: ${summary}`),
    )
  })
