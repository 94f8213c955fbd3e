import type { RunAccount } from '../account/account-output.ts'
import { toOneLine } from '../core/error.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import { isPolicyPath, type PolicyFile, readPolicyFile } from '../github/policy-file.ts'
import { isFailedBy } from '../policy/check-conclusion.ts'
import { evaluateRules, type PolicyContext, summarise } from '../policy/evaluate-policy.ts'
import { findOwnJob } from '../run/subject.ts'
import type { PolicyFinding, PolicyResult } from '../schema/run/policy-result.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { toIssuer } from '../verify/issuers.ts'
import type { ReportContext } from './connect.ts'
import { findEvaluatedBranch } from './evaluated-branch.ts'

/** Evaluates the policy that was read over an account. Without a policy it returns the account unchanged. */
export type PolicyEvaluator = (account: RunAccount) => RunAccount

/** The policy that the run is evaluated against. */
export type PolicyRead = {
  /** The branch for which rules are selected. Undefined where it is not known: the rules of every branch then apply. */
  readonly branch: string | undefined
  /** The default branch's file first, then the base branch's file where it exists and differs. */
  readonly files: readonly PolicyFile[]
}

/**
 * Reads the policy file that input `policy` names. The default branch's rules always apply. For a pull request or a
 * merge queue, the base branch's file can only add rules: an author who may choose the base must not be able to choose
 * a milder policy. The head of a pull request, the commit of a merge queue and the workspace are never read.
 */
export const readPolicy = async (context: ReportContext, now: () => number): Promise<PolicyRead | undefined> => {
  const { inputs, rest, subject, sleep } = context
  if (inputs.policy === '' || !isPolicyPath(inputs.policy)) return undefined
  const { base, branch } = findEvaluatedBranch(context)
  const read = (from: string | undefined): Promise<PolicyFile> =>
    readPolicyFile(rest, subject.repository, inputs.policy, from, { now, sleep })
  const standing = await read(undefined)
  const added = base === undefined ? undefined : await read(base)
  return { branch, files: [standing, ...(added === undefined || addsNothing(standing, added) ? [] : [added])] }
}

/**
 * Whether the base's file adds nothing: it has no file of its own, or the same file. Often the base is the default
 * branch.
 */
const addsNothing = (standing: PolicyFile, added: PolicyFile): boolean =>
  added.isAbsent || (standing.digest !== undefined && standing.digest === added.digest)

export const createPolicyEvaluator =
  (context: ReportContext, read: PolicyRead | undefined, now: number): PolicyEvaluator =>
  account => {
    const result = findResult(context, read, account.manifest, now)
    return result === undefined ? account : { ...account, manifest: { ...account.manifest, policy: result } }
  }

const findResult = (
  { inputs, subject }: ReportContext,
  read: PolicyRead | undefined,
  manifest: RunManifest,
  now: number,
): PolicyResult | undefined => {
  const path = redactThenCut(inputs.policy, 1_024)
  if (path === '') {
    // A gate that is requested without a file evaluates nothing. It must not look like a gate that let the run pass.
    return inputs.failOn === 'never' ? undefined : unusable('', 'input fail-on is set, and input policy names no file')
  }
  if (read === undefined) return unusable(path, 'input policy names no file of the repository')
  const own = findOwnJob(subject)
  const issuer = inputs.issuer === '' ? undefined : toIssuer(inputs.issuer, subject.serverUrl)
  const bench: PolicyContext = { now, ownJobId: own.id, ownJobKey: own.key, branch: read.branch, issuer }
  const evaluated = read.files.map(file => ({ file, findings: evaluateFile(file, path, manifest, bench) }))
  const digest = read.files[0]?.digest
  return {
    path,
    digest,
    files: evaluated.map(({ file, findings }) => ({
      branch: file.branch,
      digest: file.digest,
      verdict: summarise(findings).verdict,
    })),
    evaluatedBranch: read.branch,
    ...summarise(evaluated.flatMap(({ findings }) => findings)),
  }
}

const evaluateFile = (
  file: PolicyFile,
  path: string,
  manifest: RunManifest,
  bench: PolicyContext,
): readonly PolicyFinding[] => {
  const findings =
    file.policy === undefined
      ? [unusableFile(path, toOneLine(file.fault))]
      : evaluateRules(file.policy, manifest, bench)
  const { branch } = file
  return branch === undefined ? findings : findings.map(finding => ({ ...finding, branch }))
}

const unusableFile = (path: string, reason: string): PolicyFinding => ({
  rule: 'policy-file',
  result: 'undecided',
  subject: path,
  reason: redactThenCut(reason, 500),
})

const unusable = (path: string, reason: string): PolicyResult => ({
  path,
  verdict: 'undecided',
  rules: [unusableFile(path, reason)],
})

/** Lines for the log: a file that could not be used, and a verdict that `fail-on` counts as failed. */
export const policyFaults = (
  { inputs }: ReportContext,
  read: PolicyRead | undefined,
  result: PolicyResult | undefined,
): readonly string[] => [
  ...(read?.files ?? []).flatMap(file => (file.policy === undefined ? [toOneLine(file.fault)] : [])),
  ...(result !== undefined && isFailedBy(result, inputs.failOn)
    ? [`policy ${result.path}: ${result.verdict}, and fail-on is ${inputs.failOn}`]
    : []),
]
