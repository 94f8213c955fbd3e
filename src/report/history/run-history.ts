import { cutText } from '../../core/cut-text.ts'
import { toOneLine } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { type KnownValues, redactSecrets } from '../../core/redact/redact.ts'
import { workflowPath } from '../../core/workflow-path.ts'
import { saveCacheEntry } from '../../github/results/cache-entries.ts'
import type { ResultsService } from '../../github/results/results-service.ts'
import { hasArtifactService } from '../../github/write/upload-artifact.ts'
import { refuseRun } from '../../history/keep-run.ts'
import { mergeHistory } from '../../history/merge-history.ts'
import { emptyHistory, toHistoryRun } from '../../history/to-history-run.ts'
import { sha256Hex } from '../../io/digest.ts'
import { encodeHistory } from '../../run/history/history-file.ts'
import { HISTORY_CACHE_VERSION, historyKey } from '../../run/history/history-key.ts'
import { toListedOwner } from '../../run/history/listed-owner.ts'
import type { PastOwner, PastRead } from '../../run/history/observed-past.ts'
import { readPast } from '../../run/history/read-past.ts'
import type { Verifier } from '../../run/manifests/verify-manifest.ts'
import type { RunRead } from '../../run/run-read.ts'
import type { BaselineFacts, RunFindings } from '../../schema/run/finding.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import type { ReportContext } from '../connect.ts'

/** Reads the past of the reported run; with input `history: false` there is none. */
export const readRunPast = (
  context: ReportContext,
  read: RunRead,
  verifier: Pick<Verifier, 'readRun'>,
  now: () => number,
): Promise<PastRead> =>
  context.inputs.history
    ? readPast({ client: context.rest, cache: findCache(context, 'read'), verifier, now }, toPastOwner(context, read))
    : Promise.resolve(SWITCHED_OFF)

const SWITCHED_OFF: PastRead = {
  runs: [],
  baseline: { from: 'none', runs: 0, reason: 'input history is false' },
  kept: [],
  mayBeLost: false,
}

/**
 * Returns the cache service, or why this job cannot use it. The runner gives the cache mode of the job, `none`, `read`,
 * `write` or `write-only`; any other value forbids nothing (actions/toolkit packages/cache/src/internal/config.ts).
 */
const findCache = (
  { subject: { serverUrl }, uploads, environment }: ReportContext,
  use: 'read' | 'write',
): ResultsService | string => {
  const mode = (environment['ACTIONS_CACHE_MODE'] ?? '').trim().toLowerCase()
  const isForbidden = mode === 'none' || mode === (use === 'read' ? 'write-only' : 'read')
  if (!hasArtifactService(serverUrl)) return `${serverUrl} has no cache service of version 2`
  if (isForbidden) return `the cache mode ${mode} of this job forbids to ${use} the kept history`
  return uploads ?? 'this runner gives no cache service'
}

/**
 * Returns what decides about the past of the reported run. For another run it is what REST lists: the variables of this
 * job are those of the run that reports, which has the name of the default branch.
 */
const toPastOwner = ({ subject, environment, event }: ReportContext, read: RunRead): PastOwner => {
  const owner = toListedOwner(read)
  // A collector reports a run of its own repository.
  const listed = { ...owner, defaultBranch: owner.defaultBranch ?? event.defaultBranch }
  if (subject.kind === 'other-run') return listed
  const [, branch] = /^refs\/heads\/(.{1,1024})$/.exec(environment['GITHUB_REF'] ?? '') ?? []
  return {
    ...listed,
    attempt: subject.attempt,
    ...{ event: subject.event, branch, isFork: event.fork ?? listed.isFork },
    // "true if branch protections or rulesets are configured for the ref" (docs.github.com "Variables reference").
    isProtected: branch === undefined ? undefined : environment['GITHUB_REF_PROTECTED'] === 'true',
    workflow: workflowPath(subject.workflowRef) ?? listed.workflow,
  }
}

/** The history that this report adds its run to, or why it keeps none. */
export type NextHistory =
  | { readonly key: string; readonly bytes: Uint8Array; readonly digest: string; readonly cache: ResultsService }
  | { readonly refusal: string }

/** Makes the next history from the verified one. Whether the run is kept is decided by the observed run alone. */
export const makeNextHistory = (
  context: ReportContext,
  read: RunRead,
  { kept, mayBeLost }: PastRead,
  manifest: RunManifest,
  known: KnownValues,
): NextHistory => {
  const owner = toPastOwner(context, read)
  const { repository, workflow, branch = '' } = owner
  const refusal = context.inputs.history ? refuseRun(owner) : 'input history is false'
  if (refusal !== undefined) return { refusal }
  if (workflow === undefined) return { refusal: 'the path of the workflow file is not known' }
  const cache = findCache(context, 'write')
  if (typeof cache === 'string') return { refusal: cache }
  if (mayBeLost) return { refusal: 'the kept history could not be read, and another one would replace it' }
  const { value: own } = redactSecrets(toHistoryRun(manifest), known)
  const history = { ...emptyHistory(repository, workflow), runs: [...mergeHistory([own], kept)] }
  const { bytes } = encodeHistory(history)
  const writer = { runId: owner.runId, attempt: owner.attempt, reporterRunId: context.ownRun.runId }
  return { key: historyKey(workflow, branch, writer), bytes, digest: `sha256:${sha256Hex(bytes)}`, cache }
}

/**
 * States in the account what is saved: the next report accepts a history only if a verified account names its digest,
 * so an unsigned report names none.
 */
export const stateHistory = <T extends { readonly manifest: RunManifest }>(account: T, next: NextHistory): T => {
  const { signing, findings } = account.manifest
  if (findings === undefined) return account
  const refusal = findRefusal(next, signing.mode)
  const baseline: BaselineFacts = {
    ...findings.baseline,
    saved: 'digest' in next && refusal === undefined ? next.digest : undefined,
  }
  const reason = [baseline.reason, refusal === undefined ? undefined : `not kept: ${refusal}`]
    .filter(part => part !== undefined)
    .join('; ')
  const stated: RunFindings = {
    ...findings,
    baseline: { ...baseline, reason: reason === '' ? undefined : cutText(reason, LIMITS.baselineReason) },
  }
  return { ...account, manifest: { ...account.manifest, findings: stated } }
}

const findRefusal = (next: NextHistory, mode: string): string | undefined =>
  'refusal' in next
    ? next.refusal
    : mode === 'none'
      ? 'this report is unsigned, and only a signed one is accepted later; give the report job `id-token: write`'
      : undefined

/** Saves the history that the signed account names. Returns one line per fault. */
export const saveHistory = async (next: NextHistory, manifest: RunManifest): Promise<readonly string[]> => {
  if ('refusal' in next || manifest.findings?.baseline.saved !== next.digest) return []
  try {
    await saveCacheEntry(next.cache, { key: next.key, version: HISTORY_CACHE_VERSION }, next.bytes)
    return []
  } catch (error) {
    return [`the history of this workflow was not kept, so the next report compares with less: ${toOneLine(error)}`]
  }
}
