import * as z from 'zod/mini'
import { BUDGETS } from '../core/budgets.ts'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import { sha256Hex } from '../io/digest.ts'
import { FINDING_RULES } from '../schema/run/finding.ts'
import { type Policy, policy } from '../schema/run/policy.ts'
import type { GapReason } from '../schema/values/fact.ts'
import { parseRepositoryYaml, unknownKeys } from './repository-yaml.ts'
import type { RunClient } from './rest/client.ts'
import { type FileAnswer, readFileAt } from './rest/contents.ts'

export type PolicyFile = {
  readonly path: string
  /** Undefined: the repository's default branch. */
  readonly branch: string | undefined
  /** `sha256:<hex>` of the file, if it was read at all. */
  readonly digest: string | undefined
  /** GitHub reports that the branch has no such file. */
  readonly isAbsent: boolean
} & ({ readonly policy: Policy } | { readonly policy: undefined; readonly fault: TraceError })

/**
 * Matches a path inside the repository: no `..`, no scheme, nothing that the contents API would read as another
 * location.
 */
export const isPolicyPath = (path: string): boolean =>
  path.length <= 500 &&
  /^[^\s/\\?#%:][^\\?#%:]*\.ya?ml$/.test(path) &&
  !path.split('/').some(part => /^\.{0,2}$/.test(part))

/** The waiting function between tries, and the clock that limits them. */
export type Patience = { readonly now: () => number; readonly sleep: (millis: number) => Promise<void> }

/**
 * Reads the policy file on a branch, always from GitHub and never from the workspace: the author of a pull request
 * controls the file in its checkout. A service that is down is retried, since a gate without rules stays shut. A
 * failure that concerns only this file does not mark the API as failed for the rest of the step. The function never
 * throws; an unusable file is a fault with its remedy.
 */
export const readPolicyFile = async (
  client: RunClient,
  repository: string,
  path: string,
  branch: string | undefined,
  patience: Patience,
): Promise<PolicyFile> => {
  const { answer, tries } = await readAgain(() => readFileAt(client, repository, path, branch, true), patience)
  const where = `policy file ${path} on ${branch ?? 'the default branch'}`
  if (!answer.ok) {
    const often = tries === 1 ? '' : `, asked ${tries} times`
    const fault = new TraceError('FILE_UNREADABLE', `${where} could not be read: ${answer.detail}${often}`, {
      hint: RETRYABLE.has(answer.reason)
        ? 'Run the report job again once GitHub answers'
        : 'Input policy names a file of that branch; a private repository needs contents: read in the report job',
    })
    return { path, branch, digest: undefined, policy: undefined, fault, isAbsent: answer.status === 404 }
  }
  const digest = `sha256:${sha256Hex(answer.bytes)}`
  const parsed = parsePolicy(answer.bytes)
  if (typeof parsed !== 'string') return { path, branch, digest, policy: parsed, isAbsent: false }
  const fault = new TraceError('SCHEMA_MISMATCH', `${where} is not a policy: ${parsed}`, {
    hint: 'Correct the file that input policy names: docs/policy.md, schema/policy.schema.json',
  })
  return { path, branch, digest, policy: undefined, fault, isAbsent: false }
}

/** Pauses before further tries, in milliseconds. */
const PAUSES = [1_000, 3_000]
const RETRYABLE: ReadonlySet<GapReason> = new Set<GapReason>(['service-error', 'deadline', 'malformed'])

const readAgain = async (
  read: () => Promise<FileAnswer>,
  { now, sleep }: Patience,
): Promise<{ readonly answer: FileAnswer; readonly tries: number }> => {
  const end = now() + BUDGETS.policyFile
  for (let tries = 1; ; tries += 1) {
    const answer = await read()
    const pause = PAUSES[tries - 1]
    if (answer.ok || !RETRYABLE.has(answer.reason) || pause === undefined || now() + pause > end)
      return { answer, tries }
    await sleep(pause)
  }
}

/** Returns the policy in the bytes of a file, or its fault in one line. */
export const parsePolicy = (bytes: Uint8Array): Policy | string => {
  const value = parseRepositoryYaml(bytes)
  if (typeof value === 'string') return value
  const parsed = z.safeParse(policy, value)
  return parsed.success ? parsed.data : describePolicyIssues(parsed.error.issues)
}

/** Describes the faults of a policy in one line. */
export const describePolicyIssues = (issues: readonly Issue[]): string =>
  issues.slice(0, LIMITS.fileIssues).map(describeIssue).join('; ')

type Issue = z.core.$ZodIssue

/** Describes one fault of the file: the key, and its expected value. */
const describeIssue = (issue: Issue): string => {
  const unknown = unknownKeys(issue)
  const at = issue.path.length === 0 ? '' : ` in ${redactThenCut(issue.path.map(String).join('.'), 200)}`
  if (unknown.length > 0)
    return `unknown key ${unknown.map(key => JSON.stringify(redactThenCut(key, 100))).join(', ')}${at}`
  const key = issue.path[0] === 'rules' && issue.path.length > 2 ? issue.path[2] : issue.path[0]
  const remedy =
    REMEDIES[String(key ?? '')] ??
    `name at least one rule: ${Object.keys(REMEDIES)
      .filter(name => name !== 'version' && name !== 'branches')
      .join(', ')}`
  return `wrong value${at}: ${remedy}`
}

/** The expected value of each key of a policy. */
const REMEDIES: Readonly<Record<string, string>> = {
  version: '1',
  'required-jobs': 'a list of job names',
  signers: 'jobs, report or both, each a list of {workflow: owner/repo/.github/workflows/file.yml, ref, issuer}',
  'pinned-actions': 'true, or {except: a list of actions}',
  'image-max-age-days': 'a whole number from 1 to 3650',
  'no-contradictions': 'true',
  environments: 'for each environment {produced-by: a job name, artifact, has-attestation: true}',
  signature: 'for each branch keyless, key or any',
  branches: 'a list of branch names',
  rules: 'a list of entries, each with branches and at least one rule',
  events: 'a list of events, such as push',
  'source-refs': 'a list of full refs, such as refs/heads/main',
  'hosted-runners': 'true',
  'no-finding': `a list of ${FINDING_RULES.join(', ')}`,
  'require-convergence': 'a list of environments',
}
