import { cutText } from '../core/cut-text.ts'
import { sha256Hex } from '../io/digest.ts'
import type { PolicyResult } from '../schema/run/policy-result.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { CHECK_RUN_PREFIX } from '../timeline/jobs/pseudo-job.ts'

type Reported = Pick<RunManifest, 'run' | 'policy' | 'correlationId'>

const MAX_WORKFLOW = 100
const MAX_BRANCH = 80

/**
 * Returns the name of the check run. A branch rule requires a check by its name, so the name states the branch that
 * the policy was evaluated for. A check for another base, or of a report without a policy, has another name and never
 * satisfies the rule.
 * @param defaultBranch its name where known: the evaluated branch where the run's own branch is not known
 */
export const checkRunName = ({ run, policy }: Reported, defaultBranch: string | undefined): string =>
  nameCheckRun(
    run.workflow?.value ?? 'workflow',
    policy === undefined ? undefined : (policy.evaluatedBranch ?? defaultBranch ?? 'default branch'),
  )

/** Builds the name. @param evaluatedBranch for which a policy is evaluated; undefined without a policy */
export const nameCheckRun = (workflowName: string, evaluatedBranch: string | undefined): string => {
  const workflow = cutText(workflowName, MAX_WORKFLOW)
  const name = `${CHECK_RUN_PREFIX}${workflow}`
  if (evaluatedBranch !== undefined) return `${name} (policy ${short(evaluatedBranch)})`
  // A workflow chooses its own name, so it could choose the name of a policy check.
  return workflow.includes('(policy ') ? `${name} (no policy)` : name
}

/** Shortens a branch name. A cut name ends in a digest, so that two long names do not become one. */
const short = (branch: string): string =>
  branch.length <= MAX_BRANCH ? branch : `${cutText(branch, MAX_BRANCH - 13)}…${sha256Hex(branch).slice(0, 12)}`

/**
 * Returns the external id. A report with the same run, attempt, branch and policy files updates the check run; any
 * other report makes its own.
 */
export const checkRunExternalId = ({ run, policy, correlationId }: Reported): string => {
  const attempt = `${correlationId}/${run.attempt.value}`
  return policy === undefined
    ? attempt
    : `${attempt}/policy/${short(policy.evaluatedBranch ?? '')}/${toDigests(policy)}`
}

const toDigests = ({ files = [] }: PolicyResult): string =>
  files.map(({ digest }) => digest?.slice('sha256:'.length, 23) ?? 'unread').join('+') || 'none'
