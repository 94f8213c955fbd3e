import * as z from 'zod/mini'
import { time } from '../../core/time.ts'
import { source } from '../values/fact.ts'
import { commitSha, count, list, sha256Digest, text } from '../values/scalar.ts'

const name = text(1_024)

/**
 * The state of a set of rules at the time of reading: SHA-256 of the canonical JSON of GitHub's answer, without times
 * and links, so that two readings can be compared. GitHub shows no past states.
 */
const readState = { digest: sha256Digest, ruleCount: count, readAt: time, source }

/**
 * The conditions of a rerun that are not in the commit of the repository. A repetition of the run uses their state at
 * that time.
 */
export const rerunConditions = z.object({
  /** Protection rules of the run's environments: those deployed to, approved, or named by its file. */
  environments: list(z.object({ environment: name, ...readState }), 100),
  /**
   * Active rules on the branch of the run, or on the base of its pull request (GET
   * /repos/{owner}/{repo}/rules/branches/{branch}).
   */
  rulesets: z.optional(z.object({ branch: name, ...readState })),
  /** The workflow files of the run: the one it started from, and those it calls, by commit. */
  workflows: list(z.object({ path: name, sha: z.optional(commitSha), digest: z.optional(sha256Digest), source }), 100),
  /** Actions and called workflows without a full commit, as written: their content can change under the same name. */
  unpinned: list(z.object({ uses: name, ref: text(512), jobs: list(name, 20) }), 500),
})
export type RerunConditions = z.output<typeof rerunConditions>
