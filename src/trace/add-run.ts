import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { FactBuilder } from './fact-builder.ts'
import { commitNodeId, pullRequestNodeId, runNodeId } from './node-ids.ts'

/** Adds the run, its commit, its pull request and the run that began it. Returns the node of the run. */
export const addRun = (builder: FactBuilder, { run, result }: RunManifest): string => {
  const { node, edge, gap, scope } = builder
  const { repository } = scope
  const id = node({
    ...{ id: runNodeId(scope), kind: 'run', name: run.workflow?.value ?? '', repository, searched: true },
    ...{ runId: scope.runId, attempt: run.attempt.value, event: run.event?.value, state: result },
    at: run.startedAt?.value ?? run.createdAt?.value,
  })
  // For a pull request `sha` is a merge commit that only GitHub has: the commit that people know is the head.
  const sha = run.event?.value === 'pull_request' ? (run.headSha ?? run.sha) : (run.sha ?? run.headSha)
  const commit =
    sha &&
    node({
      ...{ id: commitNodeId(sha.value), kind: 'commit', name: sha.value, digest: sha.value },
      ...{ repository, searched: true },
    })
  if (commit !== undefined) edge(commit, 'started', id, sha?.source ?? 'runner', sha?.confidence)
  if (commit !== undefined) addPullRequest(builder, run, commit)
  const { triggeredBy, event } = run
  if (triggeredBy !== undefined) {
    const { runId, attempt, workflow = '' } = triggeredBy.value
    const parent = runNodeId(scope, runId)
    node({ id: parent, kind: 'run', name: workflow, repository, runId, attempt, searched: false })
    edge(parent, 'triggered', id, triggeredBy.source, triggeredBy.confidence)
  } else if (event?.value === 'workflow_run') gap('trigger-unknown', id)
  return id
}

/** `refs/pull/<number>/merge` is the ref of a run of a pull request (docs.github.com "Events that trigger workflows"). */
const addPullRequest = ({ node, edge, gap, scope }: FactBuilder, { ref }: RunManifest['run'], commit: string): void => {
  const [, number] = /^refs\/pull\/(\d{1,10})\/(?:merge|head)$/.exec(ref?.value ?? '') ?? []
  if (number === undefined) {
    gap('pull-request-unknown', commit)
    return
  }
  const { repository } = scope
  const id = pullRequestNodeId(scope, number)
  node({ id, kind: 'pull-request', name: `#${number}`, repository, searched: true })
  edge(id, 'proposed', commit, ref?.source ?? 'runner', ref?.confidence)
}
