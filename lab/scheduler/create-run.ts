import { randomUUID } from 'node:crypto'
import type { LabRun, LabState } from '../state.ts'
import type { LoadedWorkflow } from '../workflow/load-workflows.ts'
import { madeUpSha } from './commit.ts'
import type { Trigger } from './lab.ts'

const PULL_REQUEST = 7

/** What an event says about the commit: ref, branch, and for a pull request the merge commit beside the head. */
export type Revision = {
  readonly ref: string
  readonly sha: string
  readonly headBranch: string
  readonly headSha: string
}

/** A push goes to the default branch; a pull request's ref is its merge commit's, which only GitHub has. */
export const revisionOf = (state: LabState, trigger: Trigger, head: string): Revision =>
  trigger.event === 'push'
    ? {
        ref: `refs/heads/${state.repository.defaultBranch}`,
        sha: head,
        headBranch: state.repository.defaultBranch,
        headSha: head,
      }
    : {
        ref: `refs/pull/${PULL_REQUEST}/merge`,
        sha: madeUpSha(`merge ${head}`),
        headBranch: 'change',
        headSha: head,
      }

/** Enters a new run, still without an attempt. */
export const createRun = (
  state: LabState,
  trigger: Trigger,
  revision: Revision,
  path: string,
  loaded: LoadedWorkflow,
): LabRun => {
  const { owner, name, id, defaultBranch } = state.repository
  const workflowId = Number.parseInt(madeUpSha(path).slice(0, 7), 16)
  const earlier = [...state.runs.values()].filter(one => one.workflowId === workflowId)
  const pullRequest = {
    number: PULL_REQUEST,
    baseRef: defaultBranch,
    baseSha: madeUpSha(`base ${revision.headSha}`),
    headRef: revision.headBranch,
  }
  const run: LabRun = {
    id: state.nextId(),
    number: earlier.length + 1,
    workflowId,
    // Without a name the workflow goes by its file (docs.github.com workflow syntax, `name`).
    workflowName: loaded.workflow.name ?? path,
    path,
    event: trigger.event,
    ...revision,
    headRepository: trigger.fork
      ? { fullName: `contributor/${name}`, id: id + 1, fork: true }
      : { fullName: `${owner}/${name}`, id, fork: false },
    actor: trigger.fork ? 'contributor' : 'mona',
    displayTitle: trigger.event === 'push' ? `Push to ${defaultBranch}` : 'A change',
    createdAt: state.now(),
    checkSuiteId: state.nextId(),
    ...(trigger.event === 'pull_request' ? { pullRequest } : {}),
    referencedWorkflows: referenced(loaded),
    backendRunId: randomUUID(),
    attempts: [],
  }
  state.runs.set(run.id, run)
  return run
}

/** Every called workflow once, as `owner/repo/path@ref` with its commit. */
const referenced = (loaded: LoadedWorkflow): LabRun['referencedWorkflows'] => {
  const all = [...loaded.calls.values()].flatMap(called => [
    {
      path: `${called.checkout.repository}/${called.path}@${called.checkout.ref}`,
      sha: called.checkout.sha,
      ref: called.checkout.ref,
    },
    ...referenced(called),
  ])
  return [...new Map(all.map(one => [one.path, one])).values()]
}
