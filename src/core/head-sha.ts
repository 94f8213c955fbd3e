/**
 * The events for which GITHUB_SHA of the run equals its `head_sha`. Other events (`pull_request_target`,
 * `workflow_run`) have two different commits.
 */
const EVENTS: ReadonlySet<string> = new Set([
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'merge_group',
])

export const isHeadSha = (event: string | undefined): boolean => EVENTS.has(event ?? '')
