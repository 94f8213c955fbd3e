import { readFile } from 'node:fs/promises'
import type { WorkflowOnDisk } from '../scheduler/enter-run.ts'
import { whyNotFollowing } from '../scheduler/follow.ts'
import { readWorkflow } from '../workflow/read-workflow.ts'
import { findRepository, type RepositoryFile } from './repository.ts'

type FollowingWorkflow =
  | { readonly kind: 'found'; readonly workflow: WorkflowOnDisk }
  | { readonly kind: 'refused'; readonly messages: readonly string[] }

/** Each of `--then`, the first of which follows the run itself, and each other one the one before. */
export type FollowingWorkflows =
  | { readonly kind: 'found'; readonly workflows: readonly WorkflowOnDisk[] }
  | { readonly kind: 'refused'; readonly messages: readonly string[] }

/** Levels of workflows after the first that GitHub runs (docs.github.com "Events that trigger workflows", workflow_run). */
const MOST_LEVELS = 3

/** The workflows of `--then`, looked at before anything runs: a name that does not match is no reason to wait. */
export const findFollowingWorkflows = async (
  files: readonly string[],
  first: RepositoryFile,
): Promise<FollowingWorkflows> => {
  if (files.length > MOST_LEVELS) return refused(`--then: GitHub chains ${MOST_LEVELS} workflows after the first`)
  const workflows: WorkflowOnDisk[] = []
  for (const file of files) {
    const found = await findFollowingWorkflow(file, { ...first, ...workflows.at(-1) })
    if (found.kind === 'refused') return found
    workflows.push(found.workflow)
  }
  return { kind: 'found', workflows }
}

const findFollowingWorkflow = async (file: string, followed: RepositoryFile): Promise<FollowingWorkflow> => {
  const workflow = await findRepository(file, followed.workspace)
  if (workflow === undefined) return refused(`no such file: ${file}`)
  if (workflow.path === followed.path) return refused(`--then: ${file} is ${followed.path}, as the workflow it follows`)
  const [first, second] = await Promise.all([followed, workflow].map(read))
  if (second?.kind === 'refused') return second
  // What is wrong with the followed workflow is said when it is run.
  if (first?.kind !== 'workflow' || second === undefined) return { kind: 'found', workflow }
  const reason = whyNotFollowing(workflow.path, second.workflow, first.workflow.name ?? followed.path)
  return reason === undefined ? { kind: 'found', workflow } : refused(reason)
}

const refused = (message: string): Extract<FollowingWorkflow, { kind: 'refused' }> => ({
  kind: 'refused',
  messages: [message],
})

const read = async ({ file, path }: WorkflowOnDisk): ReturnType<typeof readWorkflow> =>
  readWorkflow({ path, content: await readFile(file, 'utf8') })
