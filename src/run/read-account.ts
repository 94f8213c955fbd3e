import { type About, toAccountInput } from '../account/account-input.ts'
import type { RunAccount } from '../account/account-output.ts'
import { buildAccount } from '../account/build-account.ts'
import { withEvidence } from '../account/evidence.ts'
import { compareFailures } from '../history/compare-failures.ts'
import { sha256Hex } from '../io/digest.ts'
import type { HistoryRun } from '../schema/history/history.ts'
import type { BaselineFacts } from '../schema/run/finding.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'
import { buildTimeline } from '../timeline/build-timeline.ts'
import { findEvidence } from './find-evidence.ts'
import type { Ports } from './observe-run.ts'
import type { RunRead } from './run-read.ts'

/** The past that the run is compared with, newest run first, and where it is from. */
export type Past = { readonly runs: readonly HistoryRun[]; readonly baseline: BaselineFacts }

export type AccountRead = {
  /** The account before any row is cut and before its signing is stated. */
  readonly account: RunAccount
  /** Undefined where the job list is refused. */
  readonly timeline: Timeline | undefined
}

/**
 * Builds the account of a run that was read, and reads what its joined jobs leave open. It is built once, however it
 * is signed later.
 */
export const readAccount = async (
  ports: Pick<Ports, 'client' | 'now'> & { readonly past?: (() => Promise<Past>) | undefined },
  read: RunRead,
  about: Omit<About, 'timeline' | 'sha256'>,
): Promise<AccountRead> => {
  const timeline = read.listed.jobs === undefined ? undefined : buildTimeline(read.observation)
  const joined = buildAccount(toAccountInput(read, { ...about, timeline, sha256: sha256Hex }))
  const evidence = await findEvidence(ports, read, joined.manifest)
  const account = evidence.reduce(withEvidence, joined)
  const past = await ports.past?.()
  const findings = past && {
    baseline: past.baseline,
    failures: compareFailures(account.manifest, past.runs),
    found: [],
    otherDifferences: [],
    ignored: [],
  }
  return { account: { ...account, manifest: { ...account.manifest, findings } }, timeline }
}
