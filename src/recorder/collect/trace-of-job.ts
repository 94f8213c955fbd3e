import { correlationId, jobSpanId, parseTraceparent, runSpanId, traceId, traceparent } from '../../core/ids.ts'
import { sha256Hex } from '../../io/digest.ts'
import { type Environment, readInput } from '../../io/env.ts'

/** The ids of this job in the run's trace. */
export type TraceOfJob = {
  readonly correlationId: string
  readonly traceId: string
  readonly runSpanId: string
  /** Absent where the runner does not know the job's id. */
  readonly jobSpanId: string | undefined
  /** A valid TRACEPARENT that another tool set before the recorder. It stays, and becomes a link. */
  readonly foreign: string | undefined
  /** The TRACEPARENT for later steps; undefined where a valid one exists already. */
  readonly exported: string | undefined
}

/** The variables that name a run, and the form that each must have. */
const INDISPENSABLE = [
  ['GITHUB_SERVER_URL', /^https?:\/\/[^\s/]/],
  ['GITHUB_REPOSITORY', /^[\w.-]{1,100}\/[\w.-]{1,100}$/],
  ['GITHUB_RUN_ID', /^\d{1,20}$/],
  ['GITHUB_RUN_ATTEMPT', /^\d{1,5}$/],
] as const

/** Returns the names of required variables that are missing or malformed. Without them nothing can be recorded. */
export const missingVariables = (environment: Environment): readonly string[] =>
  INDISPENSABLE.filter(([name, pattern]) => !pattern.test(environment[name] ?? '')).map(([name]) => name)

/** Returns the ids of this job; undefined outside a run. Ids never depend on the value of TRACEPARENT. */
export const traceOfJob = (environment: Environment): TraceOfJob | undefined => {
  const {
    GITHUB_SERVER_URL: server = '',
    GITHUB_REPOSITORY: repository = '',
    GITHUB_RUN_ID: runId = '',
    GITHUB_REPOSITORY_ID: repositoryId = '',
  } = environment
  if (missingVariables(environment).length > 0 || !URL.canParse(server)) return undefined
  const attempt = Number(environment['GITHUB_RUN_ATTEMPT'])
  const jobId = readInput(environment, 'job-id')
  const trace = traceId(sha256Hex, runId, attempt)
  const run = runSpanId(sha256Hex, runId, attempt)
  const job = /^\d{1,20}$/.test(jobId) ? jobSpanId(sha256Hex, jobId) : undefined
  const present = environment['TRACEPARENT'] ?? ''
  const parsed = parseTraceparent(present)
  return {
    correlationId: correlationId(server, /^\d{1,20}$/.test(repositoryId) ? repositoryId : repository, runId),
    traceId: trace,
    runSpanId: run,
    jobSpanId: job,
    foreign: parsed !== undefined && parsed.traceId !== trace ? present : undefined,
    exported: parsed === undefined ? traceparent(trace, job ?? run) : undefined,
  }
}
