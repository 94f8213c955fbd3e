import type { FailureQuotes } from '../../../findings/failures/quotes.ts'
import type { ProbedDependency } from '../../../schema/job/replay.ts'
import type { RunFindings } from '../../../schema/run/finding.ts'
import type { CacheMiss, DeployedArtifacts } from '../../../schema/run/run-evidence.ts'
import type { ReportedJob, RunManifest } from '../../../schema/run/run-manifest.ts'
import type { Timeline, TimelineJob } from '../../../schema/run/run-timeline.ts'
import type { FieldAgreement } from '../../../schema/values/field-agreement.ts'
import type { Line } from '../document.ts'

/** How a job ended, in words for readers. `own` is the job that writes the report. */
export type JobResult = 'passed' | 'failed' | 'tolerated' | 'cancelled' | 'skipped' | 'running' | 'own' | 'unclear'

/** The time of a job by phase, on the one clock of the timeline. Undefined means not observed. */
export type JobTimes = {
  readonly approvalMs: number | undefined
  readonly waitedMs: number | undefined
  readonly setupMs: number | undefined
  readonly ranMs: number | undefined
  readonly totalMs: number | undefined
}

export type AccountStep = {
  readonly number: number | undefined
  readonly name: string
  readonly durationMs: number | undefined
  readonly start: string | undefined
  readonly end: string | undefined
}

/** One job, in the form that every part of the first screen uses. */
export type AccountJob = {
  readonly id: string | undefined
  readonly name: string
  readonly url: string | undefined
  readonly result: JobResult
  /** GitHub's word where it is more exact than the result: `timed out`. */
  readonly word: string | undefined
  readonly failure: ReportedJob['failure']
  readonly failedStep: AccountStep | undefined
  /** The user's own steps. */
  readonly steps: readonly AccountStep[]
  readonly completedAt: string | undefined
  readonly times: JobTimes
  readonly slack: TimelineJob['slack']
  readonly needs: readonly string[]
  /** Why it was skipped, where that is known. */
  readonly skip: TimelineJob['skip']
  readonly environment: string | undefined
  readonly labels: readonly string[]
  readonly intervals: TimelineJob['intervals']
  readonly isOnPath: boolean
  readonly isCarriedOver: boolean
  /** Why no manifest of its own is here; undefined where one is, and where none is expected. */
  readonly notRecorded: string | undefined
  readonly contradictions: readonly FieldAgreement[]
  readonly isConflict: boolean
  readonly probes: readonly ProbedDependency[]
  readonly services: NonNullable<ReportedJob['services']>
  readonly misses: readonly CacheMiss[]
  readonly caches: string | undefined
  readonly artifacts: readonly string[]
}

/** The account that check run, report and command line render. */
export type Account = {
  /** `skipped`: none of its jobs ran, by GitHub's conclusion. */
  readonly result: RunManifest['result'] | 'skipped'
  readonly serverUrl: string | undefined
  readonly workflow: string | undefined
  readonly number: number | undefined
  readonly attempt: number
  readonly url: string | undefined
  /** Counts of all jobs except the report's own, including jobs without a row. */
  readonly counts: {
    readonly known: number
    readonly failed: number
    readonly succeeded: number
    readonly skipped: number
    readonly tolerated: number
  }
  /** Undefined where all jobs ended well. */
  readonly tally: string | undefined
  readonly policyWord: string
  /** Why no success can be stated, the most important reason first. */
  readonly open: readonly string[]
  /** The jobs that were left out before this account was built. */
  readonly cutLine: string | undefined
  readonly jobs: readonly AccountJob[]
  readonly timeline: Timeline | undefined
  /** Why no duration is known; undefined where one is. */
  readonly noTime: string | undefined
  /** Whether the run failed and no source names the failed job. */
  readonly isFailureNameless: boolean
  readonly unmatchedArtifacts: RunManifest['unmatchedArtifacts']
  readonly warnings: readonly string[]
  readonly misses: readonly CacheMiss[]
  /** Undefined where findings were not looked for. */
  readonly findings: RunFindings | undefined
  readonly deployed: readonly DeployedArtifacts[]
  readonly quotes: FailureQuotes
  /** The run artifact, where it was stored. */
  readonly artifact: string | undefined
  /** How much of the run was recorded, and who signed it. */
  readonly closing: Line
  readonly gaps: readonly { readonly field: string; readonly reason: string; readonly detail?: string | undefined }[]
}

/** Returns the matrix or the called workflow of a job: its name without its own values, or the caller's name. */
export const toGroupName = (name: string): string => {
  const caller = name.indexOf(' / ')
  if (caller > 0) return `${withoutValues(name.slice(0, caller))} / …`
  const bare = withoutValues(name)
  return bare === name ? name : `${bare} (…)`
}

const withoutValues = (name: string): string => {
  const open = name.endsWith(')') ? name.indexOf(' (') : -1
  return open > 0 ? name.slice(0, open) : name
}

/**
 * Returns the failed jobs, those of this attempt first, in the order in which they ended: a later failure may be an
 * echo.
 */
export const failedJobs = ({ jobs }: Account): readonly AccountJob[] =>
  jobs
    .filter(({ result }) => result === 'failed')
    .toSorted(
      (a, b) =>
        Number(a.isCarriedOver) - Number(b.isCarriedOver) || (a.completedAt ?? '~').localeCompare(b.completedAt ?? '~'),
    )

/** Returns the time from the first instant of the attempt to the last; undefined where it was not observed. */
export const totalMs = ({ timeline }: Account): number | undefined => timeline?.criticalPath?.totalMs
