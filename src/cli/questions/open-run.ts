import { withSpent } from '../../account/build-account.ts'
import { cutRows } from '../../account/cut-rows.ts'
import { fitRunManifest } from '../../account/fit-run-manifest.ts'
import { redactAccount } from '../../account/redact-account.ts'
import { stateSigning } from '../../account/state-signing.ts'
import { type KnownValues, redactSecrets } from '../../core/redact/redact.ts'
import type { Refusal } from '../../github/rest/client.ts'
import { openFolder } from '../../run/offline/open-folder.ts'
import type { RunRead } from '../../run/run-read.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { LOGS, type Online, type TokenVariable } from '../inputs/online-inputs.ts'
import { createOnlineClient } from '../online-client.ts'
import { getReadAccount, type Wanted } from '../read-run.ts'
import { checkRefusalLine, refusalLine } from '../refusal.ts'
import { resolveRun } from '../resolve-run.ts'

/** A run that can be observed: from GitHub, or from a folder of its answers. */
export type OpenedRun = Wanted & {
  /** Undefined where no request is sent. */
  readonly token: string | undefined
  readonly tokenFrom: TokenVariable | undefined
  readonly spent: () => RunManifest['apiBudget']
}

export type Opened =
  | { readonly kind: 'open'; readonly wanted: OpenedRun }
  | { readonly kind: 'refused'; readonly line: string }

/** Opens a run on GitHub. The page of a check names its run only by a request. */
export const openOnlineRun = async (online: Online, now: () => number): Promise<Opened> => {
  const client = createOnlineClient(online)
  const resolved = await resolveRun(client, online)
  if (resolved.kind === 'refused') return { kind: 'refused', line: checkRefusalLine(online, resolved.refusal) }
  const { repository, runId, attempt, serverUrl, token, tokenFrom } = resolved.online
  const subject = { kind: 'other-run', serverUrl, repository, runId, attempt } as const
  return { kind: 'open', wanted: { client, subject, now, logs: LOGS, token, tokenFrom, spent: client.spent } }
}

/** Opens a folder that `fetch` wrote, or one with run.json and jobs.json. @throws TraceError USAGE for any other. */
export const openOfflineRun = async (folder: string, attempt: number | undefined): Promise<OpenedRun> => {
  const { client, subject, observedAt, logs } = await openFolder(folder, attempt)
  const spent = () => ({ allowed: 0, used: 0 })
  return { client, subject, now: () => observedAt, logs, token: undefined, tokenFrom: undefined, spent }
}

/** Returns one line: why an opened run could not be read at all, and the remedy. */
export const toRefusalLine = ({ subject, token, tokenFrom }: OpenedRun, refusal: Refusal): string => {
  const what = `run ${subject.runId} of ${subject.repository}`
  return token === undefined ? `${what}: ${refusal.detail}` : refusalLine(what, refusal, tokenFrom)
}

/** Builds the account as the report action would write it: cut to the limits of a manifest, without credentials. */
export const toManifest = async (wanted: OpenedRun, read: RunRead, known: KnownValues): Promise<RunManifest> => {
  const { account } = await getReadAccount(wanted, read, wanted.spent())
  const stated = stateSigning(withSpent(account, wanted.spent()), { mode: 'none', reason: 'made-by-command-line' })
  const { manifest } = fitRunManifest(redactAccount(cutRows(stated, ''), known))
  return redactSecrets(manifest, known).value
}
