import type { Candidate } from '../account/candidate.ts'
import { sortCandidates } from '../account/sort-candidates.ts'
import { ARTIFACT_PREFIX } from '../core/artifact-name.ts'
import { fromMillis } from '../core/time.ts'
import type { Refusal, RunClient } from '../github/rest/client.ts'
import { begin } from '../io/in-parallel.ts'
import type { ObservedJob, RunObservation } from '../schema/observed/run-observation.ts'
import { beginLists, type SideLists } from './begin-lists.ts'
import { readEnds, withUnread } from './job-ends.ts'
import { joinDeployments } from './join-deployments.ts'
import type { Listed } from './list-run.ts'
import { createStepReader } from './logs/listed-steps.ts'
import { readLogs } from './logs/read-logs.ts'
import type { ArtifactSource } from './manifests/artifact-source.ts'
import { collectManifests } from './manifests/collect-manifests.ts'
import type { Verifier } from './manifests/verify-manifest.ts'
import { readEnvironments } from './read-environments.ts'
import {
  beginWorkflow,
  createFileReader,
  type ReadFile,
  readWorkflow,
  type WorkflowRead,
  withoutManifests,
} from './read-workflow.ts'
import { NONE } from './run-context.ts'
import {
  byJobId,
  type Gates,
  type ManifestsRead,
  type RunRead,
  type SeenRun,
  toRunRead,
  toSeenRun,
} from './run-read.ts'
import { findOwnJob, type LogSource, type Subject } from './subject.ts'

/** The external services that observing a run uses. */
export type Ports = {
  /** REST, or an offline folder in its place. */
  readonly client: RunClient
  readonly artifacts: ArtifactSource
  /** Returns the verifier for the run of a repository. Some runs have their repository id only from REST. */
  readonly verifierFor: (repositoryId: string) => Promise<Pick<Verifier, 'verifyJob' | 'verifyRun'>>
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly sleep: (millis: number) => Promise<void>
  readonly progress: (step: ObservationStep) => void
}

/** The progress of an observation, with what is known at that step. */
export type ObservationStep =
  | { readonly at: 'run'; readonly run: RunObservation['run'] }
  | { readonly at: 'listed'; readonly listed: Listed }
  | { readonly at: 'manifests'; readonly manifests: number }
  | { readonly at: 'read'; readonly read: RunRead }

export type ObserveOptions = {
  /**
   * The log source for another run. The report's own run is still in progress, so each of its logs is read by itself.
   */
  readonly logs: LogSource
  /** Whether single logs replace the unreadable archive of an earlier attempt. Each costs a request. */
  readonly readsEarlierJobs: boolean
  /** Whether a refused run ends the observation: nothing else of it is read then. */
  readonly needsRun: boolean
  /** Whether an unsigned report is read as claims of its jobs. */
  readonly takesUnsigned: boolean
}

export type RunAnswered =
  | { readonly kind: 'observed'; readonly read: RunRead }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/**
 * Reads everything that GitHub, or an offline folder, provides about one run. The report action, the command line and
 * offline folders all use it. A refused answer becomes a gap. Independent requests run in parallel, in five rounds:
 *
 * | round | requests |
 * | --- | --- |
 * | 1 | run |
 * | 2 | jobs, artifacts, approvals, deployments, earlier attempts; what a run in progress waits for |
 * | 3 | manifests, log archives, statuses, annotations, workflow file and called ones |
 * | 4 | environments, check runs of jobs that should have deployed, logs that no archive holds, annotations instead of them |
 * | 5 | caches, attestations, rules (find-evidence.ts) |
 *
 * A list of over 100 entries has more pages, and the first of several cache keys is read before the others. For a pull request the workflow file may be read once more, at the commit
 * that the manifests name. A run in progress has no archive. Without a results service, the artifacts of the report's own
 * run are listed by REST after its jobs.
 */
export const observeRun = async (ports: Ports, subject: Subject, options: ObserveOptions): Promise<RunAnswered> => {
  const { client, sleep } = ports
  const readFile = createFileReader(client)
  const onRun = (run: RunObservation['run']) => ports.progress({ at: 'run', run })
  const lists = await beginLists({ ...ports, onRun }, subject, options.needsRun, readFile)
  if (lists.kind === 'refused') return lists
  const side = await lists.side
  const [listed, earlier] = await Promise.all([lists.listed, side.earlier])
  ports.progress({ at: 'listed', listed })
  const seen = toSeenRun(subject, { ...lists, ...side }, listed, earlier, fromMillis(ports.now()))

  const collected = begin(readManifests(ports, options, seen))
  const workflow = begin(readPlan(readFile, seen, collected))
  const others = seen.jobs.filter(isOther(subject))
  const ends = begin(readEnds(client, subject.repository, others))
  const gates = begin(readGates(client, seen, side, workflow))
  const logs = await readLogs(
    { client, sleep },
    {
      ...{ subject, isOver: lists.isOver, attempts: seen.attempts },
      ...{ source: options.logs, readsEarlierJobs: options.readsEarlierJobs },
      // Requests for single logs wait for these dozen requests, which give the graph of the run. Of two hundred logs
      // the last ones are worth less.
      ready: begin(
        Promise.all([collected, workflow, side.deployments]).then(([{ sorted }, { read }]) => ({
          sorted,
          stepsOf: createStepReader({ workflow: read, manifests: byJobId(sorted) }, seen.jobs),
        })),
      ),
    },
  )
  const read = toRunRead(seen, {
    logs,
    ...(await collected),
    earlier,
    context: await side.context,
    found: await side.deployments,
    workflow: await workflow,
    ends: await withUnread(client, subject.repository, others, await ends, id => logs.failureReadings.has(id)),
    ...(await gates),
  })
  ports.progress({ at: 'read', read })
  return { kind: 'observed', read }
}

const isOther =
  (subject: Subject) =>
  ({ id }: ObservedJob): boolean =>
    id !== findOwnJob(subject).id

const readManifests = async (
  ports: Ports,
  { takesUnsigned }: ObserveOptions,
  { subject, repositoryId, listed, attempts, attempt }: SeenRun,
): Promise<ManifestsRead> => {
  const { serverUrl, repository, runId } = subject
  const run = { serverUrl, repository, repositoryId, runId, attempt }
  const isListed = attempts.some(({ jobs }) => jobs !== undefined)
  const jobIds = isListed ? new Set(attempts.flatMap(({ jobs = [] }) => jobs.map(({ id }) => id))) : undefined
  const collected = await collectManifests(
    { ...ports, verifier: await ports.verifierFor(repositoryId) },
    { run, takesUnsigned, artifacts: listed.artifacts, jobIds },
  )
  ports.progress({ at: 'manifests', manifests: collected.candidates.length })
  return { collected, sorted: sortCandidates(run, collected.candidates) }
}

const NOT_READ: WorkflowRead = { read: undefined, files: [], gaps: [] }

/** Events with a workflow file at another commit than the head. The manifests of the jobs name that commit. */
const IS_PULL_REQUEST = /^(?:pull_request|merge_group)/

const readPlan = async (
  readFile: ReadFile,
  { subject, listed: { facts, artifacts }, isClosed }: SeenRun,
  manifests: Promise<ManifestsRead>,
): Promise<WorkflowRead> => {
  const evidence = withoutManifests(subject, facts)
  const isNamed = subject.kind === 'own-run' && subject.workflowSha !== undefined
  // Without the list of jobs the workflow file still names the jobs that the report needs.
  if (isClosed && (!isNamed || subject.needs?.kind === 'by-key')) return NOT_READ
  if (isNamed) return readWorkflow(readFile, evidence)
  const mayNameOther = IS_PULL_REQUEST.test(facts.event ?? '') && artifacts.some(({ name }) => isOurs(name))
  if (!mayNameOther) void begin(beginWorkflow(readFile, evidence))
  const { sorted } = await manifests
  return readWorkflow(readFile, {
    ...evidence,
    manifests: byJobId(sorted),
    certificateSha: findCertificateSha(sorted.accepted),
  })
}

const isOurs = (name: string): boolean => name.startsWith(ARTIFACT_PREFIX)

/**
 * Reads deployments with their jobs, and the rules of environments. Environments that only a check run names come
 * last.
 */
const readGates = async (
  client: RunClient,
  { subject: { repository }, jobs, isClosed }: SeenRun,
  { context, deployments }: SideLists,
  workflow: Promise<WorkflowRead>,
): Promise<Gates> => {
  if (isClosed) return { deployed: NONE, environments: NONE }
  const [{ read: plan }, { approvals, pending }] = await Promise.all([workflow, context])
  const early = [
    ...(plan?.plan.jobs ?? []).flatMap(job => job.environment?.name ?? []),
    ...approvals.flatMap(one => one.environments),
    ...pending.map(one => one.environment),
  ]
  const deployed = begin(
    deployments.then(({ value: items }) => joinDeployments(client, repository, items, plan?.plan, jobs)),
  )
  const late = deployed.then(({ value: items }) => items.map(one => one.environment))
  return { environments: await readEnvironments(client, repository, early, begin(late)), deployed: await deployed }
}

/** Returns the commit that the verified certificates of this attempt agree on. */
const findCertificateSha = (candidates: readonly Candidate[]): string | undefined => {
  const shas = new Set(
    candidates.flatMap(({ verdict }) => (verdict.kind === 'none' ? [] : (verdict.identity?.buildConfigDigest ?? []))),
  )
  return shas.size === 1 ? [...shas][0] : undefined
}
