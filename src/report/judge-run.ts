import { toOneLine } from '../model/error.ts'
import type { PolicyResult } from '../model/policy-result.ts'
import { redactThenCut } from '../model/redact.ts'
import { isPolicyPath, type PolicyFile, readPolicyFile } from '../sources/policy-file.ts'
import { isFailedBy } from '../trust/policy/check-conclusion.ts'
import { evaluatePolicy } from '../trust/policy/evaluate-policy.ts'
import type { World } from './connect.ts'
import type { Merged } from './merge/merge-run.ts'

/** Holds an account of the run against the policy that was read; without one the account stays as it is. */
export type Judge = (merged: Merged) => Merged

/**
 * Reads the policy that input `policy` names: of a pull request from its base branch, of everything else from the default
 * branch. What is judged must not choose its judge: neither the head of a pull request, nor the commit of a merge queue,
 * nor the workspace is ever asked.
 */
export const readPolicy = async ({
  inputs,
  rest,
  repository,
  event,
  followed,
}: World): Promise<PolicyFile | undefined> => {
  if (inputs.policy === '' || !isPolicyPath(inputs.policy)) return undefined
  // The event file of a report that follows a run is not of that run.
  return readPolicyFile(rest, repository, inputs.policy, followed ? undefined : event.baseRef)
}

export const judgeWith =
  (world: World, file: PolicyFile | undefined, now: number): Judge =>
  merged => {
    const result = resultOf(world, file, merged, now)
    return result === undefined ? merged : { ...merged, manifest: { ...merged.manifest, policy: result } }
  }

const resultOf = (
  { inputs, environment, followed }: World,
  file: PolicyFile | undefined,
  { manifest }: Merged,
  now: number,
): PolicyResult | undefined => {
  if (inputs.policy === '') return undefined
  const path = redactThenCut(inputs.policy, 1_024)
  if (file === undefined) return unusable(path, 'input policy names no file of the repository')
  const read = {
    ...(file.branch === undefined ? {} : { branch: redactThenCut(file.branch, 1_024) }),
    ...(file.digest === undefined ? {} : { digest: file.digest }),
  }
  if (file.policy === undefined) return { ...unusable(path, toOneLine(file.fault)), ...read }
  const own = followed
    ? { ownJobId: '', ownJobKey: '' }
    : { ownJobId: inputs.jobId, ownJobKey: environment['GITHUB_JOB'] ?? '' }
  return { path, ...read, ...evaluatePolicy(file.policy, manifest, { now, ...own }) }
}

const unusable = (path: string, reason: string): PolicyResult => ({
  path,
  verdict: 'undecided',
  rules: [{ rule: 'policy-file', result: 'undecided', subject: path, reason: redactThenCut(reason, 500) }],
})

/** Lines for the log: a file that could not be used, and a verdict that `fail-on` counts as failed. */
export const policyFaults = (
  { inputs }: World,
  file: PolicyFile | undefined,
  result: PolicyResult | undefined,
): readonly string[] => [
  ...(file === undefined || file.policy !== undefined ? [] : [toOneLine(file.fault)]),
  ...(result !== undefined && isFailedBy(result.verdict, inputs.failOn)
    ? [`policy ${result.path}: ${result.verdict}, and fail-on is ${inputs.failOn}`]
    : []),
]
