import * as z from 'zod/mini'
import { LIMITS } from './limits.ts'
import { count, list, openEnum, sha256Digest, text } from './scalar.ts'

const name = text(1_024)

/** `undecided`: the facts that would decide it are absent. A rule is never met by absence. */
export const policyVerdict = openEnum(['met', 'violated', 'undecided'])
export type PolicyVerdict = z.output<typeof policyVerdict>

export const policyFinding = z.object({
  rule: openEnum([
    'policy-file', // the file itself could not be used
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
  ]),
  result: policyVerdict,
  /** What the finding is about: a job, an action, an artifact, an environment, a branch. */
  subject: name,
  reason: text(500),
})
export type PolicyFinding = z.output<typeof policyFinding>

/** The run held against the policy file. */
export const policyResult = z.object({
  path: name,
  /** The base branch of a pull request, which the file was read from; absent: the repository's default branch. */
  branch: z.optional(name),
  /** SHA-256 of the file as it was read. */
  digest: z.optional(sha256Digest),
  verdict: policyVerdict,
  /** Violations first, then what is undecided. */
  rules: list(policyFinding, LIMITS.policyFindings),
  /** Findings over the cap, which are counted in the verdict. */
  notListed: z.optional(count),
})
export type PolicyResult = z.output<typeof policyResult>
