import type { WorkflowChoice } from '../schema/observed/run-observation.ts'
import type { CalledWorkflow } from './plan/call-reference.ts'

/** The facts about the run that determine the commit of its workflow file. */
export type CommitEvidence = {
  /** `owner/name` of the run. */
  readonly repository: string
  /** `path` from the run's API answer; it may end in `@ref`. */
  readonly path: string | undefined
  readonly event: string | undefined
  readonly headSha: string | undefined
  /**
   * GITHUB_WORKFLOW_SHA if the report is a job of this run, else the value in the run's manifests. A report of another
   * run does not give its own value.
   */
  readonly workflowShas: readonly string[]
  /** Build-config digest of the certificate that signed a manifest of the run. */
  readonly certificateSha?: string | undefined
  readonly referenced?: readonly CalledWorkflow[] | undefined
  /** The base branch of a pull request, and the repository's default branch. */
  readonly baseBranch?: string | undefined
  readonly defaultBranch?: string | undefined
}

export type CommitChoice = {
  readonly choice: WorkflowChoice
  /** The ref for the contents API: the commit, or the branch. */
  readonly ref: string
}

/**
 * Returns the commits at which to read the workflow file, best first: the next one is used if a commit cannot be read
 * any more. Returns none for a run without its own file, such as CodeQL's.
 */
export const rankCommits = (evidence: CommitEvidence): readonly CommitChoice[] => {
  const path = findPath(evidence.path)
  if (path === undefined) return []
  const at = (sha: string | undefined, by: WorkflowChoice['by'], inferred: boolean): readonly CommitChoice[] =>
    sha === undefined || !isSha(sha) ? [] : [{ choice: { path, sha, by, inferred }, ref: sha }]
  const branch = findBaseBranch(evidence)
  const ranked = [
    ...at(agreed(evidence.workflowShas), 'workflow-sha', false),
    ...at(evidence.certificateSha, 'certificate', false),
    ...at(shaOfOwnCalls(evidence), 'referenced-workflows', false),
    ...(branch === undefined ? [] : [{ choice: { path, by: 'base-branch', inferred: true } as const, ref: branch }]),
    ...at(evidence.headSha, 'head-sha', true),
  ]
  return ranked.filter(({ ref }, index) => ranked.findIndex(other => other.ref === ref) === index)
}

/** `dynamic/…` marks a workflow that GitHub itself made. */
const findPath = (path: string | undefined): string | undefined => {
  const [file] = path?.split('@', 1) ?? []
  return file !== undefined && /^\.github\/workflows\/[^/]{1,250}\.ya?ml$/.test(file) ? file : undefined
}

const isSha = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)

/** The first file has exactly one commit, so contradictory statements count as none. */
const agreed = (shas: readonly string[]): string | undefined => {
  const [sha, ...others] = new Set(shas.filter(isSha))
  return others.length === 0 ? sha : undefined
}

/**
 * Returns the commit of `./` calls. They are read at the commit of the calling file, and listed as `path@<that commit>`
 * with the ref of the run. For a pull request this is the merge commit, while `head_sha` is the branch's (recorded:
 * tt-github-actions 12083382635).
 */
const shaOfOwnCalls = ({ repository, referenced }: CommitEvidence): string | undefined =>
  agreed(
    (referenced ?? [])
      .filter(({ path, sha, ref }) => {
        const [file = '', at] = path.split('@')
        return (
          file.toLowerCase().startsWith(`${repository.toLowerCase()}/`) &&
          at === sha &&
          ref?.startsWith('refs/') === true
        )
      })
      .map(({ sha }) => sha),
  )

/** Both events run the file of the base, not that of the pull request (docs.github.com "Events that trigger workflows"). */
const findBaseBranch = ({ event, baseBranch, defaultBranch }: CommitEvidence): string | undefined => {
  switch (event) {
    case 'pull_request_target':
      return baseBranch ?? defaultBranch
    case 'workflow_run':
      return defaultBranch ?? baseBranch
    default:
      return undefined
  }
}
