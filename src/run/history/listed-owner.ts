import { workflowPath } from '../../core/workflow-path.ts'
import type { RunRead } from '../run-read.ts'
import type { PastOwner } from './observed-past.ts'

/** Returns what decides about the past of a run, by what REST lists of it. REST does not list protected branches with a run. */
export const toListedOwner = ({ listed: { facts }, observation, repositoryId, subject }: RunRead): PastOwner => ({
  repository: subject.repository,
  repositoryId,
  runId: subject.runId,
  attempt: observation.run.attempt,
  startedAt: facts.startedAt,
  defaultBranch: facts.defaultBranch,
  event: facts.event,
  branch: facts.headBranch,
  isFork: facts.fork,
  isProtected: undefined,
  workflow: workflowPath(facts.path),
})
