import { BUDGETS } from '../../core/budgets.ts'
import { readJobFromApi } from '../../github/job-api.ts'
import { readListing } from '../../github/results/results-service.ts'
import { withDeadline } from '../../io/deadline.ts'
import type { Environment } from '../../io/env.ts'
import { readArtifactsList } from '../../runner/artifacts-list.ts'
import { type EventFacts, readEventFile } from '../../runner/event-file.ts'
import { NOTHING, readJobPage } from '../../runner/job-page.ts'
import { type RunnerConfigFacts, readRunnerConfig } from '../../runner/runner-config.ts'
import { type RunnerContextFacts, readRunnerContext } from '../../runner/runner-context.ts'
import { findRunnerRoot, runnerRootCandidates } from '../../runner/runner-root.ts'
import { readSetupInfo, type SetupInfoFacts } from '../../runner/setup-info.ts'
import { readStepsContext } from '../../runner/steps-context.ts'
import type { MessageContexts } from '../../runner/worker-log/job-message.ts'
import { readWorkerLog, type WorkerLogFacts } from '../../runner/worker-log/worker-log.ts'
import type { DeclaredSubject } from '../../schema/job/job-manifest.ts'
import type { Fact, Gap, Reading } from '../../schema/values/fact.ts'
import { type MatrixLeg, readMatrix, readStrategy } from '../../workflow/matrix.ts'
import type { LegRequest } from '../../workflow/matrix-leg.ts'
import { type LabelsFacts, readWorkflowDigest, readWorkflowLabels } from '../../workflow/workflow-labels.ts'
import { readDeclaredSubjects } from '../../workspace/declared-subjects.ts'
import type { RecorderInputs } from '../inputs.ts'
import { type BoundedRead, createBoundedRead } from './bounded-source.ts'
import { collectConvergence } from './collect-convergence.ts'
import { collectReplay } from './collect-replay.ts'
import { collectTestReports } from './collect-test-reports.ts'
import type { EarlyListing } from './early-listing.ts'
import type { Host } from './host.ts'
import { readInThread } from './yaml-thread.ts'

export type Collected = Awaited<ReturnType<typeof collect>>

/** Share of the remaining time for reading all sources, and share for the job's own log. */
const READING_SHARE = 0.5
const LOG_SHARE = 0.35

/**
 * Reads every source in parallel, each with its own deadline and within half of the remaining time. No source throws
 * for an outside failure; each returns a value and gaps.
 */
export const collect = async (inputs: RecorderInputs, host: Host) => {
  const { environment, remaining } = host
  const { backend } = host.early
  const began = remaining()
  const reading = () => Math.max(0, remaining() - (1 - READING_SHARE) * began)
  const read = createBoundedRead(host.extent, reading)
  const root = await findRoot(host, read)
  const context = readRunnerContext(environment, inputs.jobContext)
  const eventFile = read<EventFacts>('run.visibility', {}, () => readEventFile(environment['GITHUB_EVENT_PATH']))
  const isLogOver = () => remaining() < (1 - LOG_SHARE) * began
  const diagnostics = readDiagnostics(root, backend?.backendJobId, read, isLogOver)
  const [
    setupInfo,
    config,
    { worker, page },
    event,
    listedSubjects,
    ownSubjects,
    labels,
    listed,
    replay,
    testReports,
    convergence,
  ] = await Promise.all([
    read<SetupInfoFacts>('image.name', {}, async () =>
      root === undefined ? noRoot('image.name', {}) : readSetupInfo(root),
    ),
    read<RunnerConfigFacts>('runner.group', {}, async () =>
      root === undefined ? noRoot('runner.group', {}) : readRunnerConfig(root),
    ),
    diagnostics,
    eventFile,
    read('declaredSubjects', [], () => readArtifactsList(environment['GITHUB_ARTIFACTS_LIST'])),
    read('declaredSubjects', [], () => readSubjects(inputs, environment, reading)),
    readLabels(inputs, host, { context: context.value, eventFile, diagnostics, read, reading }),
    ownArtifacts(host.early, reading),
    collectReplay(inputs, host, reading),
    read('testReports', undefined, () => collectTestReports(inputs, environment, reading)),
    read('convergence', undefined, () => collectConvergence(environment)),
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
      value: [...listedSubjects.value, ...ownSubjects.value],
      gaps: [...listedSubjects.gaps, ...ownSubjects.gaps],
    },
    workflowFile: labels.workflowFile,
    fromFile: labels.fromFile,
    fromApi: labels.fromApi,
    listed,
    replay,
    testReports,
    convergence,
    clock: host.early.clock(),
    calls: [host.early.call(), labels.fromApi.value.call].filter(call => call !== undefined),
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

const noRoot = <T>(field: string, value: T): Reading<T> => ({ value, gaps: [missingRoot(field)] })

/**
 * Finds the runner's root folder. A missing root is no fault of the deadline: each source that needs the root has a
 * gap with the reason.
 */
const findRoot = async (host: Host, read: BoundedRead): Promise<string | undefined> => {
  const candidates = runnerRootCandidates({
    argv0: host.argv0,
    execPath: host.execPath,
    runnerTemp: host.environment['RUNNER_TEMP'],
    home: host.environment['HOME'] ?? host.environment['USERPROFILE'],
  })
  const found = async () => ({ value: await findRunnerRoot(candidates), gaps: [] })
  return (await read<string | undefined>('runner', undefined, found)).value
}

/**
 * Reads the Worker log, then the job's own log. The step times of the Worker log show which headers in the job's log a
 * script imitated.
 */
const readDiagnostics = async (
  root: string | undefined,
  backendJobId: string | undefined,
  read: BoundedRead,
  isOver: () => boolean,
) => {
  const isThere = root !== undefined && backendJobId !== undefined
  const worker = await read<WorkerLogFacts>('steps', { steps: [] }, async () =>
    isThere ? readWorkerLog(root, backendJobId) : noRoot('steps', { steps: [] }),
  )
  const { steps } = worker.value
  const page = await read('log', NOTHING, async () =>
    isThere ? readJobPage(root, backendJobId, { steps, isOver }) : noLog,
  )
  return { worker, page }
}

type PageFacts = Awaited<ReturnType<typeof readJobPage>>
const noLog: PageFacts = {
  value: NOTHING,
  gaps: [missingRoot('caches'), missingRoot('actions'), missingRoot('containers')],
}

const readSubjects = async (
  { subjects }: RecorderInputs,
  environment: Environment,
  reading: () => number,
): Promise<Reading<readonly DeclaredSubject[]>> =>
  subjects.length === 0
    ? { value: [], gaps: [] }
    : readDeclaredSubjects(environment['GITHUB_WORKSPACE'] ?? '', subjects, Math.min(BUDGETS.subjects, reading()))

const ownArtifacts = async (
  { backend, answer }: EarlyListing,
  reading: () => number,
): Promise<Awaited<ReturnType<typeof readListing>>> => {
  if (answer === undefined)
    return { value: [], gaps: [{ field: 'artifacts', source: 'results', reason: 'not-provided' }] }
  const listed = await readListing(withDeadline('ListArtifacts', reading(), () => answer))
  return { value: listed.value.filter(artifact => artifact.backendJobId === backend?.backendJobId), gaps: listed.gaps }
}

type FromApi = Awaited<ReturnType<typeof readJobFromApi>>
type FromFile = Awaited<ReturnType<typeof readWorkflowLabels>>
type Labels = {
  readonly leg: MatrixLeg
  readonly fromFile: FromFile
  readonly fromApi: FromApi
  readonly workflowFile: Fact<string> | undefined
}

type LabelSources = {
  readonly context: RunnerContextFacts
  readonly eventFile: Promise<Reading<EventFacts>>
  readonly diagnostics: ReturnType<typeof readDiagnostics>
  readonly read: BoundedRead
  readonly reading: () => number
}

/**
 * Reads the labels from the workflow file first, since it costs no request. Then, as input `api` allows, it sends the
 * one REST call. The labels of a matrix leg depend on its values.
 */
const readLabels = async (
  inputs: RecorderInputs,
  host: Host,
  { context, eventFile, diagnostics, read, reading }: LabelSources,
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
      Math.min(BUDGETS.jobLookup, reading()),
      host.now,
    )
  const early = inputs.api === 'always' && inputs.jobId !== '' ? ask() : undefined
  const place = {
    workspace: environment['GITHUB_WORKSPACE'] ?? '',
    repository: environment['GITHUB_REPOSITORY'] ?? '',
    workflowRef: context.jobWorkflowRef?.value ?? environment['GITHUB_WORKFLOW_REF'] ?? '',
  }
  const digested = async () => ({ value: await readWorkflowDigest(place), gaps: [] })
  const workflowFile = (await read<Fact<string> | undefined>('replay.workflowFile', undefined, digested)).value
  const dispatched = runInputs(environment, context, (await eventFile).value)
  const request = {
    ...place,
    definesJob: context.jobWorkflowRef !== undefined,
    inputs: dispatched,
    jobKey: environment['GITHUB_JOB'] ?? '',
    github: githubContext(environment),
  }
  const { contexts } = (await diagnostics).worker.value
  const leg = await findLeg(inputs, contexts, legReader(host, request, read, workflowFile !== undefined))
  const strategy = contexts?.strategy ?? placeAmongLegs(inputs)
  const labels = { ...request, leg, strategy }
  const fromFile = await read<LabelsFacts>('runner.labels', {}, signal =>
    // A missing file is found without a thread.
    workflowFile === undefined
      ? readWorkflowLabels(labels)
      : readInThread(host.program, { kind: 'labels', request: labels }, signal),
  )
  const known = { leg, workflowFile, fromFile }
  if (early !== undefined) return { ...known, fromApi: await early }
  if (fromFile.value.labels !== undefined) return { ...known, fromApi: { value: {}, gaps: [] } }
  if (inputs.api === 'never' || inputs.jobId === '')
    return {
      ...known,
      fromApi: { value: {}, gaps: [{ field: 'runner.labels', source: 'api', reason: 'not-requested' }] },
    }
  return { ...known, fromApi: await ask() }
}

type LegReader = (index: number | undefined, total: number | undefined) => Promise<MatrixLeg>

/** Reads the leg from the workflow file, in a thread as for the labels. */
const legReader =
  (host: Host, request: Omit<LegRequest, 'index' | 'total'>, read: BoundedRead, isThere: boolean): LegReader =>
  async (index, total) => {
    const { readLegInFile } = await import('../../workflow/matrix-leg.ts')
    const leg = { ...request, index, total }
    const found = await read<MatrixLeg | undefined>('job.matrix', undefined, async signal => ({
      value: isThere
        ? await readInThread(host.program, { kind: 'leg', request: leg }, signal)
        : await readLegInFile(leg),
      gaps: [],
    }))
    return found.value ?? { kind: 'unknown', gap: found.gaps[0] ?? NO_LEG }
  }

const NO_LEG: Gap = { field: 'job.matrix', source: 'workflow-file', reason: 'not-readable' }

/**
 * Finds the matrix leg. The runner's own job message comes first. In a job container it cannot be read; then the
 * workflow file is used, with the leg's place among the legs. A job has no matrix where no source shows one.
 */
const findLeg = async (
  inputs: RecorderInputs,
  contexts: MessageContexts | undefined,
  readLeg: LegReader,
): Promise<MatrixLeg> => {
  if (inputs.hasMatrix === false || contexts?.matrix === null) return { kind: 'none' }
  if (contexts?.matrix !== undefined) return { kind: 'leg', values: contexts.matrix, source: 'runner' }
  return inputs.hasMatrix === undefined ? { kind: 'none' } : readLeg(inputs.jobIndex, inputs.jobTotal)
}

const placeAmongLegs = ({ jobIndex, jobTotal }: RecorderInputs): Readonly<Record<string, number>> => ({
  ...(jobIndex === undefined ? {} : { 'job-index': jobIndex }),
  ...(jobTotal === undefined ? {} : { 'job-total': jobTotal }),
})

/** Returns the inputs of the run. A called workflow has the inputs of its caller, which no source in the job shows. */
const runInputs = (
  environment: Environment,
  { jobWorkflowRef }: RunnerContextFacts,
  event: EventFacts,
): Readonly<Record<string, string>> | undefined => {
  if (jobWorkflowRef !== undefined && jobWorkflowRef.value !== environment['GITHUB_WORKFLOW_REF']) return undefined
  return environment['GITHUB_EVENT_NAME'] === 'workflow_dispatch' ? event.inputs : {}
}

/** Returns the part of the github context that `runs-on` expressions use, by the names of that context. */
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
