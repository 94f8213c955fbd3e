import type { RunAccount } from '../../account/account-output.ts'
import { toOneLine } from '../../core/error.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import { CONFIGURATION_PATH } from '../../github/configuration-file.ts'
import type { PolicyFile } from '../../github/policy-file.ts'
import { isFailedBy } from '../../policy/check-conclusion.ts'
import { evaluateRules, type PolicyContext, summarise } from '../../policy/evaluate-policy.ts'
import { findOwnJob } from '../../run/subject.ts'
import type { PolicyFinding, PolicyResult } from '../../schema/run/policy-result.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { toIssuer } from '../../verify/issuers.ts'
import type { ReportContext } from '../connect.ts'
import type { PolicyRead } from './read-policy.ts'

/** Evaluates the policy that was read over an account. Without a policy it returns the account unchanged. */
export type PolicyEvaluator = (account: RunAccount) => RunAccount

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
  if (read === undefined) {
    if (inputs.policy !== '')
      return unusable(redactThenCut(inputs.policy, 1_024), 'input policy names no file of the repository with rules')
    // A gate that is requested without a file evaluates nothing. It must not look like a gate that let the run pass.
    return inputs.failOn === 'never'
      ? undefined
      : unusable('', `input fail-on is set, and input policy names no file; ${CONFIGURATION_PATH} has no rules either`)
  }
  const path = redactThenCut(read.path, 1_024)
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
  ...(result?.path === ''
    ? [`fail-on: name the policy file with input policy, or write rules into ${CONFIGURATION_PATH}`]
    : []),
  ...(result !== undefined && isFailedBy(result, inputs.failOn)
    ? [`policy ${result.path}: ${result.verdict}, and fail-on is ${inputs.failOn}`]
    : []),
]
