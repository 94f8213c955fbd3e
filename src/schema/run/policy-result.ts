import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { count, list, openEnum, sha256Digest, text } from '../values/scalar.ts'

const name = text(1_024)

/** `undecided`: facts that are needed for a decision are missing. A rule is never met by absence. */
export const policyVerdict = openEnum(['met', 'violated', 'undecided'])
export type PolicyVerdict = z.output<typeof policyVerdict>

export const policyFinding = z.object({
  rule: openEnum([
    'policy-file', // the file itself could not be used
    'branches', // no rule is for the branch
    'required-jobs',
    'signers',
    'pinned-actions',
    'image-max-age-days',
    'no-contradictions',
    'environments',
    'signature',
    'events',
    'source-refs',
    'hosted-runners',
    'no-finding',
    'require-convergence',
  ]),
  result: policyVerdict,
  /** The subject of the finding: a job, an action, an artifact, an environment, a branch. */
  subject: name,
  reason: text(500),
  /** The base branch whose file has the rule; absent: the default branch's file. */
  branch: z.optional(name),
})
export type PolicyFinding = z.output<typeof policyFinding>

/** One policy file that the run was evaluated against. */
export const policySource = z.object({
  /** Absent: the repository's default branch. */
  branch: z.optional(name),
  /** SHA-256 of the file as it was read; absent where it could not be read. */
  digest: z.optional(sha256Digest),
  /** The worst of its own rules. */
  verdict: policyVerdict,
})
export type PolicySource = z.output<typeof policySource>

/** The result of the policy: the default branch's file, and the additions of the base branch of the change. */
export const policyResult = z.object({
  path: name,
  /** In reports with a single file: the base branch of the file; absent: the repository's default branch. */
  branch: z.optional(name),
  /** SHA-256 of the default branch's file as it was read. */
  digest: z.optional(sha256Digest),
  /** The default branch's file, then the base branch's if there is one. */
  files: z.optional(list(policySource, 2)),
  /**
   * The branch that the change goes into, or the branch of the run. Absent if it is not known: then all rules apply.
   */
  evaluatedBranch: z.optional(name),
  /** The strictest verdict of all files. */
  verdict: policyVerdict,
  /** Violations first, then undecided findings. */
  rules: list(policyFinding, LIMITS.policyFindings),
  /** Findings over the cap, which are counted in the verdict. */
  notListed: z.optional(count),
})
export type PolicyResult = z.output<typeof policyResult>
