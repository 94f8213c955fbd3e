import { type About, toAccountInput } from '../account/account-input.ts'
import type { RunAccount } from '../account/account-output.ts'
import { buildAccount } from '../account/build-account.ts'
import { withEvidence } from '../account/evidence.ts'
import { compareWithLastGreen } from '../compare/compare-with-past.ts'
import { redactSecrets } from '../core/redact/redact.ts'
import { type FindingSettings, toFindingSettings } from '../findings/apply-configuration.ts'
import { evaluateFindings } from '../findings/evaluate-findings.ts'
import { matchCodeOwners } from '../findings/owners/match-code-owners.ts'
import { readCodeOwners } from '../github/code-owners-file.ts'
import { sha256Hex } from '../io/digest.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'
import { buildTimeline } from '../timeline/build-timeline.ts'
import { findEvidence } from './find-evidence.ts'
import type { PastRead } from './history/observed-past.ts'
import type { Ports } from './observe-run.ts'
import type { RunRead } from './run-read.ts'

/** The past that the run is compared with, newest run first, and where it is from. */
export type Past = Pick<PastRead, 'runs' | 'earlierAttempts' | 'baseline'>

/** What findings need beside the account: each part may be absent. */
export type FindingPorts = {
  /** Reads what the configuration file says about findings. It never fails. */
  readonly settings?: (() => Promise<FindingSettings>) | undefined
  /** Reads the past. It never fails: where there is none, the baseline states why. */
  readonly past?: (() => Promise<Past>) | undefined
}

export type AccountRead = {
  /** The account before any row is cut and before its signing is stated. */
  readonly account: RunAccount
  /** Undefined where the job list is refused. */
  readonly timeline: Timeline | undefined
}

/**
 * Builds the account of a run that was read, reads what its joined jobs leave open, and evaluates the findings. It is
 * built once, however it is signed later.
 */
export const readAccount = async (
  ports: Pick<Ports, 'client' | 'now'> & FindingPorts,
  read: RunRead,
  about: Omit<About, 'timeline' | 'sha256'>,
): Promise<AccountRead> => {
  const timeline = read.listed.jobs === undefined ? undefined : buildTimeline(read.observation)
  const joined = buildAccount(toAccountInput(read, { ...about, timeline, sha256: sha256Hex }))
  const [evidence, past, settings, codeOwners] = await Promise.all([
    findEvidence(ports, read, joined.manifest),
    (ports.past ?? noPast)(),
    ports.settings?.() ?? toFindingSettings(undefined),
    findCodeOwners(ports.client, read),
  ])
  const account = evidence.reduce(withEvidence, joined)
  return { account: withFindings(account, { ...settings, codeOwners }, read, past), timeline }
}

const noPast = async (): Promise<Past> => ({
  runs: [],
  baseline: { from: 'none', runs: 0, reason: 'no history of this workflow was read' },
})

/** Finds the code owners of the workflow file, at the commit that the file was read at. */
const findCodeOwners = async (
  client: Ports['client'],
  { subject, observation: { workflow } }: RunRead,
): Promise<readonly string[]> => {
  const { path, sha, inferred } = workflow?.choice ?? {}
  if (path === undefined || sha === undefined || inferred === true) return []
  const text = await readCodeOwners(client, subject.repository, sha)
  return text === undefined ? [] : matchCodeOwners(text, path)
}

/** Adds the findings, made of the whole account. Names in them are texts of the run, so they are redacted here. */
const withFindings = (
  account: RunAccount,
  settings: FindingSettings & { readonly codeOwners: readonly string[] },
  { observation: { workflow } }: RunRead,
  { runs, earlierAttempts, baseline }: Past,
): RunAccount => {
  const { manifest } = account
  const input = { manifest, past: runs, earlierAttempts, baseline, ...settings, plan: workflow?.plan }
  const found = { ...evaluateFindings(input), lastGreen: compareWithLastGreen(input) }
  const { value: findings, redacted } = redactSecrets(found)
  return { ...account, manifest: { ...manifest, findings, redacted: manifest.redacted + redacted } }
}
