import { LIMITS } from '../core/limits.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import { compareFailures } from '../history/compare-failures.ts'
import type { IgnoredFinding } from '../schema/run/configuration.ts'
import { type BaselineFacts, FINDING_RULES, type Finding, type RunFindings } from '../schema/run/finding.ts'
import { withoutIgnored } from './apply-configuration.ts'
import { RULES } from './finding-rules.ts'
import { listOtherDifferences } from './rules/environment-decay.ts'
import type { FindingInput } from './rules/finding-rule.ts'

/** The input of the rules, with what is stated of the past and what the configuration file ignores. */
export type EvaluateInput = FindingInput & {
  readonly baseline: BaselineFacts
  readonly ignore?: readonly IgnoredFinding[] | undefined
  /** Code owners of the workflow file. */
  readonly codeOwners?: readonly string[] | undefined
}

/**
 * Evaluates every rule over the account of a run and its past: at most one finding for each rule and subject, ranked by
 * severity, then by the order of the rules, then by the order in which the rule gave them.
 */
export const evaluateFindings = (input: EvaluateInput): RunFindings => {
  const { manifest, baseline, ignore = [], codeOwners = [] } = input
  const ranked = rank(FINDING_RULES.flatMap(name => RULES[name]?.(input) ?? []))
  const all = ranked.map(one => withOwners(one, codeOwners)).map(fit)
  const { found, ignored } = withoutIgnored(all, ignore, manifest.reportedAt.slice(0, 10))
  return {
    baseline,
    failures: compareFailures(manifest, input.past),
    found: found.slice(0, LIMITS.findings),
    otherDifferences: listOtherDifferences(input).map(line => redactThenCut(line, 300)),
    ignored,
  }
}

const SEVERITIES: readonly string[] = ['high', 'medium', 'low', 'other']

/** Ranks findings. The sort is stable, so findings of equal severity keep their order. */
const rank = (found: readonly Finding[]): readonly Finding[] => {
  const seen = new Set<string>()
  return found
    .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
    .filter(({ rule, subject: { kind, name, jobId = '' } }) => {
      const key = JSON.stringify([rule, kind, name, kind === 'job' || kind === 'step' ? jobId : ''])
      return !seen.has(key) && seen.add(key)
    })
}

/** Names the code owners of the workflow file where its author has to act and nobody else is named. */
const withOwners = (finding: Finding, codeOwners: readonly string[]): Finding =>
  finding.owner !== 'author' || finding.owners !== undefined || codeOwners.length === 0
    ? finding
    : { ...finding, owners: [...codeOwners], ownersFrom: 'codeowners' }

/** Cuts every text of a finding to its cap; a credential in it is replaced before the cut. */
const fit = (one: Finding): Finding => ({
  ...one,
  subject: { ...one.subject, name: redactThenCut(one.subject.name, 1_024) },
  summary: redactThenCut(one.summary, 500),
  evidence: one.evidence.slice(0, LIMITS.findingEvidence).map(item => ({
    ...item,
    what: redactThenCut(item.what, 300),
    job: cutName(item.job),
    step: cutName(item.step),
  })),
  reason: redactThenCut(one.reason, 300),
  response: redactThenCut(one.response, 500),
  owners: one.owners?.slice(0, 10).map(name => redactThenCut(name, 256)),
})

const cutName = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : redactThenCut(name, 1_024)
