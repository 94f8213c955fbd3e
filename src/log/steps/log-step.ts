import { redactThenCut } from '../../core/redact/redact.ts'
import type { LogLine } from '../lines/log-line.ts'
import type { Uses } from './uses.ts'

/**
 * A part of the log. The text has no step markers: a step begins at `##[group]Run …`, and a post step at `Post job
 * cleanup.` (actions/runner src/Runner.Worker/Handlers/Handler.cs). The steps inside a composite action begin in the
 * same way.
 */
export type LogStep =
  /** Set up job. */
  | (Begin & { readonly kind: 'set-up' })
  /** Lines between Set up job and the first step: containers. */
  | (Begin & { readonly kind: 'prepare' })
  | ActionStep
  /** A script, or a step without evidence that it is an action. */
  | (Begin & {
      readonly kind: 'script'
      /** The action of the step, unless a script printed its header. */
      readonly mayBe?: ActionStep
    })
  | (Begin & { readonly kind: 'post' })

export type StepKind = LogStep['kind']

export type ActionStep = Begin & {
  readonly kind: 'action'
  readonly uses: Uses
  /** The `with:` block as the log shows it. */
  readonly inputs: ReadonlyMap<string, string>
}

type Begin = {
  /** `Run actions/cache@v4`, `Run npm test`, `Post job cleanup`; empty before the first step. */
  readonly title: string
  /** Line number of the header. Its time, as the log has it, is in `time`. */
  readonly line: number
  readonly time?: string | undefined
  /** The first line about the fetch of the actions inside a local action; the fetch is a part of the step. */
  readonly firstLine?: number | undefined
  /** The job step that it is or belongs to, where the steps of the job are known. */
  readonly place?: StepPlace | undefined
  /** Absent: only the runner can have printed the header. */
  readonly confidence?: 'medium' | 'low' | undefined
}

export type StepPlace = {
  /** Index of the job step in the list of steps that the reader received. */
  readonly index: number
  /** True for a part of the step: a step of a composite action, or a header that a script printed. */
  readonly isInner: boolean
}

/** Number of the step and number of the line in it, from 1. */
export type PagePlace = { readonly step: number; readonly line: number }

/** One fact of a log, with its place. `T` is the schema's own type. */
export type Located<T> = {
  readonly value: T
  /** Number of the raw line, from 1. */
  readonly line: number
  /** The time as the line has it, up to 100 ns. */
  readonly time?: string | undefined
  readonly step: LogStep
  /** The place of the line on GitHub's page of the job. */
  readonly page?: PagePlace | undefined
  /** Absent: the runner wrote the line, or an action did and no script can have printed it. */
  readonly confidence?: 'medium' | 'low' | undefined
}

export const locate = <T>(value: T, line: LogLine, step: LogStep): Located<T> => ({
  value,
  line: line.number,
  time: line.time,
  step,
  confidence: step.kind === 'script' ? 'low' : step.confidence,
})

/** Returns the action that a step is or may be. */
export const findAction = (step: LogStep): ActionStep | undefined =>
  step.kind === 'action' ? step : step.kind === 'script' ? step.mayBe : undefined

const MAX_TITLE = 200

/** Returns the schema's fields for the place of a fact in the job and its confidence. */
export const placeInJob = (
  step: LogStep,
): {
  readonly step?: string
  readonly action?: string
  readonly source: 'log'
  readonly confidence?: 'medium' | 'low'
} => {
  const confidence = step.kind === 'script' ? 'low' : step.confidence
  return {
    step: step.title === '' ? undefined : redactThenCut(step.title, MAX_TITLE),
    action: step.kind === 'action' ? step.uses.uses : undefined,
    source: 'log',
    confidence,
  }
}
