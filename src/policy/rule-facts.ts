import { shortenText } from '../core/cut-text.ts'
import type { PolicyFinding } from '../schema/run/policy-result.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import { OWN_JOB_GAP } from '../schema/run/run-outcome.ts'

/** The facts that every rule is evaluated against. */
export type RuleFacts = {
  readonly manifest: RunManifest
  /** The jobs of the run without the report's own job, which still runs during the evaluation. */
  readonly jobs: readonly ReportedJob[]
  /** Epoch milliseconds. */
  readonly now: number
  /**
   * Token issuer of this run's jobs, if an enterprise has its own. Undefined: GitHub's issuer for the server of the
   * run.
   */
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
 * Returns the agreement of a field of a recorded job. Any step of a job can write its manifest, so a field without
 * confirmation counts against the job, and never for it.
 */
export const getAgreement = ({ fields }: ReportedJob, name: string): ReportedJob['agreement'] =>
  fields.find(({ field }) => field === name)?.agreement ?? 'unconfirmed'

/** Returns true if the report has a gap for this part of the run, so the part is incomplete. */
export const isUnread = ({ gaps }: RunManifest, part: string): boolean =>
  gaps.some(({ field }) => field === part || field.startsWith(`${part}.`))

/**
 * Returns true if GitHub's list was read to its end. A job outside a complete list is not in the run; that counts
 * against a job.
 */
export const isListRead = ({ completeness, gaps }: RunManifest): boolean =>
  completeness.by === 'job-id' && !gaps.some(({ field }) => field === 'jobs')

/** Returns true if the list has every job of this attempt; that counts for the jobs. */
export const isListWhole = (manifest: RunManifest): boolean =>
  isListRead(manifest) && !manifest.gaps.some(({ field }) => field === OWN_JOB_GAP)
