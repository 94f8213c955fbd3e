import type { ErrorLine } from '../model/failure.ts'
import type { Step } from '../model/job-manifest.ts'
import type { LogRecord } from '../model/log-record.ts'
import { redactSecrets } from '../model/redact.ts'
import type { ControlTrace, EndSignal } from '../model/run-observation.ts'
import type { ServiceUse } from '../model/service-use.ts'
import { readControlTrace } from '../log/queue/control-trace.ts'
import { createDependencyLines } from '../sources/dependency-lines.ts'
import { signalsOfLog } from '../log/readers/end-signal-words.ts'
import { createErrorLines } from '../sources/error-lines.ts'
import { logRecordOf } from '../sources/job-log/log-record-of.ts'
import type { LogFacts } from '../log/anchor/log-scan.ts'
import { readLogFacts } from '../sources/job-log/read-log-facts.ts'
import type { ListedJob } from '../sources/rest/job.ts'
import type { JobLog } from '../sources/rest/job-log.ts'

/** What a recorder would have taken of the log, credentials replaced, and how many. */
export type ToldByLog = { readonly record: LogRecord; readonly redacted: number }

/** What the log of one job tells; the log itself is not kept. */
export type OneLog = {
  readonly job: ListedJob
  readonly facts: LogFacts
  readonly trace: ControlTrace | undefined
  /** Undefined of a job that ended well: a script can print the same words and go on. */
  readonly signals: readonly EndSignal[] | undefined
  readonly errorLines: readonly ErrorLine[] | undefined
  /** Undefined of a log that is too large to be held. */
  readonly services: readonly ServiceUse[] | undefined
  readonly told: ToldByLog | undefined
}

/** `steps` are those that REST lists: with them a script cannot pass for an action. */
export const readOneLog = async (
  job: ListedJob,
  { facts, bytes: log }: JobLog,
  steps: readonly Step[],
  runId: string,
): Promise<OneLog> => {
  if (log === undefined) return { job, facts, ...UNHELD }
  const text = decode(log)
  const endedWell = job.api.conclusion === 'success'
  const services = createDependencyLines(job.api.steps)
  const errors = endedWell ? undefined : createErrorLines()
  for (const line of text.split('\n')) {
    services.read(line)
    errors?.read(line)
  }
  return {
    job,
    facts,
    trace: readControlTrace(text),
    signals: endedWell ? undefined : signalsOfLog(text),
    errorLines: errors?.lines(),
    services: services.uses(),
    told: await toldBy(job, log, steps, runId),
  }
}

const UNHELD = {
  trace: undefined,
  signals: undefined,
  errorLines: undefined,
  services: undefined,
  told: undefined,
} as const

const toldBy = async (job: ListedJob, log: Uint8Array, steps: readonly Step[], runId: string): Promise<ToldByLog> => {
  const { value: record, redacted } = redactSecrets(
    logRecordOf(await readLogFacts([log], { steps }), job.api.conclusion, runId),
  )
  return { record, redacted }
}

/** Wrong bytes become U+FFFD: a log holds whatever a job printed. */
const decode = (log: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(log)
