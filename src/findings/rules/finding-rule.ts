import type { HistoryRun } from '../../schema/history/history.ts'
import type { WorkflowPlan } from '../../schema/observed/workflow-plan.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'

/** What a rule may look at. */
export type FindingInput = {
  /** The whole account, before any row is cut. */
  readonly manifest: RunManifest
  /** Past runs to compare with, newest first, of the same branch or of the default branch; empty where none are known. */
  readonly past: readonly HistoryRun[]
  /** Earlier attempts of this run that the history has, newest first. */
  readonly earlierAttempts?: readonly HistoryRun[] | undefined
  /** The plan in the workflow file; undefined where the file was not read. */
  readonly plan?: WorkflowPlan | undefined
  readonly thresholds: Thresholds
}

/** What rules need before they compare, and the waits that are worth a finding. The configuration file can set them. */
export type Thresholds = {
  /** Runs that a statistic needs before a rule compares with it. */
  readonly samples: number
  /** Wait for a runner that is worth a finding, in milliseconds. */
  readonly queueMs: number
  /** Wait for an approval that is worth a finding, in milliseconds. */
  readonly approvalMs: number
}

export const THRESHOLDS: Thresholds = { samples: 10, queueMs: 300_000, approvalMs: 3_600_000 }

/**
 * A pure rule. It returns nothing where its evidence is not enough: a false finding is worse than none. Of several
 * findings the one with the largest numbers comes first. It neither escapes nor cuts: evaluate-findings.ts cuts, and the
 * rendering escapes.
 */
export type FindingRule = (input: FindingInput) => readonly Finding[]
