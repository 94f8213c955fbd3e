import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { isPolicyPath } from '../github/policy-file.ts'
import type { Environment } from '../io/env.ts'
import { createInputReader, type InputReader } from '../io/input-reader.ts'
import { CONCLUSIONS, type Conclusion, FAIL_ON, type FailOn } from '../policy/check-conclusion.ts'
import { type GivenNeeds, parseGivenNeeds } from '../run/given-needs.ts'
import { isIssuerName } from '../verify/issuers.ts'

export type CheckRunMode = 'separate' | 'own-job' | 'both' | 'off'

/** The inputs of report/action.yml, typed. '' means "not given" where a text may be absent. */
export type ReportInputs = {
  /** Undefined when `needs` was not given or could not be read. */
  readonly needs: GivenNeeds | undefined
  readonly checkRun: CheckRunMode
  readonly signing: 'auto' | 'keyless' | 'key' | 'none'
  readonly signingKey: string
  readonly fulcioUrl: string
  readonly rekorUrl: string
  readonly tsaUrl: string
  readonly trustedRoot: string
  /** Token issuer of the enterprise: its slug or a URL; '' = GitHub's own. */
  readonly issuer: string
  readonly publicLog: boolean
  readonly keepJobManifests: boolean
  /** 0 or undefined for the repository's default. */
  readonly retentionDays: number | undefined
  readonly apiBudget: number
  /** Path of the policy file in the repository; '' = the rules in the configuration file, if it has any. */
  readonly policy: string
  readonly failOn: FailOn
  readonly strict: boolean
  /** Whether the check run fails where the run failed. */
  readonly conclusion: Conclusion
  /** Whether reports quote the errors that failed steps wrote. */
  readonly quoteErrors: boolean
  /** Whether the past of the workflow is read and kept. */
  readonly history: boolean
  readonly token: string
  /** The run to report, where it is another run; '' = this one. */
  readonly runId: string
  readonly runAttempt: number
  /** Workflow file that defines the report's job; '' on a runner that does not know it. */
  readonly jobWorkflowRef: string
  /** Id of the report's own job; '' on a runner that does not know it. */
  readonly jobId: string
}

/** The inputs, and the error that names every invalid one. An invalid input has its default. */
export type InputsRead = { readonly inputs: ReportInputs; readonly problem: TraceError | undefined }

/**
 * Reads every input. One error lists all invalid ones with their remedy. Outputs of the needed jobs are dropped at
 * reading.
 */
export const readInputs = (environment: Environment): InputsRead => {
  const reader = createInputReader(environment)
  const { text, oneOf, flag, whole, url, jobId, reject, problem } = reader
  const inputs: ReportInputs = {
    needs: readNeeds(text('needs'), reject),
    checkRun: oneOf('check-run', ['separate', 'own-job', 'both', 'off'], 'separate'),
    signing: oneOf('signing', ['auto', 'keyless', 'key', 'none'], 'auto'),
    signingKey: text('signing-key'),
    fulcioUrl: url('fulcio-url'),
    rekorUrl: url('rekor-url'),
    tsaUrl: url('tsa-url'),
    trustedRoot: text('trusted-root'),
    issuer: readIssuer(text('issuer'), reject),
    publicLog: flag('public-log', false),
    keepJobManifests: flag('keep-job-manifests', false),
    retentionDays: whole('retention-days', 0, 400, undefined),
    apiBudget: whole('api-budget', 0, 100_000, 200),
    ...readGate(reader),
    strict: flag('strict', false),
    conclusion: oneOf('conclusion', CONCLUSIONS, 'neutral'),
    quoteErrors: flag('quote-errors', true),
    history: flag('history', true),
    token: text('token'),
    runId: jobId('run-id'),
    runAttempt: whole('run-attempt', 1, 10_000, 1),
    jobWorkflowRef: text('job-workflow-ref'),
    jobId: jobId('job-id'),
  }
  return { inputs, problem: problem() }
}

/**
 * Reads the inputs of the policy gate. A misspelled gate stays closed: an unknown `fail-on` counts as the strictest,
 * and an invalid path gives an undecided verdict.
 */
const readGate = ({ text, reject }: InputReader): Pick<ReportInputs, 'policy' | 'failOn'> => {
  const [policy, given, checkRun] = [text('policy'), text('fail-on') || 'never', text('check-run')]
  const failOn = FAIL_ON.find(one => one === given)
  if (policy !== '' && !isPolicyPath(policy)) reject('policy', 'give the path of a .yml file in the repository')
  if (failOn === undefined) reject('fail-on', `use ${FAIL_ON.join(', ')}; until then it counts as undecided`)
  // Only GitHub sets status and conclusion of a job's own check run.
  if (failOn !== 'never' && (checkRun === 'own-job' || checkRun === 'off'))
    reject('fail-on', 'set check-run to separate or both: only a check run of its own can fail')
  return { policy, failOn: failOn ?? 'undecided' }
}

const readIssuer = (given: string, reject: InputReader['reject']): string => {
  if (given === '' || isIssuerName(given)) return given
  reject('issuer', 'give the slug of the enterprise, or the URL of its token issuer')
  return ''
}

const readNeeds = (given: string, reject: InputReader['reject']): GivenNeeds | undefined => {
  if (given === '') return undefined
  try {
    if (given.length > LIMITS.needs) throw new TraceError('TOO_LARGE', 'needs')
    return parseGivenNeeds(given)
  } catch {
    reject('needs', 'give it the results of the needed jobs, toJSON(needs.*.result)')
    return undefined
  }
}
