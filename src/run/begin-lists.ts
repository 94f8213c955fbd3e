import type { Refusal, RunClient } from '../github/rest/client.ts'
import { readDeployments } from '../github/rest/protection/list-deployments.ts'
import { type RunAnswer, readRun } from '../github/rest/workflow-run.ts'
import { begin } from '../io/in-parallel.ts'
import type { RunObservation } from '../schema/observed/run-observation.ts'
import { approvalsBeforeLater, beforeLater, deploymentsBeforeLater } from '../timeline/attempts/later-attempt.ts'
import { type JobList, readJobList, readSettledJobs } from './await-jobs.ts'
import { type Listed, toListed } from './list-run.ts'
import type { ArtifactSource } from './manifests/artifact-source.ts'
import { type AttemptsRead, readEarlierAttempts, toObservedRun } from './read-attempts.ts'
import type { ReadFile, WorkflowRead } from './read-workflow.ts'
import { readWorkflow, withoutManifests } from './read-workflow.ts'
import { NONE, type RunContext, readRunContext } from './run-context.ts'
import type { Subject } from './subject.ts'

type ListPorts = {
  readonly client: RunClient
  readonly artifacts: ArtifactSource
  readonly now: () => number
  readonly sleep: (millis: number) => Promise<void>
  readonly onRun: (run: RunObservation['run']) => void
}

/** The run, and the reads that depend on it alone. */
export type RunLists = {
  readonly kind: 'open'
  readonly run: RunAnswer
  readonly attempt: number
  readonly isOver: boolean
  readonly listed: Promise<Listed>
  readonly side: Promise<SideLists>
}

/** What GitHub lists beside the jobs. */
export type SideLists = {
  /** Whether the job list of the own run is refused. Nothing else of the run is readable then. */
  readonly isClosed: boolean
  readonly context: Promise<RunContext>
  readonly earlier: Promise<AttemptsRead>
  readonly deployments: ReturnType<typeof readDeployments>
}

const CLOSED: SideLists = {
  isClosed: true,
  context: Promise.resolve({ approvals: [], pending: [], concurrency: [], gaps: [] }),
  earlier: Promise.resolve({ attempts: [], gaps: [] }),
  deployments: Promise.resolve(NONE),
}

/**
 * Reads the run, then starts its lists. The run comes first and alone: where the API is unavailable, one request shows
 * it, and where its limit is reached, its answer says so.
 */
export const beginLists = async (
  ports: ListPorts,
  subject: Subject,
  needsRun: boolean,
  readFile: ReadFile,
): Promise<RunLists | { readonly kind: 'refused'; readonly refusal: Refusal }> => {
  const { client, artifacts, onRun } = ports
  const run = await readRun(client, subject.repository, subject.runId, subject.attempt)
  if (needsRun && run.refusal !== undefined) return { kind: 'refused', refusal: run.refusal }
  const observed = toObservedRun(subject, run.facts)
  onRun(observed)
  const { attempt } = observed
  const isOver = subject.kind === 'other-run' && (observed.status ?? 'completed') === 'completed'
  const jobs = begin(listJobs(ports, subject, run, attempt, readFile))
  const apiAnswers = async () => subject.kind === 'other-run' || (await jobs).jobs !== undefined
  const stored = begin(artifacts.list(attempt, apiAnswers))
  const later = begin(readLaterStart(client, subject, attempt))
  const listed = begin(
    Promise.all([jobs, stored, later]).then(([list, files, laterStart]) =>
      toListed(subject, run, list, { ...files, value: beforeLater(files.value, laterStart) }),
    ),
  )
  return {
    kind: 'open',
    run,
    attempt,
    isOver,
    listed,
    side: begin(beginSide(client, subject, { run, attempt, isOver, later }, listed)),
  }
}

/**
 * Returns when the attempt after the requested one began; undefined if there is none, or if the latest attempt is read.
 * GitHub's lists are of the whole run.
 */
const readLaterStart = async (client: RunClient, subject: Subject, attempt: number): Promise<string | undefined> => {
  if (subject.kind === 'own-run' || subject.attempt === undefined) return undefined
  const { facts } = await readRun(client, subject.repository, subject.runId, attempt + 1)
  return facts.attempt === attempt + 1 ? facts.startedAt : undefined
}

/** Lists the jobs; of the own run until those that the report needs read as ended. */
const listJobs = (
  { client, now, sleep }: ListPorts,
  subject: Subject,
  { facts }: RunAnswer,
  attempt: number,
  readFile: ReadFile,
): Promise<JobList> => {
  if (subject.kind === 'other-run') return readJobList(client, subject, attempt)
  const workflow = (): Promise<WorkflowRead> => readWorkflow(readFile, withoutManifests(subject, facts))
  return readSettledJobs(client, subject, { now, sleep, workflow })
}

/**
 * Starts the reads beside the jobs. A job that may not list the jobs of its own run may read nothing else of it: a
 * refused run already suggests that, and then the job list decides first.
 */
const beginSide = async (
  client: RunClient,
  subject: Subject,
  known: KnownRun,
  listed: Promise<Listed>,
): Promise<SideLists> => {
  if (subject.kind === 'other-run') return readSide(client, subject, known)
  const early = known.run.refusal === undefined ? readSide(client, subject, known) : undefined
  const { jobs } = await listed
  return jobs === undefined ? CLOSED : (early ?? readSide(client, subject, known))
}

type KnownRun = Pick<RunLists, 'run' | 'attempt' | 'isOver'> & { readonly later: Promise<string | undefined> }

const readSide = (client: RunClient, subject: Subject, { run, attempt, isOver, later }: KnownRun): SideLists => {
  const { repository, runId } = subject
  const headSha = subject.kind === 'own-run' ? subject.sha : run.facts.headSha
  const context = begin(readRunContext(client, { repository, runId, isOver }))
  const deployments =
    headSha === undefined ? Promise.resolve(NONE) : begin(readDeployments(client, repository, headSha, runId))
  return {
    isClosed: false,
    context: begin(withoutLaterApprovals(context, deployments, later)),
    earlier: begin(readEarlierAttempts(client, repository, runId, attempt)),
    deployments: begin(
      Promise.all([deployments, later]).then(([{ value, gaps }, laterStart]) => ({
        value: deploymentsBeforeLater(value, laterStart),
        gaps,
      })),
    ),
  }
}

/** Without a later attempt the approvals do not wait for the deployments. */
const withoutLaterApprovals = async (
  context: Promise<RunContext>,
  deployments: SideLists['deployments'],
  later: Promise<string | undefined>,
): Promise<RunContext> => {
  const [read, laterStart] = await Promise.all([context, later])
  if (laterStart === undefined) return read
  const { value } = await deployments
  return { ...read, approvals: approvalsBeforeLater(read.approvals, value, laterStart) }
}
