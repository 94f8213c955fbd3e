import { BUDGETS } from '../core/budgets.ts'
import type { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { Environment } from '../io/env.ts'
import { createInputReader } from '../io/input-reader.ts'
import { isVariableName } from '../runner/recorded-env.ts'
import type { JobContextInputs } from '../runner/runner-context.ts'
import { isSubject } from '../workspace/declared-subjects.ts'
import { parseDependency } from '../workspace/dependencies/dependency-name.ts'
import { isReportGlob, splitGlobs } from '../workspace/test-reports/report-glob.ts'

/** The inputs of action.yml, typed. '' means "not given" where a text may be absent. */
export type RecorderInputs = {
  readonly signing: 'auto' | 'keyless' | 'key' | 'none'
  readonly signingKey: string
  readonly fulcioUrl: string
  readonly rekorUrl: string
  readonly tsaUrl: string
  readonly publicLog: boolean
  readonly upload: 'artifact' | 'never'
  /** 0 for the repository's default. */
  readonly retentionDays: number
  readonly budgetMs: number
  readonly recordMatrix: boolean
  /** Names of environment variables, including refused ones. */
  readonly recordEnv: readonly string[]
  readonly deployManifests: readonly string[]
  readonly dependencies: readonly string[]
  /** Paths and `image@sha256:…` of what the job made. */
  readonly subjects: readonly string[]
  /** Globs of test reports in the workspace. */
  readonly testReports: readonly string[]
  readonly attest: boolean
  readonly api: 'auto' | 'never' | 'always'
  readonly token: string
  /** '' on a runner that does not know it. */
  readonly jobId: string
  readonly jobStatus: string
  /** JSON of a part of the steps context; untrusted, read by its source. */
  readonly stepsJson: string
  readonly jobContext: JobContextInputs
  /** Undefined where the runner does not set it. */
  readonly hasMatrix: boolean | undefined
  /** Index of the job among the legs of its matrix, and the number of legs. */
  readonly jobIndex: number | undefined
  readonly jobTotal: number | undefined
}

/** The inputs, and the error that names every invalid one. An invalid input has its default. */
export type InputsRead = { readonly inputs: RecorderInputs; readonly problem: TraceError | undefined }

/** Reads every input. One error lists all invalid ones with their remedy. */
export const readInputs = (environment: Environment): InputsRead => {
  const { text, oneOf, flag, whole, url, list, jobId, problem } = createInputReader(environment)
  const asked = oneOf('upload', ['artifact', 'never'], 'artifact')
  const keptHome = (environment['PIPELINE_TRACE_UPLOAD'] ?? '').trim().toLowerCase() === 'never'
  const inputs: RecorderInputs = {
    signing: oneOf('signing', ['auto', 'keyless', 'key', 'none'], 'auto'),
    signingKey: text('signing-key'),
    fulcioUrl: url('fulcio-url'),
    rekorUrl: url('rekor-url'),
    tsaUrl: url('tsa-url'),
    publicLog: flag('public-log', false),
    upload: keptHome ? 'never' : asked,
    retentionDays: whole('retention-days', 0, 400, 7),
    budgetMs: 1000 * whole('time-budget', 1, 300, BUDGETS.postTotal / 1000),
    recordMatrix: flag('record-matrix', true),
    recordEnv: list('record-env', LIMITS.recordedVariables, isVariableName, 'use names of environment variables'),
    deployManifests: list('deploy-manifests', LIMITS.deployManifests, isRelative, 'use paths inside the workspace'),
    dependencies: list('dependencies', LIMITS.dependencies, isDependency, 'use http(s) URLs or host:port'),
    subjects: list('subjects', LIMITS.subjectPatterns, isSubject, 'use paths inside the workspace or image@sha256:…'),
    testReports: list('test-reports', LIMITS.testReportPatterns, isReportGlob, REPORT_REMEDY, splitGlobs),
    attest: flag('attest', false),
    api: oneOf('api', ['auto', 'never', 'always'], 'auto'),
    token: text('token'),
    jobId: jobId('job-id'),
    jobStatus: text('job-status'),
    stepsJson: text('steps'),
    ...readContexts(text),
  }
  return { inputs, problem: problem() }
}

/** Reads context members as the runner evaluated them. An unexpected value is no fault of the user and is left out. */
const readContexts = (
  text: (name: string) => string,
): Pick<RecorderInputs, 'jobContext' | 'hasMatrix' | 'jobIndex' | 'jobTotal'> => {
  const hasMatrix = text('has-matrix')
  return {
    jobContext: {
      workflowRef: text('job-workflow-ref'),
      workflowSha: text('job-workflow-sha'),
      hasContainer: text('has-container') === 'true',
      hasServices: text('has-services') === 'true',
    },
    hasMatrix: hasMatrix === 'true' || hasMatrix === 'false' ? hasMatrix === 'true' : undefined,
    jobIndex: parseCount(text('job-index')),
    jobTotal: parseCount(text('job-total')),
  }
}

const parseCount = (text: string): number | undefined => (/^\d{1,6}$/.test(text) ? Number(text) : undefined)

const REPORT_REMEDY = 'use globs of paths inside the workspace'
const MAX_PATH = 1_024
const isRelative = (path: string): boolean => path.length <= MAX_PATH && !/^(?:[/\\~]|[A-Za-z]:)/.test(path)
const isDependency = (text: string): boolean => parseDependency(text) !== undefined
