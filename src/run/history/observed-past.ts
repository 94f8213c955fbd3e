import type { RunClient } from '../../github/rest/client.ts'
import type { ResultsService } from '../../github/results/results-service.ts'
import type { ComparedRun } from '../../history/choose-past.ts'
import { isOfChange } from '../../history/choose-past.ts'
import type { KeptRun } from '../../history/keep-run.ts'
import type { HistoryRun } from '../../schema/history/history.ts'
import type { BaselineFacts } from '../../schema/run/finding.ts'
import type { Verifier } from '../manifests/verify-manifest.ts'

/** The run whose past is read, and what decides whether it is kept itself. */
export type PastOwner = ComparedRun &
  KeptRun & {
    readonly repository: string
    readonly repositoryId: string
    readonly attempt: number
    /** Path of the workflow file; undefined where no source names it, and there is then no past. */
    readonly workflow: string | undefined
  }

export type PastPorts = {
  readonly client: RunClient
  /** The cache service, or why there is none to read. */
  readonly cache: ResultsService | string
  readonly verifier: Pick<Verifier, 'readRun'>
  readonly now: () => number
}

/** The past of a run, and everything that the kept history holds. */
export type PastRead = {
  /** The runs to compare with, newest first. */
  readonly runs: readonly HistoryRun[]
  /** Earlier attempts of the run itself, newest first. They are no past to count with. */
  readonly earlierAttempts?: readonly HistoryRun[] | undefined
  readonly baseline: BaselineFacts
  /** Verified runs that the next kept history begins with. */
  readonly kept: readonly HistoryRun[]
  /** A kept history may exist that could not be read now: another one saved over it would lose its runs. */
  readonly mayBeLost: boolean
}

/** Runs from one source, or why it gives none. */
export type PastSource =
  | {
      readonly ok: true
      readonly runs: readonly HistoryRun[]
      /** Those of them that a signature proves. */
      readonly proven: readonly HistoryRun[]
      readonly note?: string | undefined
    }
  | NoSource

export type NoSource = {
  readonly ok: false
  readonly reason: string
  /** The source may have runs: it did not answer, or refused. */
  readonly isTransient: boolean
}

export const unavailable = (reason: string, isTransient = false): NoSource => ({ ok: false, reason, isTransient })

/**
 * Lists the branches whose kept runs may be read, the run's own first. A pull request chooses the name of its branch,
 * so its past is that of the default branch.
 */
export const listPastBranches = (run: PastOwner): readonly string[] => {
  const own = run.isProtected === true && !isOfChange(run.event) && run.isFork !== true ? run.branch : undefined
  return [...new Set([own, run.defaultBranch].flatMap(branch => branch ?? []))]
}
