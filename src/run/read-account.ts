import { type About, toAccountInput } from '../account/account-input.ts'
import type { RunAccount } from '../account/account-output.ts'
import { buildAccount } from '../account/build-account.ts'
import { withEvidence } from '../account/evidence.ts'
import { sha256Hex } from '../io/digest.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'
import { buildTimeline } from '../timeline/build-timeline.ts'
import { findEvidence } from './find-evidence.ts'
import type { Ports, RunRead } from './observe-run.ts'

export type AccountRead = {
  /** Uncut, and before anybody stated how it is signed. */
  readonly account: RunAccount
  /** Undefined where the jobs may not be listed. */
  readonly timeline: Timeline | undefined
}

/** The account of a run that was read; what its joined jobs leave open is read too. It is built once, whoever signs it. */
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
