import { ARTIFACT_PREFIX } from '../../core/artifact-name.ts'
import { parseTraceparent } from '../../core/ids.ts'
import { LIMITS } from '../../core/limits.ts'
import { redactSecrets, redactThenCut } from '../../core/redact/redact.ts'
import type { Environment } from '../../io/env.ts'
import { unsavedCaches } from '../../log/unsaved-caches.ts'
import { readOwnCredentials } from '../../runner/own-credentials.ts'
import type {
  Artifact,
  ArtifactDownload,
  CacheOperation,
  JobManifest,
  Outcome,
  SigningState,
  Step,
} from '../../schema/job/job-manifest.ts'
import type { Fact, Gap, Reading } from '../../schema/values/fact.ts'
import {
  artifactSources,
  best,
  firstKnown,
  identitySources,
  imageSources,
  labelSources,
  stepSources,
} from '../../schema/values/source-ranking.ts'
import { SCHEMA_VERSION, VERSION } from '../../schema/values/version.ts'
import type { Collected } from '../collect/collect.ts'
import { readRunFacts } from '../collect/collect-run-facts.ts'
import { containerGaps } from '../collect/container-gaps.ts'
import { openGaps } from '../collect/open-gaps.ts'
import type { TraceOfJob } from '../collect/trace-of-job.ts'
import type { RecorderInputs } from '../inputs.ts'
import { jobStatus } from './job-status.ts'
import { buildReplay } from './replay-of.ts'

export type Assembly = {
  readonly environment: Environment
  readonly inputs: RecorderInputs
  readonly collected: Collected
  readonly trace: TraceOfJob
  /** RFC 3339 time at which post began. */
  readonly postAt: string
}

/**
 * Builds the manifest without its signing state. It uses the best source of each value, and names what is absent and
 * why.
 */
export const assemble = ({ environment, inputs, collected, trace, postAt }: Assembly) => {
  const { context, setupInfo, config, worker, page, event, fromApi, fromFile, matrix, strategy } = collected
  const log = page.value
  const link = parseTraceparent(environment['STATE_traceLink'] ?? '')
  const clock = fromApi.value.clock ?? collected.clock
  const steps = joinSteps(collected)
  const jobKey = readJobKey(environment)
  const run = readRunFacts(environment, event.value)
  const manifest = {
    kind: 'job-manifest',
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'pipeline-trace', version: VERSION },
    correlationId: trace.correlationId,
    trace: {
      traceId: trace.traceId,
      runSpanId: trace.runSpanId,
      jobSpanId: trace.jobSpanId,
      links: link === undefined ? [] : [link],
    },
    run: run.value,
    job: {
      key: jobKey.value,
      id: inputs.jobId === '' ? undefined : fact(inputs.jobId),
      backendId: collected.backend === undefined ? undefined : fact(collected.backend.backendJobId),
      backendRunId: collected.backend === undefined ? undefined : fact(collected.backend.backendRunId),
      name: best(identitySources, [worker.value.displayName, log.displayName, fromApi.value.name]),
      status: jobStatus(inputs.jobStatus),
      matrix: matrix.value.matrix,
      strategy: strategy.value.strategy,
      workflowRef: context.value.jobWorkflowRef,
      workflowSha: context.value.jobWorkflowSha,
    },
    runner: {
      labels: best(labelSources, [fromApi.value.labels, fromFile.value.labels]),
      name: best(identitySources, [context.value.name, config.value.name, log.runnerName, fromApi.value.runnerName]),
      group: best(identitySources, [worker.value.group, config.value.group, log.runnerGroup, fromApi.value.group]),
      environment: context.value.environment,
      os: context.value.os,
      arch: context.value.arch,
      version: log.runnerVersion,
    },
    image: {
      name: best(imageSources, [setupInfo.value.imageName, log.imageName, context.value.imageName]),
      version: best(imageSources, [setupInfo.value.imageVersion, log.imageVersion, context.value.imageVersion]),
    },
    actions: log.actions.slice(0, LIMITS.actions),
    steps: steps.slice(0, LIMITS.steps),
    caches: joinCaches(collected, jobStatus(inputs.jobStatus)?.value).slice(0, LIMITS.caches),
    artifacts: joinArtifacts(collected).slice(0, LIMITS.artifacts),
    downloads: ofLog(log, joinDownloads(collected, environment['GITHUB_RUN_ID']))?.slice(0, LIMITS.artifacts),
    buildCaches: ofLog(log, log.buildCaches)?.slice(0, LIMITS.buildCaches),
    pulls: ofLog(log, log.pulls)?.slice(0, LIMITS.pulls),
    pushes: ofLog(log, log.pushes)?.slice(0, LIMITS.pushes),
    services: ofLog(log, listServices(collected))?.slice(0, LIMITS.services),
    declaredSubjects: collected.declared.value.slice(0, LIMITS.declaredSubjects),
    containers: log.containers.slice(0, 100),
    permissions: log.permissions ?? worker.value.permissions,
    cacheMode: log.cacheMode ?? context.value.cacheMode,
    replay: buildReplay(collected),
    testReports: collected.testReports.value,
    convergence: collected.convergence.value === undefined ? undefined : [...collected.convergence.value],
    clock: {
      offsetMs: clock?.offsetMs,
      uncertaintyMs: clock?.uncertaintyMs,
    },
    recorder: {
      preAt: environment['STATE_preAt'],
      mainAt: environment['STATE_mainAt'],
      postAt,
      budgetMs: inputs.budgetMs,
      calls: collected.calls.slice(0, LIMITS.ownCalls),
      upload: inputs.upload,
    },
  } as const
  const { env } = collected.replay.value
  const known = readOwnCredentials(environment)
  const { value, redacted } = redactSecrets(manifest, known)
  const gaps = redactSecrets(openGaps([run, jobKey, ...listReadings(collected)], value), known)
  return (signing: SigningState): JobManifest => ({
    ...value,
    signing,
    gaps: [...gaps.value],
    redacted: redacted + gaps.redacted + env.redacted,
  })
}

/** Reads the job key. Every manifest has one; it is empty on a runner that does not set the variable. */
const readJobKey = (environment: Environment): Reading<Fact<string>> => {
  const key = redactThenCut(environment['GITHUB_JOB'] ?? '', 256)
  const missing: Gap = { field: 'job.key', source: 'runner', reason: 'not-provided', detail: 'GITHUB_JOB is not set' }
  return { value: fact(key), gaps: key === '' ? [missing] : [] }
}

const fact = <T>(value: T): Fact<T> => ({ value, source: 'runner' })

/**
 * Joins the steps. The Worker log has 100 ns and every stage; the log's groups have the order; the steps context has
 * only outcomes.
 */
const joinSteps = ({ worker, page, steps }: Collected): readonly Step[] => {
  const named = steps.value.steps.map(
    ({ id, outcome }): Step => ({ id, name: id, stage: 'main', outcome, source: 'steps' }),
  )
  return firstKnown(stepSources, { runner: worker.value.steps, log: page.value.steps, steps: named })
}

/**
 * Joins the cache operations, log first. The steps context adds operations on keys that no line holds. An operation
 * without a key counts as one of the logged ones.
 */
const joinCaches = ({ page, steps }: Collected, status: Outcome | undefined): readonly CacheOperation[] => {
  const inLog = [...page.value.caches, ...unsavedCaches(page.value.caches, status)]
  return [...inLog, ...steps.value.caches.filter(operation => !isKnown(operation, inLog))]
}

const listKeys = ({ key, matchedKey }: CacheOperation): readonly string[] =>
  [key, matchedKey].filter(text => text !== undefined)

const isKnown = (operation: CacheOperation, known: readonly CacheOperation[]): boolean => {
  const keys = listKeys(operation)
  if (keys.length === 0) return known.length > 0
  return known.some(other => {
    const others = listKeys(other)
    return others.length === 0 ? other.result === operation.result : others.some(key => keys.includes(key))
  })
}

/** Lists the artifacts that this job made, without our own manifest. */
const joinArtifacts = ({ listed, page, steps }: Collected): readonly Artifact[] => {
  const isOwn = (artifact: { readonly name: string }) => artifact.name.startsWith(ARTIFACT_PREFIX)
  // The service does not state whether an artifact is an archive.
  const files = new Set(page.value.artifacts.flatMap(({ id, archive }) => (archive === false ? [id] : [])))
  const fromService = listed.value
    .filter(artifact => !isOwn(artifact))
    .map(
      ({ name, id, sizeBytes, digest, createdAt }): Artifact => ({
        name,
        id,
        sizeBytes,
        digest,
        archive: files.has(id) ? false : undefined,
        createdAt,
        source: 'results',
      }),
    )
  const fromLog = page.value.artifacts.filter(artifact => !isOwn(artifact))
  return firstKnown(artifactSources, { results: fromService, log: fromLog, steps: steps.value.artifacts })
}

/** Returns undefined where the log was not read. */
const ofLog = <T>({ steps }: Collected['page']['value'], told: readonly T[]): readonly T[] | undefined =>
  steps.length === 0 && told.length === 0 ? undefined : told

/** Lists the downloads, without our own manifests. The run is named where an input selects another run. */
const joinDownloads = ({ page }: Collected, ownRun: string | undefined): readonly ArtifactDownload[] =>
  page.value.downloads
    .filter(({ name }) => !name.startsWith(ARTIFACT_PREFIX))
    .map(({ runId, ...download }) => ({
      ...download,
      runId: runId === undefined || runId === ownRun ? undefined : runId,
      source: 'log',
    }))

/** Lists the services in the output of steps. They are hints, never evidence. */
const listServices = ({ page }: Collected): NonNullable<JobManifest['services']> =>
  page.value.services.map(({ steps, failures, ...use }) => ({
    ...use,
    steps: steps === undefined ? undefined : [...steps],
    failures: [...failures],
  }))

const containersLeftOpen = ({ context, worker, page }: Collected): readonly Gap[] =>
  containerGaps(context.value.started, worker.value.services, page.value.containers)

const listReadings = (collected: Collected): readonly Reading<unknown>[] => [
  collected.context,
  collected.setupInfo,
  collected.config,
  collected.worker,
  collected.page,
  collected.event,
  collected.declared,
  collected.fromFile,
  collected.fromApi,
  collected.listed,
  collected.steps,
  collected.matrix,
  collected.strategy,
  collected.replay,
  collected.testReports,
  collected.convergence,
  { value: [], gaps: containersLeftOpen(collected) },
]
