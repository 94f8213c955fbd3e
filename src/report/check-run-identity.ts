import { cutText } from '../core/cut-text.ts'
import { sha256Hex } from '../io/digest.ts'
import type { PolicyResult } from '../schema/run/policy-result.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { CHECK_RUN_PREFIX } from '../timeline/jobs/pseudo-job.ts'

type Reported = Pick<RunManifest, 'run' | 'policy' | 'correlationId'>

const MAX_WORKFLOW = 100
const MAX_BRANCH = 80

/**
 * The name is what a branch rule requires, so it says for which branch a policy was evaluated: the check of another base, or of
 * a report without a policy, has another name and never stands for this one.
 * @param defaultBranch its name where known: the branch that is evaluated where the run's own is not known
 */
export const checkRunName = ({ run, policy }: Reported, defaultBranch: string | undefined): string =>
  nameCheckRun(
    run.workflow?.value ?? 'workflow',
    policy === undefined ? undefined : (policy.judgedBranch ?? defaultBranch ?? 'default branch'),
  )

/** @param judgedBranch for which a policy is evaluated; undefined without a policy */
export const nameCheckRun = (workflowName: string, judgedBranch: string | undefined): string => {
  const workflow = cutText(workflowName, MAX_WORKFLOW)
  const name = `${CHECK_RUN_PREFIX}${workflow}`
  if (judgedBranch !== undefined) return `${name} (policy ${short(judgedBranch)})`
  // A workflow names itself: it could name itself like the check of a policy.
  return workflow.includes('(policy ') ? `${name} (no policy)` : name
}

/** A cut name ends in a digest, so that two long names do not become one. */
const short = (branch: string): string =>
  branch.length <= MAX_BRANCH ? branch : `${cutText(branch, MAX_BRANCH - 13)}…${sha256Hex(branch).slice(0, 12)}`

/** The same run, attempt, branch and policy files are updated; anything else makes a check run of its own. */
export const checkRunExternalId = ({ run, policy, correlationId }: Reported): string => {
  const attempt = `${correlationId}/${run.attempt.value}`
  return policy === undefined ? attempt : `${attempt}/policy/${short(policy.judgedBranch ?? '')}/${digestsOf(policy)}`
}

const digestsOf = ({ files = [] }: PolicyResult): string =>
  files.map(({ digest }) => digest?.slice('sha256:'.length, 23) ?? 'unread').join('+') || 'none'
