/** What decides whether a run is kept: facts of the observed run, never of the run that reports it. */
export type KeptRun = {
  readonly event: string | undefined
  readonly branch: string | undefined
  /** The head is in another repository. */
  readonly isFork: boolean | undefined
  readonly defaultBranch: string | undefined
  /** Undefined where it is not known. */
  readonly isProtected: boolean | undefined
}

/**
 * Events whose run executes the code of its branch and nothing that somebody proposes. A run of `workflow_run` or
 * `pull_request_target` has the name of the default branch and may handle the files of a pull request
 * (docs.github.com "Events that trigger workflows").
 */
const KEPT_EVENTS: ReadonlySet<string> = new Set(['push', 'schedule', 'workflow_dispatch', 'repository_dispatch'])

/** Returns why the run is not kept; undefined for a run that is. */
export const refuseRun = (run: KeptRun): string | undefined => {
  if (run.event === undefined || !KEPT_EVENTS.has(run.event))
    return `runs of ${run.event ?? 'an unknown event'} are not kept`
  if (run.isFork === true) return 'runs of a fork are not kept'
  if (run.branch === undefined || run.branch === '') return 'runs of no branch are not kept'
  if (run.defaultBranch === undefined) return 'the default branch is not known'
  if (run.branch === run.defaultBranch || run.isProtected === true) return undefined
  return `branch ${run.branch} is neither the default branch nor known to be protected`
}
