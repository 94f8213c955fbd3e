import { shortenText } from '../core/cut-text.ts'
import type { PolicyFinding } from '../schema/run/policy-result.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import { OWN_JOB_GAP } from '../schema/run/run-outcome.ts'

/** What every rule is held against. */
export type RuleFacts = {
  readonly manifest: RunManifest
  /** The jobs of the run but the report's own, which is running while it evaluates. */
  readonly jobs: readonly ReportedJob[]
  /** Epoch milliseconds. */
  readonly now: number
  /** Token issuer of this run's jobs, where an enterprise has its own; undefined: GitHub's for the server of the run. */
  readonly issuer?: string | undefined
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
 * How a field of a recorded job stands. Any step of a job can write its manifest, so what nobody else confirms counts against the job, and
 * never counts for it.
 */
export const getAgreement = ({ fields }: ReportedJob, name: string): ReportedJob['agreement'] =>
  fields.find(({ field }) => field === name)?.agreement ?? 'unconfirmed'

/** Whether a gap of the report says that this part of the run could not be read whole. */
export const isUnread = ({ gaps }: RunManifest, part: string): boolean =>
  gaps.some(({ field }) => field === part || field.startsWith(`${part}.`))

/** Whether GitHub's list was read to its end: what is not in it then is not in the run, which counts against a job. */
export const isListRead = ({ completeness, gaps }: RunManifest): boolean =>
  completeness.by === 'job-id' && !gaps.some(({ field }) => field === 'jobs')

/** Whether it is the list of every job of this attempt, which counts for them. */
export const isListWhole = (manifest: RunManifest): boolean =>
  isListRead(manifest) && !manifest.gaps.some(({ field }) => field === OWN_JOB_GAP)
