import type { Candidate, Sorted } from '../account/candidate.ts'
import { sortCandidates } from '../account/sort-candidates.ts'
import { ARTIFACT_PREFIX } from '../core/artifact-name.ts'
import { UNKNOWN_REPOSITORY } from '../core/ids.ts'
import { fromMillis } from '../core/time.ts'
import type { Refusal, RunClient } from '../github/rest/client.ts'
import { readDeployments } from '../github/rest/protection/list-deployments.ts'
import { type RunAnswer, readRun } from '../github/rest/workflow-run.ts'
import type { FailureReading } from '../log/failure-reading.ts'
import type { ObservedAttempt, ObservedJob, RunObservation } from '../schema/observed/run-observation.ts'
import type { Gap } from '../schema/values/fact.ts'
import { readJobList, readSettledJobs } from './await-jobs.ts'
import { joinSignals, readEnds } from './job-ends.ts'
import { joinDeployments } from './join-deployments.ts'
import { type Listed, toListed } from './list-run.ts'
import { createStepReader } from './logs/listed-steps.ts'
import { type Logs, readLogs } from './logs/read-logs.ts'
import type { ArtifactSource } from './manifests/artifact-source.ts'
import { collectManifests } from './manifests/collect-manifests.ts'
import { keepManifests } from './manifests/kept-manifests.ts'
import { type Collected, toField } from './manifests/read-candidate.ts'
import type { Verifier } from './manifests/verify-manifest.ts'
import { type AttemptsRead, readEarlierAttempts, toObservedAttempt, toObservedRun } from './read-attempts.ts'
import { readEnvironments } from './read-environments.ts'
import { beginWorkflow, createFileReader, type ReadFile, readWorkflow, type WorkflowRead } from './read-workflow.ts'
import { NONE, type RunContext, readRunContext } from './run-context.ts'
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

/** Everything that was read of one run, before it is joined and diagnosed. */
export type RunRead = {
  readonly subject: Subject
  /** UNKNOWN_REPOSITORY where no source gives it. */
  readonly repositoryId: string
  readonly listed: Listed
  readonly collected: Collected
  /** The manifests of the run by attempt. `kept` lacks those that the steps and log of their own job reject. */
  readonly sorted: Sorted
  readonly kept: Sorted
  readonly logs: Logs
  /** Jobs of earlier attempts, as the lists of those attempts show them. */
  readonly earlierJobs: readonly ObservedJob[]
  /** Workflow files that were read at a known commit. */
  readonly files: WorkflowRead['files']
  /**
   * What could not be learned. `collected` and `sorted` hold the reasons for artifacts of ours that were not accepted.
   */
  readonly gaps: readonly Gap[]
  /** Log lines of all jobs that did not end well, earlier attempts included. */
  readonly failureReadings: ReadonlyMap<string, FailureReading>
  /** The input of the timeline. Its gaps include artifacts of ours that could not be read. */
  readonly observation: RunObservation
}

export type RunAnswered =
  | { readonly kind: 'observed'; readonly read: RunRead }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/**
 * Reads everything that GitHub, or an offline folder, provides about one run. The report action, the command line and
 * offline folders all use it. A refused answer becomes a gap. Independent requests run in parallel, in five rounds:
 *
 * | round | another run | the report's own run, which the runner names |
 * | --- | --- | --- |
 * | 1 | run | run, jobs, artifacts |
 * | 2 | jobs, artifacts, approvals, deployments, earlier attempts | the rest, manifests, annotations, workflow file and called ones |
 * | 3 | manifests, log archives, statuses, annotations, workflow file and called ones | statuses, environments |
 * | 4 | environments, check runs of jobs that should have deployed, logs that no archive holds | check runs, logs |
 * | 5 | caches, attestations, rules (find-evidence.ts) | the same |
 *
 * A list of over 100 entries has more pages. For a pull request the workflow file may be read once more, at the commit
 * that the manifests name. A run in progress has no archive; its pending deployments and its concurrency group are
 * read instead.
 */
export const observeRun = async (ports: Ports, subject: Subject, options: ObserveOptions): Promise<RunAnswered> => {
  const { client, sleep } = ports
  const readFile = createFileReader(client)
  const lists = await beginLists(ports, subject, options, readFile)
  if (lists.kind === 'refused') return lists
  const beside = beginBeside(client, subject, lists)
  const [listed, earlier] = await Promise.all([lists.listed, beside.earlier])
  ports.progress({ at: 'listed', listed })
  const seen = toSeen(subject, lists, listed, earlier, fromMillis(ports.now()))

  const collected = begin(readManifests(ports, options, seen))
  const workflow = begin(readPlan(readFile, seen, collected))
  const ends = begin(readEnds(client, subject.repository, seen.jobs.filter(isOther(subject))))
  const gates = begin(readGates(client, seen, beside, workflow))
  const logs = await readLogs(
    { client, sleep },
    {
      ...{ subject, isOver: lists.isOver, attempts: seen.attempts },
      ...{ source: options.logs, readsEarlierJobs: options.readsEarlierJobs },
      // Requests for single logs wait for these dozen requests, which give the graph of the run. Of two hundred logs
      // the last ones are worth less.
      ready: begin(
        Promise.all([collected, workflow, beside.deployments]).then(([{ sorted }, { read }]) => ({
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
    context: await beside.context,
    found: await beside.deployments,
    workflow: await workflow,
    ends: await ends,
    ...(await gates),
  })
  ports.progress({ at: 'read', read })
  return { kind: 'observed', read }
}

/**
 * Starts a read in parallel. A rejection reaches the code that awaits the promise and is never unhandled before that.
 */
const begin = <T>(reading: Promise<T>): Promise<T> => {
  reading.catch(() => undefined)
  return reading
}

type Lists = {
  readonly kind: 'open'
  readonly run: RunAnswer
  readonly attempt: number
  readonly isOver: boolean
  /** Whether the job list of the own run is refused. Nothing else of the run is readable then. */
  readonly isClosed: boolean
  readonly listed: Promise<Listed>
}

/** Reads the lists of the run. For the own run all lists start at once, since the runner names the attempt. */
const beginLists = async (
  ports: Ports,
  subject: Subject,
  { needsRun }: ObserveOptions,
  readFile: ReadFile,
): Promise<Lists | Extract<RunAnswered, { kind: 'refused' }>> => {
  const { client, artifacts, now, sleep, progress } = ports
  const answered = begin(readRun(client, subject.repository, subject.runId, subject.attempt))
  if (subject.kind === 'own-run') {
    const workflow = async () => readWorkflow(readFile, withoutManifests(subject, (await answered).facts))
    const jobs = begin(readSettledJobs(client, subject, { now, sleep, workflow }))
    const apiAnswers = async () => (await jobs).jobs !== undefined
    const [run, list, stored] = await Promise.all([answered, jobs, artifacts.list(subject.attempt, apiAnswers)])
    progress({ at: 'run', run: toObservedRun(subject, run.facts) })
    const listed = toListed(subject, run, list, stored)
    const isClosed = list.jobs === undefined
    return { kind: 'open', run, attempt: subject.attempt, isOver: false, isClosed, listed: Promise.resolve(listed) }
  }
  const run = await answered
  if (needsRun && run.refusal !== undefined) return { kind: 'refused', refusal: run.refusal }
  const observed = toObservedRun(subject, run.facts)
  progress({ at: 'run', run: observed })
  const { attempt, status = 'completed' } = observed
  const listed = Promise.all([readJobList(client, subject, attempt), artifacts.list(attempt, async () => true)]).then(
    ([list, stored]) => toListed(subject, run, list, stored),
  )
  return { kind: 'open', run, attempt, isOver: status === 'completed', isClosed: false, listed: begin(listed) }
}

type Beside = {
  readonly context: Promise<RunContext>
  readonly earlier: Promise<AttemptsRead>
  readonly deployments: ReturnType<typeof readDeployments>
}

/** Starts the reads that depend on the run alone. */
const beginBeside = (client: RunClient, subject: Subject, { run, attempt, isOver, isClosed }: Lists): Beside => {
  if (isClosed)
    return {
      context: Promise.resolve({ approvals: [], pending: [], concurrency: [], gaps: [] }),
      earlier: Promise.resolve({ attempts: [], gaps: [] }),
      deployments: Promise.resolve(NONE),
    }
  const { repository, runId } = subject
  const headSha = subject.kind === 'own-run' ? subject.sha : run.facts.headSha
  return {
    context: begin(readRunContext(client, { repository, runId, isOver })),
    earlier: begin(readEarlierAttempts(client, repository, runId, attempt)),
    deployments:
      headSha === undefined ? Promise.resolve(NONE) : begin(readDeployments(client, repository, headSha, runId)),
  }
}

/** The run as its lists show it. */
type Seen = {
  readonly subject: Subject
  readonly repositoryId: string
  readonly isClosed: boolean
  readonly listed: Listed
  readonly jobs: NonNullable<Listed['jobs']>
  /** In ascending order; the last attempt is the reported one. */
  readonly attempts: readonly ObservedAttempt[]
  readonly attempt: number
  readonly earlierJobs: readonly ObservedJob[]
  readonly observedAt: string
}

const toSeen = (
  subject: Subject,
  { attempt, isClosed }: Lists,
  listed: Listed,
  earlier: AttemptsRead,
  observedAt: string,
): Seen => ({
  subject,
  repositoryId: subject.repositoryId ?? listed.facts.repositoryId ?? UNKNOWN_REPOSITORY,
  isClosed,
  listed,
  jobs: listed.jobs ?? [],
  attempts: [
    ...earlier.attempts,
    toObservedAttempt(attempt, listed.facts, { jobs: listed.jobs, complete: listed.jobsComplete }),
  ],
  attempt,
  earlierJobs: earlier.attempts.flatMap(({ jobs = [] }) => jobs),
  observedAt,
})

const isOther =
  (subject: Subject) =>
  ({ id }: ObservedJob): boolean =>
    id !== findOwnJob(subject).id

type ManifestsRead = { readonly collected: Collected; readonly sorted: Sorted }

const readManifests = async (
  ports: Ports,
  { takesUnsigned }: ObserveOptions,
  { subject, repositoryId, listed, attempts, attempt }: Seen,
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

const withoutManifests = (subject: Subject, facts: Listed['facts']) => ({
  subject,
  facts,
  manifests: new Map<string, never>(),
  certificateSha: undefined,
})

const NOT_READ: WorkflowRead = { read: undefined, files: [], gaps: [] }

/** Events with a workflow file at another commit than the head. The manifests of the jobs name that commit. */
const IS_PULL_REQUEST = /^(?:pull_request|merge_group)/

const readPlan = async (
  readFile: ReadFile,
  { subject, listed: { facts, artifacts }, isClosed }: Seen,
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

type Gates = {
  readonly deployed: Awaited<ReturnType<typeof joinDeployments>>
  readonly environments: Awaited<ReturnType<typeof readEnvironments>>
}

/**
 * Reads deployments with their jobs, and the rules of environments. Environments that only a check run names come
 * last.
 */
const readGates = async (
  client: RunClient,
  { subject: { repository }, jobs, isClosed }: Seen,
  { context, deployments }: Beside,
  workflow: Promise<WorkflowRead>,
): Promise<Gates> => {
  if (isClosed) return { deployed: NONE, environments: NONE }
  const [{ read: plan }, { approvals, pending }] = await Promise.all([workflow, context])
  const early = [
    ...(plan?.plan.jobs ?? []).flatMap(job => job.environment?.name ?? []),
    ...approvals.flatMap(one => one.environments),
    ...pending.map(one => one.environment),
  ]
  const deployed = begin(deployments.then(({ items }) => joinDeployments(client, repository, items, plan?.plan, jobs)))
  const late = deployed.then(({ items }) => items.map(one => one.environment))
  return { environments: await readEnvironments(client, repository, early, begin(late)), deployed: await deployed }
}

/** Returns the commit that the verified certificates of this attempt agree on. */
const findCertificateSha = (candidates: readonly Candidate[]): string | undefined => {
  const shas = new Set(
    candidates.flatMap(({ verdict }) => (verdict.kind === 'none' ? [] : (verdict.identity?.buildConfigDigest ?? []))),
  )
  return shas.size === 1 ? [...shas][0] : undefined
}

const byJobId = ({ accepted, earlier }: Pick<Sorted, 'accepted' | 'earlier'>): RunObservation['manifests'] =>
  new Map(
    [...accepted, ...earlier].flatMap(({ manifest }) => {
      const id = manifest.job.id?.value
      return id === undefined ? [] : [[id, manifest] as const]
    }),
  )

type Parts = ManifestsRead &
  Gates & {
    readonly logs: Logs
    readonly earlier: AttemptsRead
    readonly context: RunContext
    readonly found: Awaited<Beside['deployments']>
    readonly workflow: WorkflowRead
    readonly ends: Awaited<ReturnType<typeof readEnds>>
  }

const toRunRead = (seen: Seen, parts: Parts): RunRead => {
  const { subject, repositoryId, listed, attempts, attempt, earlierJobs, observedAt } = seen
  const { collected, sorted, logs, context, workflow, ends, deployed, environments } = parts
  const own = findOwnJob(subject).id
  const jobs = listed.jobs
  const times = { attempt, startedAt: listed.facts.startedAt }
  const kept = keepManifests({ jobs, attempt: times, earlierJobs, ownJobId: own }, sorted, logs)
  const before = [...logs.earlier.values()]
  const gaps = [...listed.gaps, ...parts.earlier.gaps, ...context.gaps, ...parts.found.gaps]
  const after = [...logGaps(logs), ...ends.gaps, ...workflow.gaps, ...deployed.gaps, ...environments.gaps]
  return {
    ...{ subject, repositoryId, listed, collected, sorted, kept, logs, earlierJobs },
    files: workflow.files,
    gaps: [...gaps, ...after],
    failureReadings: new Map([...before, logs].flatMap(one => [...one.failureReadings])),
    observation: {
      run: toObservedRun(subject, listed.facts),
      attempts: attempts.map(one => ({
        ...one,
        traces: (one.attempt === attempt ? logs : logs.earlier.get(one.attempt))?.traces ?? one.traces,
      })),
      workflow: workflow.read,
      manifests: byJobId(kept),
      deployments: deployed.items,
      approvals: context.approvals,
      pending: context.pending,
      environments: environments.items,
      concurrency: context.concurrency,
      endSignals: joinSignals(
        ends.signals,
        [...before, logs].map(one => one.signals),
      ),
      annotations: ends.messages,
      ownJobId: own === '' ? undefined : own,
      observedAt,
      gaps: [...gaps, ...collected.gaps, ...sorted.unmatchedArtifacts.flatMap(unmatchedGap), ...after],
    },
  }
}

/** The gap of an earlier attempt's log names the attempt. */
const logGaps = ({ gaps, earlier }: Logs): readonly Gap[] => [
  ...[...earlier]
    .toSorted(([one], [other]) => one - other)
    .flatMap(([number, read]) => read.gaps.map(gap => ({ ...gap, field: `attempts.${number}.${gap.field}` }))),
  ...gaps,
]

/** The gap for a manifest that belongs to another run or repository. */
const unmatchedGap = ({ artifact, reason }: Sorted['unmatchedArtifacts'][number]): readonly Gap[] =>
  reason === 'other-run' || reason === 'other-repository'
    ? [
        {
          field: toField(artifact),
          reason: 'malformed',
          source: 'results',
          detail: 'a manifest of another run or repository',
        },
      ]
    : []
