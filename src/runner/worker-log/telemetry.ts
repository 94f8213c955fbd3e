import * as z from 'zod/mini'
import { toUtc } from '../../core/time.ts'
import { parseJson } from '../../io/runner-file.ts'
import type { WorkerEntry } from './entries.ts'

const short = z.string().check(z.maxLength(1_024))

/**
 * The form of `Publish step telemetry for current step {…}.`, with times of 100 ns (actions/runner
 * src/Sdk/DTWebApi/WebApi/ActionsStepTelemetry.cs, src/Runner.Worker/ExecutionContext.cs PublishStepTelemetry). Its
 * error messages are free text of the run and are not read.
 */
const stepTelemetry = z.object({
  action: z.optional(z.nullable(short)),
  ref: z.optional(z.nullable(short)),
  type: z.optional(z.nullable(short)),
  stage: z.optional(z.nullable(short)),
  stepId: z.optional(z.nullable(short)),
  stepContextName: z.optional(z.nullable(short)),
  isEmbedded: z.optional(z.nullable(z.boolean())),
  result: z.optional(z.nullable(short)),
  startTime: z.optional(z.nullable(short)),
  finishTime: z.optional(z.nullable(short)),
})
export type StepTelemetry = z.output<typeof stepTelemetry>

const PREFIX = 'Publish step telemetry for current step '

/** Returns the telemetry of one entry; undefined for another entry, `malformed` for unreadable telemetry. */
export const parseTelemetry = ({ source, text }: WorkerEntry): StepTelemetry | 'malformed' | undefined => {
  if (source !== 'ExecutionContext' || !text.startsWith(PREFIX)) return undefined
  const json = text.slice(PREFIX.length).trimEnd()
  const parsed = z.safeParse(stepTelemetry, parseJson(json.endsWith('.') ? json.slice(0, -1) : json))
  return parsed.success ? parsed.data : 'malformed'
}

/** Returns a time in the manifest's form; undefined for none. */
export const parseTime = (value: string | null | undefined): string | undefined =>
  value === null || value === undefined ? undefined : toUtc(value)

/** Returns GitHub's word for the runner's `result` (src/Sdk/DTWebApi/WebApi/TaskResult.cs). */
export const toOutcome = (
  result: string | null | undefined,
): 'success' | 'failure' | 'cancelled' | 'skipped' | undefined => {
  switch (result?.toLowerCase()) {
    case 'succeeded':
    case 'succeededwithissues':
      return 'success'
    case 'failed':
    case 'abandoned':
      return 'failure'
    case 'canceled':
      return 'cancelled'
    case 'skipped':
      return 'skipped'
    default:
      return undefined
  }
}
