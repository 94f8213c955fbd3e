import { redactSecrets } from '../../core/redact/redact.ts'
import { findHiddenFailures } from '../../findings/failures/hidden-failures.ts'
import type { LogFacts } from '../../log/anchor/log-scan.ts'
import { type FailureReading, toFailureReading } from '../../log/failure-reading.ts'
import { toControlTrace } from '../../log/queue/control-trace.ts'
import { beginAnchoredLog, type LogIntake, type LogReading } from '../../log/read-log.ts'
import { ALL_READERS, type AllReaders, WELL_ENDED_READERS, type WellEndedReaders } from '../../log/readers.ts'
import { toServiceUses } from '../../log/service-uses.ts'
import { toLogRecord } from '../../log/to-log-record.ts'
import type { Step } from '../../schema/job/job-manifest.ts'
import type { LogRecord } from '../../schema/job/log-record.ts'
import type { ResolvedPackage } from '../../schema/job/resolved-package.ts'
import type { ServiceUse } from '../../schema/job/service-use.ts'
import type { ControlTrace, EndSignal, ObservedJob } from '../../schema/observed/run-observation.ts'
import type { HiddenFailure } from '../../schema/run/hidden-failure.ts'

/** The record that a recorder would have made from the log, and the number of redacted credentials in it. */
export type RedactedRecord = { readonly record: LogRecord; readonly redacted: number }

/** Facts from the log of one job. The log itself is not kept. */
export type OneLog = {
  readonly job: ObservedJob
  readonly facts: LogFacts
  readonly trace: ControlTrace | undefined
  /** Undefined for a job that ended well: a script can print the same words and go on. */
  readonly signals: readonly EndSignal[] | undefined
  readonly failureReading: FailureReading | undefined
  /** Failures that a job hides that ended well. */
  readonly hiddenFailures: readonly HiddenFailure[]
  /** Undefined for a log that is too large for the readers. */
  readonly services: readonly ServiceUse[] | undefined
  readonly packages: readonly ResolvedPackage[] | undefined
  readonly record: RedactedRecord | undefined
}

/**
 * Begins to read the log of one job as a stream. `steps` are the steps that REST lists: with them a script cannot pass
 * for an action.
 */
export const beginOneLog = (job: ObservedJob, steps: readonly Step[], runId: string): LogIntake<OneLog> =>
  job.api.conclusion === 'success'
    ? toOneLog(beginAnchoredLog(WELL_ENDED_READERS, { steps }), ({ facts, reading }) =>
        reading === undefined
          ? { job, facts, ...UNREAD }
          : {
              ...{ job, facts, ...toCommon(job, reading, runId), ...NO_FAILURE },
              hiddenFailures: findHiddenFailures(reading, steps),
            },
      )
    : toOneLog(beginAnchoredLog(ALL_READERS, { steps }), ({ facts, reading }) =>
        reading === undefined
          ? { job, facts, ...UNREAD }
          : { job, facts, ...toCommon(job, reading, runId), ...toFailure(reading), hiddenFailures: [] },
      )

const toOneLog = <T>({ write, end }: LogIntake<T>, toValue: (read: T) => OneLog): LogIntake<OneLog> => ({
  write,
  end: () => toValue(end()),
})

const NO_FAILURE = { signals: undefined, failureReading: undefined } as const

const UNREAD = {
  trace: undefined,
  services: undefined,
  packages: undefined,
  record: undefined,
  hiddenFailures: [],
  ...NO_FAILURE,
} as const

const toFailure = (reading: LogReading<AllReaders>): Pick<OneLog, 'signals' | 'failureReading'> => ({
  signals: reading.endSignals.map(({ value }) => value),
  failureReading: toFailureReading(reading),
})

const toCommon = (
  { api }: ObservedJob,
  reading: LogReading<WellEndedReaders>,
  runId: string,
): Pick<OneLog, 'trace' | 'services' | 'packages' | 'record'> => {
  const { value: found, redacted } = redactSecrets({
    record: toLogRecord(reading, api.conclusion, runId),
    packages: reading.packages.map(({ value }) => value),
  })
  const [head] = reading.queue
  return {
    trace: head === undefined ? undefined : toControlTrace(head.value),
    services: toServiceUses(reading, api.steps),
    packages: found.packages,
    record: { record: found.record, redacted },
  }
}
