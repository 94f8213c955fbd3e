import type { Confidence } from '../../model/fact.ts'
import type { ErrorLine, Failure, FailureEvidence } from '../../model/failure.ts'
import { redactThenCut } from '../../model/redact.ts'
import { FAILURE_RULES, type FailureRule } from './failure-rules.ts'

/** Lines of one kind that are shown. */
const MAX_EVIDENCE = 3
const MAX_QUOTE = 120
const ERROR = '##[error]'

/** Rules that tell who cancelled. */
export const CANCELLER_RULES: readonly FailureRule[] = FAILURE_RULES.filter(({ by }) => by !== undefined)

/** The first rule of the table that one of the lines matches, with the last lines that do. */
export const ruledBy = (
  lines: readonly ErrorLine[],
  most: Confidence,
  rules: readonly FailureRule[] = FAILURE_RULES,
): Failure | undefined => {
  const texts = lines.map(({ line, text }) => ({
    line,
    isError: text.startsWith(ERROR),
    text: (text.startsWith(ERROR) ? text.slice(ERROR.length) : text).trim().toLowerCase(),
  }))
  for (const rule of rules) {
    const evidence = texts.flatMap(({ line, isError, text }) => {
      const quote = rule.where === 'runner' && !isError ? undefined : quoteBy(rule, text)
      return quote === undefined ? [] : [{ line, quote }]
    })
    if (evidence.length > 0) return { ...verdictOf(rule, evidence), confidence: lower(rule.confidence, most) }
  }
  return undefined
}

/** The first rule that a message of an annotation matches. They stand for themselves: there is no line to name. */
export const ruledByMessage = (
  messages: readonly string[],
  most: Confidence,
  rules: readonly FailureRule[] = FAILURE_RULES,
): Failure | undefined => {
  const texts = messages.map(message => message.slice(0, 300).trim().toLowerCase())
  for (const rule of rules) {
    const quote = texts.map(text => quoteBy(rule, text)).find(said => said !== undefined)
    if (quote !== undefined) return { ...verdictOf(rule, [{ quote }]), confidence: lower(rule.confidence, most) }
  }
  return undefined
}

const verdictOf = (rule: FailureRule, evidence: readonly FailureEvidence[]): Omit<Failure, 'confidence'> => ({
  class: rule.class,
  rule: rule.id,
  evidence: evidence.slice(-MAX_EVIDENCE),
  ...(rule.by === undefined ? {} : { by: rule.by }),
})

/** Undefined where the rule does not match. What a rule lets through is checked once more: it is text of a run. */
const quoteBy = (rule: FailureRule, text: string): string | undefined => {
  const match = rule.pattern.exec(text)
  if (match === null) return undefined
  const said = match.groups?.['said'] ?? rule.quote ?? rule.id
  return SAFE.test(said) ? redactThenCut(said.replace(/ {2,}/g, ' '), MAX_QUOTE) : rule.id
}

/** Words, digits and the few marks that no terminal, Markdown or HTML obeys where the report quotes them as code. */
const SAFE = /^[A-Za-z0-9 .,:;'()/%#=_-]{1,200}$/

const ORDER: readonly Confidence[] = ['high', 'medium', 'low']

export const lower = (one: Confidence, other: Confidence): Confidence =>
  ORDER[Math.max(ORDER.indexOf(one), ORDER.indexOf(other))] ?? 'low'
