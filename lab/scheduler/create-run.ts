import { randomUUID } from 'node:crypto'
import type { Commits } from '../git/snapshot.ts'
import type { LabRun, LabState } from '../state.ts'
import type { LoadedWorkflow } from '../workflow/load-workflows.ts'
import { madeUpSha } from './commit.ts'
import type { Trigger } from './lab.ts'

/** The number of the one pull request that the lab has. */
export const PULL_REQUEST = 7

/** What an event says about the commit: ref, branch, and for a pull request the merge commit beside the head. */
export type Revision = {
  readonly ref: string
  readonly sha: string
  readonly headBranch: string
  readonly headSha: string
  /** Where a pull request began. */
  readonly baseSha?: string | undefined
}

/**
 * A push goes to the default branch; a pull request's ref is its merge commit's, which only GitHub has. What follows
 * another run is of the default branch's last commit (docs.github.com "Events that trigger workflows", workflow_run).
 */
export const revisionOf = (state: LabState, trigger: Trigger, { head, base, merge }: Commits): Revision => {
  switch (trigger.event) {
    case 'push':
      return ofDefaultBranch(state, head)
    case 'workflow_run':
      // The folder of the repository stands at the head of the pull request: the default branch is where that began. A
      // run that itself followed another is of the default branch already.
      return ofDefaultBranch(state, findDefaultHead(trigger.followed.run) ?? head)
    case 'pull_request':
      return {
        ref: `refs/pull/${PULL_REQUEST}/merge`,
        sha: merge,
        headBranch: 'change',
        headSha: head,
        baseSha: base,
      }
  }
}

const findDefaultHead = ({ event, sha, pullRequest }: LabRun): string | undefined =>
  event === 'workflow_run' ? sha : pullRequest?.baseSha

const ofDefaultBranch = ({ repository: { defaultBranch } }: LabState, sha: string): Revision => ({
  ref: `refs/heads/${defaultBranch}`,
  sha,
  headBranch: defaultBranch,
  headSha: sha,
})

/** Enters a new run, still without an attempt. */
export const createRun = (
  state: LabState,
  trigger: Trigger,
  revision: Revision,
  path: string,
  loaded: LoadedWorkflow,
): LabRun => {
  const { owner, name, id } = state.repository
  const workflowId = Number.parseInt(madeUpSha(path).slice(0, 7), 16)
  const { baseSha, ...place } = revision
  const earlier = [...state.runs.values()].filter(one => one.workflowId === workflowId)
  // Without a name the workflow goes by its file (docs.github.com workflow syntax, `name`).
  const workflowName = loaded.workflow.name ?? path
  const run: LabRun = {
    id: state.nextId(),
    number: earlier.length + 1,
    workflowId,
    workflowName,
    path,
    event: trigger.event,
    ...place,
    headRepository: trigger.fork
      ? { fullName: `contributor/${name}`, id: id + 1, fork: true }
      : { fullName: `${owner}/${name}`, id, fork: false },
    ...origin(state, trigger, { ...place, baseSha }, workflowName),
    createdAt: state.now(),
    checkSuiteId: state.nextId(),
    referencedWorkflows: referenced(loaded),
    backendRunId: randomUUID(),
    attempts: [],
  }
  state.runs.set(run.id, run)
  return run
}

/** Who began it, what it is called, and the pull request it is of. */
const origin = (
  { repository: { defaultBranch } }: LabState,
  trigger: Trigger,
  revision: Revision,
  workflowName: string,
): Pick<LabRun, 'actor' | 'displayTitle' | 'pullRequest'> => {
  switch (trigger.event) {
    case 'push':
      return { actor: 'mona', displayTitle: `Push to ${defaultBranch}` }
    case 'pull_request':
      return {
        actor: trigger.fork ? 'contributor' : 'mona',
        displayTitle: 'A change',
        pullRequest: {
          number: PULL_REQUEST,
          baseRef: defaultBranch,
          baseSha: revision.baseSha ?? revision.headSha,
          headRef: revision.headBranch,
        },
      }
    case 'workflow_run':
      // The actor is who began the followed run (context printed in actions/runner#3444).
      return { actor: trigger.followed.run.actor, displayTitle: workflowName }
  }
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
