import type { Refusal, RunClient } from '../github/rest/client.ts'
import { readDeployments } from '../github/rest/protection/list-deployments.ts'
import { type RunAnswer, readRun } from '../github/rest/workflow-run.ts'
import { begin } from '../io/in-parallel.ts'
import type { RunObservation } from '../schema/observed/run-observation.ts'
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
  const listed = begin(Promise.all([jobs, stored]).then(([list, files]) => toListed(subject, run, list, files)))
  return {
    kind: 'open',
    run,
    attempt,
    isOver,
    listed,
    side: begin(beginSide(client, subject, { run, attempt, isOver }, listed)),
  }
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

type KnownRun = Pick<RunLists, 'run' | 'attempt' | 'isOver'>

const readSide = (client: RunClient, subject: Subject, { run, attempt, isOver }: KnownRun): SideLists => {
  const { repository, runId } = subject
  const headSha = subject.kind === 'own-run' ? subject.sha : run.facts.headSha
  return {
    isClosed: false,
    context: begin(readRunContext(client, { repository, runId, isOver })),
    earlier: begin(readEarlierAttempts(client, repository, runId, attempt)),
    deployments:
      headSha === undefined ? Promise.resolve(NONE) : begin(readDeployments(client, repository, headSha, runId)),
  }
}
