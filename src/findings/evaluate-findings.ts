import { redactThenCut } from '../core/redact/redact.ts'
import { type BaselineFacts, FINDING_RULES, type Finding, type RunFindings } from '../schema/run/finding.ts'
import { RULES } from './finding-rules.ts'
import type { FindingInput } from './rules/finding-rule.ts'

/** A finding that the configuration file ignores, up to and with the day `until` (`2026-03-01`). */
export type IgnoredFinding = RunFindings['ignored'][number]

export type EvaluateInput = FindingInput & {
  readonly baseline: BaselineFacts
  readonly ignore?: readonly IgnoredFinding[] | undefined
}

const MOST = 50
const MOST_EVIDENCE = 10

/**
 * Evaluates every rule over the account of a run and its past: at most one finding for each rule and subject, ranked by
 * severity, then by the order of the rules, then by the order in which the rule gave them.
 */
export const evaluateFindings = (input: EvaluateInput): RunFindings => {
  const found = rank(FINDING_RULES.flatMap(name => RULES[name]?.(input) ?? []))
  const { kept, ignored } = withoutIgnored(found, input)
  return {
    baseline: input.baseline,
    found: kept.slice(0, MOST).map(fit),
    otherDifferences: [],
    ignored: ignored.slice(0, MOST),
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

/** Separates the ignored findings. An entry whose last day is over ignores nothing. */
const withoutIgnored = (found: readonly Finding[], { ignore = [], manifest }: EvaluateInput) => {
  const today = manifest.reportedAt.slice(0, 10)
  const valid = ignore.filter(({ until }) => until === undefined || until >= today)
  const findEntry = ({ rule, subject }: Finding): IgnoredFinding | undefined =>
    valid.find(entry => entry.rule === rule && (entry.subject === '*' || entry.subject === subject.name))
  return {
    kept: found.filter(one => findEntry(one) === undefined),
    ignored: found.flatMap(one => {
      const entry = findEntry(one)
      return entry === undefined ? [] : [{ ...entry, subject: redactThenCut(one.subject.name, 1_024) }]
    }),
  }
}

/** Cuts every text of a finding to its cap; a credential in it is replaced before the cut. */
const fit = (one: Finding): Finding => ({
  ...one,
  subject: { ...one.subject, name: redactThenCut(one.subject.name, 1_024) },
  summary: redactThenCut(one.summary, 500),
  evidence: one.evidence.slice(0, MOST_EVIDENCE).map(item => ({ ...item, what: redactThenCut(item.what, 300) })),
  reason: redactThenCut(one.reason, 300),
  response: redactThenCut(one.response, 500),
  owners: one.owners?.slice(0, 10).map(name => redactThenCut(name, 256)),
})
