import { withDeadline } from '../deadline.ts'
import type { Environment } from '../env.ts'
import { BUDGETS } from '../model/budgets.ts'
import type { Fact, Gap, Learned } from '../model/fact.ts'
import type { DeclaredSubject } from '../model/job-manifest.ts'
import { readArtifactsList } from '../sources/artifacts-list.ts'
import { readDeclaredSubjects } from '../sources/declared-subjects.ts'
import { type EventFacts, readEventFile } from '../sources/event-file.ts'
import { readJobFromApi } from '../sources/job-api.ts'
import { NOTHING, readJobPage } from '../sources/job-page.ts'
import { type MatrixLeg, readMatrix, readStrategy } from '../sources/matrix.ts'
import type { LegRequest } from '../sources/matrix-leg.ts'
import { readListing } from '../sources/results-service.ts'
import { type RunnerConfigFacts, readRunnerConfig } from '../sources/runner-config.ts'
import { type RunnerContextFacts, readRunnerContext } from '../sources/runner-context.ts'
import { findRunnerRoot, runnerRootCandidates } from '../sources/runner-root.ts'
import { readSetupInfo, type SetupInfoFacts } from '../sources/setup-info.ts'
import { readStepsContext } from '../sources/steps-context.ts'
import type { MessageContexts } from '../sources/worker-log/job-message.ts'
import { readWorkerLog, type WorkerLogFacts } from '../sources/worker-log.ts'
import { readWorkflowDigest, readWorkflowLabels } from '../sources/workflow-labels.ts'
import { collectReplay } from './collect-replay.ts'
import type { EarlyListing } from './early-listing.ts'
import type { RecorderInputs } from './inputs.ts'

/** What the recorder reads beside its inputs: where this process runs, and the clock. */
export type Host = {
  readonly environment: Environment
  readonly argv0: string
  readonly execPath: string
  readonly now: () => number
  readonly early: EarlyListing
}

export type Collected = Awaited<ReturnType<typeof collect>>

/**
 * Asks every source at once, each under its own deadline and none over `remaining()` milliseconds. No source throws for
 * what the world does; each returns facts and gaps.
 */
export const collect = async (inputs: RecorderInputs, host: Host, remaining: () => number) => {
  const { environment } = host
  const { backend } = host.early
  const root = await findRunnerRoot(
    runnerRootCandidates({
      argv0: host.argv0,
      execPath: host.execPath,
      runnerTemp: environment['RUNNER_TEMP'],
      home: environment['HOME'] ?? environment['USERPROFILE'],
    }),
  )
  const context = readRunnerContext(environment, inputs.jobContext)
  const diagnostics = readDiagnostics(root, backend?.backendJobId)
  const eventFile = readEventFile(environment['GITHUB_EVENT_PATH'])
  const [setupInfo, config, { worker, page }, event, listedSubjects, ownSubjects, labels, listed, replay] =
    await Promise.all([
      root === undefined ? noRoot<SetupInfoFacts>('image.name', {}) : readSetupInfo(root),
      root === undefined ? noRoot<RunnerConfigFacts>('runner.group', {}) : readRunnerConfig(root),
      diagnostics,
      eventFile,
      readArtifactsList(environment['GITHUB_ARTIFACTS_LIST']),
      subjectsOf(inputs, environment, remaining),
      readLabels(inputs, host, context.facts, eventFile, diagnostics, remaining),
      ownArtifacts(host.early, remaining),
      collectReplay(inputs, environment, host.now, remaining),
    ])
  return {
    backend,
    context,
    setupInfo,
    config,
    worker,
    page,
    event,
    declared: {
      facts: [...listedSubjects.facts, ...ownSubjects.facts],
      gaps: [...listedSubjects.gaps, ...ownSubjects.gaps],
    },
    workflowFile: labels.workflowFile,
    fromFile: labels.fromFile,
    fromApi: labels.fromApi,
    listed,
    replay,
    clock: host.early.clock(),
    calls: [host.early.call(), labels.fromApi.facts.call].filter(call => call !== undefined),
    steps: readStepsContext(inputs.stepsJson),
    matrix: readMatrix(labels.leg, inputs.recordMatrix),
    strategy: readStrategy(inputs.jobIndex, inputs.jobTotal),
  }
}

const missingRoot = (field: string): Gap => ({
  field,
  source: 'runner',
  reason: 'not-readable',
  detail: "the runner's own folder cannot be reached from here, as in a job container",
})

const noRoot = <T>(field: string, facts: T): Learned<T> => ({ facts, gaps: [missingRoot(field)] })

/** The Worker log first: its steps' times decide which headers in the job's log a script only imitated. */
const readDiagnostics = async (root: string | undefined, backendJobId: string | undefined) => {
  if (root === undefined || backendJobId === undefined)
    return { worker: noRoot<WorkerLogFacts>('steps', { steps: [] }), page: noLog }
  const worker = await readWorkerLog(root, backendJobId)
  return { worker, page: await readJobPage(root, backendJobId, { steps: worker.facts.steps }) }
}

type PageFacts = Awaited<ReturnType<typeof readJobPage>>
const noLog: PageFacts = {
  facts: NOTHING,
  gaps: [missingRoot('caches'), missingRoot('actions'), missingRoot('containers')],
}

const subjectsOf = async (
  { subjects }: RecorderInputs,
  environment: Environment,
  remaining: () => number,
): Promise<Learned<readonly DeclaredSubject[]>> =>
  subjects.length === 0
    ? { facts: [], gaps: [] }
    : readDeclaredSubjects(environment['GITHUB_WORKSPACE'] ?? '', subjects, Math.min(BUDGETS.subjects, remaining() / 2))

const ownArtifacts = async (
  { backend, answer }: EarlyListing,
  remaining: () => number,
): Promise<Awaited<ReturnType<typeof readListing>>> => {
  if (answer === undefined)
    return { facts: [], gaps: [{ field: 'artifacts', source: 'results', reason: 'not-provided' }] }
  const listed = await readListing(withDeadline('ListArtifacts', remaining(), () => answer))
  return { facts: listed.facts.filter(artifact => artifact.backendJobId === backend?.backendJobId), gaps: listed.gaps }
}

type FromApi = Awaited<ReturnType<typeof readJobFromApi>>
type FromFile = Awaited<ReturnType<typeof readWorkflowLabels>>
type Labels = {
  readonly leg: MatrixLeg
  readonly fromFile: FromFile
  readonly fromApi: FromApi
  readonly workflowFile: Fact<string> | undefined
}

/**
 * The workflow file first, since it costs nothing; then, as input `api` allows, the one REST call. The labels of a matrix
 * leg stand on its values.
 */
const readLabels = async (
  inputs: RecorderInputs,
  host: Host,
  context: RunnerContextFacts,
  eventFile: Promise<Learned<EventFacts>>,
  diagnostics: ReturnType<typeof readDiagnostics>,
  remaining: () => number,
): Promise<Labels> => {
  const { environment } = host
  const ask = () =>
    readJobFromApi(
      {
        apiUrl: environment['GITHUB_API_URL'] ?? '',
        repository: environment['GITHUB_REPOSITORY'] ?? '',
        jobId: inputs.jobId,
        token: inputs.token,
        http: host.early.http,
      },
      Math.min(BUDGETS.jobLookup, remaining()),
      host.now,
    )
  const early = inputs.api === 'always' && inputs.jobId !== '' ? ask() : undefined
  const place = {
    workspace: environment['GITHUB_WORKSPACE'] ?? '',
    repository: environment['GITHUB_REPOSITORY'] ?? '',
    workflowRef: context.jobWorkflowRef?.value ?? environment['GITHUB_WORKFLOW_REF'] ?? '',
  }
  const workflowFile = await readWorkflowDigest(place)
  const request = {
    ...place,
    definesJob: context.jobWorkflowRef !== undefined,
    inputs: runInputs(environment, context, (await eventFile).facts),
    jobKey: environment['GITHUB_JOB'] ?? '',
    github: githubContext(environment),
  }
  const { contexts } = (await diagnostics).worker.facts
  const leg = await findLeg(inputs, contexts, request)
  const strategy = contexts?.strategy ?? placeAmongLegs(inputs)
  const fromFile = await readWorkflowLabels({ ...request, leg, strategy })
  const known = { leg, workflowFile, fromFile }
  if (early !== undefined) return { ...known, fromApi: await early }
  if (fromFile.facts.labels !== undefined) return { ...known, fromApi: { facts: {}, gaps: [] } }
  if (inputs.api === 'never' || inputs.jobId === '')
    return { ...known, fromApi: { facts: {}, gaps: [{ field: 'runner.labels', source: 'api', reason: 'not-asked' }] } }
  return { ...known, fromApi: await ask() }
}

/**
 * The runner's own job message first. In a job container it cannot be read: then the workflow file, with the leg's place
 * among the legs. A job of which nothing says that it has a matrix has none.
 */
const findLeg = async (
  inputs: RecorderInputs,
  contexts: MessageContexts | undefined,
  request: Omit<LegRequest, 'index' | 'total'>,
): Promise<MatrixLeg> => {
  if (inputs.hasMatrix === false || contexts?.matrix === null) return { kind: 'none' }
  if (contexts?.matrix !== undefined) return { kind: 'leg', values: contexts.matrix, source: 'runner' }
  if (inputs.hasMatrix === undefined) return { kind: 'none' }
  const { readLegInFile } = await import('../sources/matrix-leg.ts')
  return readLegInFile({ ...request, index: inputs.jobIndex, total: inputs.jobTotal })
}

const placeAmongLegs = ({ jobIndex, jobTotal }: RecorderInputs): Readonly<Record<string, number>> => ({
  ...(jobIndex === undefined ? {} : { 'job-index': jobIndex }),
  ...(jobTotal === undefined ? {} : { 'job-total': jobTotal }),
})

/** A called workflow has the inputs that its caller gave, which nothing in the job shows. */
const runInputs = (
  environment: Environment,
  { jobWorkflowRef }: RunnerContextFacts,
  event: EventFacts,
): Readonly<Record<string, string>> | undefined => {
  if (jobWorkflowRef !== undefined && jobWorkflowRef.value !== environment['GITHUB_WORKFLOW_REF']) return undefined
  return environment['GITHUB_EVENT_NAME'] === 'workflow_dispatch' ? event.inputs : {}
}

/** The part of the github context that `runs-on` expressions use, by the names of that context. */
const githubContext = (environment: Environment): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [
      'REPOSITORY',
      'REPOSITORY_OWNER',
      'REF',
      'REF_NAME',
      'REF_TYPE',
      'EVENT_NAME',
      'HEAD_REF',
      'BASE_REF',
      'SHA',
    ].flatMap(name => {
      const value = environment[`GITHUB_${name}`]
      return value === undefined ? [] : [[name.toLowerCase(), value]]
    }),
  )
