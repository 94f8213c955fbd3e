import type { RunObservation } from '../model/run-observation.ts'
import { fromMillis } from '../model/time.ts'
import type { ListedJob } from '../sources/rest/job.ts'
import { readAroundJobs } from './run-context.ts'
import { joinDeployments } from './deployments.ts'
import { type EndsRead, joinSignals, readEnds } from './job-ends.ts'
import { readEnvironments } from './environments.ts'
import { toObservedAttempt, toObservedRun } from './observed-run.ts'
import { readWorkflow, type WorkflowRead } from './workflow.ts'
import type { World } from '../report/connect.ts'
import type { Listed } from './list-run.ts'
import type { Candidate, Sorted } from '../account/candidate.ts'
import type { Logs } from './logs/read-logs.ts'

/** Everything the timeline is built of but what logs tell, and the workflow files that were read. */
export type SeenAround = Omit<RunObservation, 'endSignals'> &
  Pick<WorkflowRead, 'files'> & { readonly annotated: EndsRead['signals'] }

/**
 * What stands around the jobs: earlier attempts, gates, deployments, the workflow file and the rules it names. Read before
 * the logs: it is a dozen requests, and of two hundred logs the last ones are worth less than the graph.
 */
export const observeAround = async (
  world: World,
  listed: Listed,
  sorted: Sorted,
  now: () => number,
): Promise<SeenAround> => {
  const { rest, repository, runId, attempt, environment, inputs } = world
  const { facts } = listed
  const isOver = world.followed
  const headSha = world.followed ? facts.headSha : environment['GITHUB_SHA']
  const around = await readAroundJobs(rest, { repository, runId, attempt, headSha, isOver })
  const question = {
    serverUrl: world.serverUrl,
    repository,
    runId,
    attempt,
    given: {
      certificateSha: certificateShaOf(sorted.accepted),
      ...(world.followed ? {} : { workflowSha: environment['GITHUB_WORKFLOW_SHA'], ownJobId: inputs.jobId }),
    },
  }
  const run = toObservedRun(question, facts)
  const manifests = byJobId([...sorted.accepted, ...sorted.earlier])
  const workflow = listed.workflow ?? (await readWorkflow(rest, question, run, facts, manifests))
  const deployed = await joinDeployments(rest, repository, around.deployments, workflow.read?.plan, listed.jobs ?? [])
  const ends = await readEnds(rest, repository, (listed.jobs ?? []).filter(isOfAttempt(attempt, inputs.jobId)))
  const environments = await readEnvironments(rest, repository, {
    workflow: workflow.read,
    ...around,
    deployments: deployed.items,
  })
  return {
    run,
    attempts: [
      ...around.earlier,
      toObservedAttempt(attempt, facts, { jobs: listed.jobs, complete: listed.jobsComplete }),
    ],
    workflow: workflow.read,
    files: workflow.files,
    manifests,
    deployments: deployed.items,
    approvals: around.approvals,
    pending: around.pending,
    environments: environments.items,
    concurrency: around.concurrency,
    annotated: ends.signals,
    annotations: ends.messages,
    ownJobId: world.followed || inputs.jobId === '' ? undefined : inputs.jobId,
    observedAt: fromMillis(now()),
    gaps: [...around.gaps, ...workflow.gaps, ...deployed.gaps, ...ends.gaps, ...environments.gaps],
  }
}

/**
 * The whole observation: what the logs tell of the reported attempt, which is the last one, put in its place, and the
 * manifests without those that the logs refuse.
 */
export const withLogs = ({ annotated, ...around }: SeenAround, logs: Logs, kept: Sorted): RunObservation => ({
  ...around,
  manifests: byJobId([...kept.accepted, ...kept.earlier]),
  attempts: around.attempts.map((one, index) =>
    index === around.attempts.length - 1 ? { ...one, traces: logs.traces } : one,
  ),
  endSignals: joinSignals(annotated, [logs.signals]),
})

/** A carried-over job ended in another attempt, and the report's own has not ended. */
const isOfAttempt =
  (attempt: number, ownJobId: string) =>
  ({ id, api }: ListedJob): boolean =>
    id !== ownJobId && (api.attempt ?? attempt) === attempt

/** What verified certificates of this attempt agree on. */
const certificateShaOf = (candidates: readonly Candidate[]): string | undefined => {
  const shas = new Set(
    candidates.flatMap(({ verdict }) => (verdict.kind === 'none' ? [] : (verdict.identity?.buildConfigDigest ?? []))),
  )
  return shas.size === 1 ? [...shas][0] : undefined
}

const byJobId = (candidates: readonly Candidate[]): RunObservation['manifests'] =>
  new Map(
    candidates.flatMap(({ manifest }) => {
      const id = manifest.job.id?.value
      return id === undefined ? [] : [[id, manifest] as const]
    }),
  )
