import { readFile } from 'node:fs/promises'
import { type Checkout, type LoadResult, loadWorkflows } from '../workflow/load-workflows.ts'
import type { Checkouts } from './checkouts.ts'
import { createRun, type Revision, revisionOf } from './create-run.ts'
import { eventPayload } from './event-payload.ts'
import { whyNotFollowing } from './follow.ts'
import type { CompletedAttempt, Lab, OutsideEvent, RunRecord, Trigger } from './lab.ts'
import { failAtStartup, type Outcome } from './run-attempt.ts'

export type WorkflowOnDisk = {
  /** File with the workflow. */
  readonly file: string
  /** Its path in the repository: `.github/workflows/ci.yml`. */
  readonly path: string
}

export type RunRequest = WorkflowOnDisk & {
  /** By default the first of push and pull_request that the workflow listens to. */
  readonly event: OutsideEvent | undefined
  /** The pull request comes from a fork: read-only token, no secrets, no id-token. */
  readonly fork: boolean
}

export type Started =
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  /** Not a run at all: GitHub would not accept the file, or the lab lacks what it needs. */
  | { readonly kind: 'refused'; readonly messages: readonly string[] }

export type Entered = Started | { readonly kind: 'run'; readonly record: RunRecord }

/** Enters the run that an event from outside starts. */
export const enterRun = async (lab: Lab, request: RunRequest): Promise<Entered> => {
  const load = await loader(lab, request)
  const first = await load({ event: request.event ?? 'push', fork: request.fork })
  if (first.result.kind === 'refused') return first.result
  const { events } = first.result.loaded.workflow
  const event = chooseEvent(request.event, events)
  if (event === undefined) return { kind: 'refused', messages: [noEvent(request, events)] }
  return enter(lab, event === first.trigger.event ? first : await load({ event, fork: request.fork }))
}

/** Enters the run that the completion of an attempt starts. */
export const enterFollowingRun = async (
  lab: Lab,
  workflow: WorkflowOnDisk,
  followed: CompletedAttempt,
): Promise<Entered> => {
  const load = await loader(lab, workflow)
  const read = await load({ event: 'workflow_run', fork: false, followed })
  if (read.result.kind === 'refused') return read.result
  const reason = whyNotFollowing(workflow.path, read.result.loaded.workflow, followed.run.workflowName)
  return reason === undefined ? enter(lab, read) : { kind: 'refused', messages: [reason] }
}

type Loaded = {
  readonly path: string
  readonly trigger: Trigger
  readonly revision: Revision
  readonly checkouts: Checkouts
  readonly result: LoadResult
}

/** Reads the file once; what an event makes of it differs by ref and commit. */
const loader = async (lab: Lab, { file, path }: WorkflowOnDisk): Promise<(trigger: Trigger) => Promise<Loaded>> => {
  const { state, workspace } = lab
  const repository = `${state.repository.owner}/${state.repository.name}`
  const commits = await lab.commits()
  const content = await readFile(file, 'utf8')
  return async trigger => {
    const revision = revisionOf(state, trigger, commits)
    const own: Checkout = { repository, folder: workspace, ref: revision.ref, sha: revision.sha }
    const checkouts = lab.checkouts(own)
    const result = await loadWorkflows({ checkout: own, path, content }, checkouts.find)
    return { path, trigger, revision, checkouts, result }
  }
}

const enter = (lab: Lab, { path, trigger, revision, checkouts, result }: Loaded): Entered => {
  if (result.kind === 'refused') return result
  const { loaded } = result
  const run = createRun(lab.state, trigger, revision, path, loaded)
  if (result.kind === 'startup-failure') return { kind: 'ended', outcome: failAtStartup(lab, run, result.messages) }
  const record: RunRecord = {
    run,
    trigger,
    loaded,
    checkouts,
    event: eventPayload(lab, run, trigger),
    latest: new Map(),
    summaries: new Map(),
  }
  return { kind: 'run', record }
}

const EVENTS: readonly OutsideEvent[] = ['push', 'pull_request']

const chooseEvent = (asked: OutsideEvent | undefined, listened: readonly string[]): OutsideEvent | undefined =>
  EVENTS.find(event => listened.includes(event) && (asked === undefined || asked === event))

const noEvent = ({ path, event }: RunRequest, listened: readonly string[]): string =>
  `${path} is started by ${listened.join(', ')}; the lab was asked for ${event ?? EVENTS.join(' or ')}`
