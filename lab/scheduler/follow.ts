import type { Workflow } from '../workflow/workflow.ts'

/** Characters of a filter pattern: `workflows` is one, so that `C++` names no workflow (actions/runner#3763). */
const PATTERN = /[*?+![\]\\]/

/** Why the completion of a run of `followed` does not start the workflow at `path`; undefined when it does. */
export const whyNotFollowing = (path: string, { events, follows }: Workflow, followed: string): string | undefined => {
  if (follows === undefined) return `${path} is started by ${events.join(', ')}, not by workflow_run`
  const pattern = follows.workflows.find(name => PATTERN.test(name))
  if (pattern !== undefined)
    return `${path}: feature on.workflow_run.workflows with a pattern (${pattern}) is not supported by the lab`
  if (!follows.types.includes('completed'))
    return `${path} is started by workflow_run of type ${follows.types.join(', ')}, not completed`
  if (!follows.workflows.includes(followed))
    return `${path} follows ${named(follows.workflows)}; the workflow that runs is named ${followed}`
  return undefined
}

const named = (workflows: readonly string[]): string =>
  workflows.length === 0 ? 'no workflow (on.workflow_run.workflows names none)' : workflows.join(', ')
