import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock, Moment } from './clock.ts'
import type { SecretMask } from './secret-mask.ts'
import { writeAnyway } from './write-anyway.ts'

/** `_diag/Worker_<yyyyMMdd-HHmmss>-utc.log` (actions/runner src/Runner.Common/HostTraceListener.cs, Tracing.cs). */
export type WorkerLog = {
  readonly file: string
  /** One line `[<whole seconds>Z INFO <source>] text`; further lines of the text follow as they are. */
  readonly info: (source: string, text: string) => void
  readonly close: () => void
}

/**
 * Opens the log; each entry is on disk when the call returns, as the runner flushes each line. The file stays open as the
 * runner's does: a step that moves or deletes `_diag` takes the file along and stops nothing.
 */
export const openWorkerLog = (diagFolder: string, clock: Clock, mask: SecretMask): WorkerLog => {
  const stamp = clock().date.toISOString()
  const name = `Worker_${stamp.slice(0, 10).replaceAll('-', '')}-${stamp.slice(11, 19).replaceAll(':', '')}-utc.log`
  const file = join(diagFolder, name)
  const opened = openSync(file, 'a')
  const info = (source: string, text: string): void => {
    const time = clock().date.toISOString()
    writeAnyway(opened, `[${time.slice(0, 10)} ${time.slice(11, 19)}Z INFO ${source}] ${mask.mask(text)}\n`)
  }
  return { file, info, close: () => closeSync(opened) }
}

/** Telemetry of one step (actions/runner src/Sdk/DTWebApi/WebApi/ActionsStepTelemetry.cs), in that order. */
export type StepTelemetry = {
  readonly action?: string | undefined
  readonly ref?: string | undefined
  readonly type: string
  readonly stage: 'Pre' | 'Main' | 'Post'
  readonly stepId: string
  readonly stepContextName?: string | undefined
  readonly hasRunsStep?: boolean | undefined
  readonly hasUsesStep?: boolean | undefined
  readonly hasPreStep?: boolean | undefined
  readonly hasPostStep?: boolean | undefined
  readonly stepCount?: number | undefined
  readonly errorMessages: readonly string[]
  /** Absent for a step inside a composite action. */
  readonly outcome?:
    | {
        readonly result: 'success' | 'failure' | 'cancelled' | 'skipped'
        readonly startedAt: Moment
        readonly completedAt: Moment
      }
    | undefined
}

const RESULT = { success: 'succeeded', failure: 'failed', cancelled: 'canceled', skipped: 'skipped' } as const

/** Writes `Publish step telemetry for current step {…}.` (src/Runner.Worker/ExecutionContext.cs PublishStepTelemetry). */
export const publishTelemetry = (log: WorkerLog, step: StepTelemetry): void => {
  const { outcome } = step
  const seconds = outcome && (outcome.completedAt.date.getTime() - outcome.startedAt.date.getTime()) / 1_000
  const json = {
    action: step.action,
    ref: step.ref,
    type: step.type,
    stage: step.stage,
    stepId: step.stepId,
    stepContextName: step.stepContextName,
    hasRunsStep: step.hasRunsStep,
    hasUsesStep: step.hasUsesStep,
    isEmbedded: outcome === undefined ? true : undefined,
    hasPreStep: step.hasPreStep,
    hasPostStep: step.hasPostStep,
    stepCount: step.stepCount,
    result: outcome && RESULT[outcome.result],
    // The runner keeps the first 3 messages, 256 characters of each.
    errorMessages: step.errorMessages.slice(0, 3).map(message => message.slice(0, 256)),
    executionTimeInSeconds: seconds === undefined ? undefined : Math.ceil(seconds),
    startTime: outcome?.startedAt.text,
    finishTime: outcome?.completedAt.text,
  }
  log.info('ExecutionContext', `Publish step telemetry for current step ${JSON.stringify(json, null, 2)}.`)
}
