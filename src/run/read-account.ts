import { type About, toAccountInput } from '../account/account-input.ts'
import type { RunAccount } from '../account/account-output.ts'
import { buildAccount } from '../account/build-account.ts'
import { withEvidence } from '../account/evidence.ts'
import { sha256Hex } from '../io/digest.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'
import { buildTimeline } from '../timeline/build-timeline.ts'
import { findEvidence } from './find-evidence.ts'
import type { Ports } from './observe-run.ts'
import type { RunRead } from './run-read.ts'

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
  ports: Pick<Ports, 'client' | 'now'>,
  read: RunRead,
  about: Omit<About, 'timeline' | 'sha256'>,
): Promise<AccountRead> => {
  const timeline = read.listed.jobs === undefined ? undefined : buildTimeline(read.observation)
  const joined = buildAccount(toAccountInput(read, { ...about, timeline, sha256: sha256Hex }))
  const evidence = await findEvidence(ports, read, joined.manifest)
  return { account: evidence.reduce(withEvidence, joined), timeline }
}
