import type { ReportContext } from '../connect.ts'

/** The branch that the change goes into or that the run is of, by the values that GitHub gave this job. */
export type EvaluatedBranch = {
  /** Base of a pull request or a merge queue, where known. Its policy file adds to that of the default branch. */
  readonly base: string | undefined
  /** The base, else the run's own branch; undefined for a tag, and for another run than this job's own. */
  readonly branch: string | undefined
}

const HEADS = 'refs/heads/'

/**
 * Finds the evaluated branch. `GITHUB_BASE_REF` is set for `pull_request` and `pull_request_target` (docs.github.com
 * "Variables reference"). The payload of `merge_group` names the branch that the queue merges into. For another run no
 * base is read: the list of pull requests in its event is empty for forks, and gives today's base, not the base at the
 * time of the run.
 */
export const findEvaluatedBranch = ({ environment, event, subject }: ReportContext): EvaluatedBranch => {
  if (subject.kind === 'other-run') return { base: undefined, branch: undefined }
  const base = findName(environment['GITHUB_BASE_REF']) ?? event.baseRef ?? event.mergeBase
  const ref = environment['GITHUB_REF'] ?? ''
  return { base, branch: base ?? (ref.startsWith(HEADS) ? findName(ref.slice(HEADS.length)) : undefined) }
}

const findName = (value: string | undefined): string | undefined =>
  value === undefined || value === '' ? undefined : value.slice(0, 1_024)
