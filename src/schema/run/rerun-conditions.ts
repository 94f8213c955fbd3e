import * as z from 'zod/mini'
import { time } from '../../core/time.ts'
import { source } from '../values/fact.ts'
import { commitSha, count, list, sha256Digest, text } from '../values/scalar.ts'

const name = text(1_024)

/**
 * State of a set of rules as it was read: SHA-256 of the canonical JSON of what GitHub answered, without times and links,
 * so that two readings can be compared. GitHub shows no past states.
 */
const readState = { digest: sha256Digest, ruleCount: count, readAt: time, source }

/** What stands around a run and is not in its repository's commit: a repetition of the run would meet it as it is then. */
export const rerunConditions = z.object({
  /** Protection rules of the environments that the run has to do with: deployed to, approved for, or named by its file. */
  environments: list(z.object({ environment: name, ...readState }), 100),
  /** Rules in force on the branch of the run, of a pull request's on its base (GET /repos/{owner}/{repo}/rules/branches/{branch}). */
  rulesets: z.optional(z.object({ branch: name, ...readState })),
  /** The workflow files of the run: the one it started from, and those it calls, by commit. */
  workflows: list(z.object({ path: name, sha: z.optional(commitSha), digest: z.optional(sha256Digest), source }), 100),
  /** Actions and called workflows that no full commit pins, as written: what they are can change under the same name. */
  unpinned: list(z.object({ uses: name, ref: text(512), jobs: list(name, 20) }), 500),
})
export type RerunConditions = z.output<typeof rerunConditions>
