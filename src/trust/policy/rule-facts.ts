import { shortenText } from '../../model/cut-text.ts'
import type { PolicyFinding } from '../../model/policy-result.ts'
import type { ReportedJob, RunManifest } from '../../model/run-manifest.ts'

/** What every rule is held against. */
export type RuleFacts = {
  readonly manifest: RunManifest
  /** The jobs of the run but the report's own, which is running while it judges. */
  readonly jobs: readonly ReportedJob[]
  /** Epoch milliseconds. */
  readonly now: number
}

/** One finding without the name of its rule. */
export type Finding = Omit<PolicyFinding, 'rule'>

export const met = (subject: string, reason: string): Finding => found('met', subject, reason)
export const violated = (subject: string, reason: string): Finding => found('violated', subject, reason)
export const undecided = (subject: string, reason: string): Finding => found('undecided', subject, reason)

const found = (result: 'met' | 'violated' | 'undecided', subject: string, reason: string): Finding => ({
  result,
  subject: cut(subject, 1_024),
  reason: cut(reason, 500),
})

const cut = (text: string, max: number): string => shortenText(text, max)

/**
 * How a field of a recorded job stands. Any step of a job can write its manifest, so what nobody else confirms convicts, and
 * acquits nobody.
 */
export const agreementOf = ({ fields }: ReportedJob, name: string): ReportedJob['agreement'] =>
  fields.find(({ field }) => field === name)?.agreement ?? 'unconfirmed'

/** Whether a gap of the report says that this part of the run could not be read whole. */
export const isUnread = ({ gaps }: RunManifest, part: string): boolean =>
  gaps.some(({ field }) => field === part || field.startsWith(`${part}.`))
