import { redactThenCut } from '../../core/redact/redact.ts'
import type { LogLine } from '../lines/log-line.ts'
import type { Uses } from './uses.ts'

/**
 * A part of the log. The text has no marks of steps: a step begins at `##[group]Run …`, or at `Post job cleanup.` for a
 * post (actions/runner src/Runner.Worker/Handlers/Handler.cs). The steps inside a composite action begin alike.
 */
export type LogStep =
  /** Set up job. */
  | (Begin & { readonly kind: 'set-up' })
  /** Between Set up job and the first step: containers. */
  | (Begin & { readonly kind: 'prepare' })
  | ActionStep
  /** A script, or a step of which nothing shows that it is an action. */
  | (Begin & {
      readonly kind: 'script'
      /** The action that it is, unless a script printed its header. */
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
  /** The header's line: its number, and its time as it is written. */
  readonly line: number
  readonly time?: string | undefined
  /** Of a local action: the first line about the fetch of the actions in it, which is a part of the step. */
  readonly firstLine?: number | undefined
  /** Which step of the job it is or is a part of, where the steps of the job are known. */
  readonly place?: StepPlace | undefined
  /** Absent: nothing but the runner can have printed the header. */
  readonly confidence?: 'medium' | 'low' | undefined
}

export type StepPlace = {
  /** Index of the job's step in the list that the reading was given. */
  readonly index: number
  /** Whether it is a part of the step: a step of a composite action, or a header that a script printed. */
  readonly isInner: boolean
}

/** Number of the step, and of the line in it, from 1. */
export type PagePlace = { readonly step: number; readonly line: number }

/** One thing that a log tells, with where it stands. `T` is the schema's own type. */
export type Located<T> = {
  readonly value: T
  /** Number of the raw line, from 1. */
  readonly line: number
  /** As the line has it: up to 100 ns. */
  readonly time?: string | undefined
  readonly step: LogStep
  /** Where GitHub's page of the job shows the line. */
  readonly page?: PagePlace | undefined
  /** Absent: the runner's own words, or an action's that no script can have printed. */
  readonly confidence?: 'medium' | 'low' | undefined
}

export const locate = <T>(value: T, line: LogLine, step: LogStep): Located<T> => ({
  value,
  line: line.number,
  time: line.time,
  step,
  confidence: step.kind === 'script' ? 'low' : step.confidence,
})

/** The action that a step is or may be. */
export const findAction = (step: LogStep): ActionStep | undefined =>
  step.kind === 'action' ? step : step.kind === 'script' ? step.mayBe : undefined

const MAX_TITLE = 200

/** The fields of the schema that say where in the job a fact was printed, and how far it is trusted. */
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
    ...(step.title === '' ? {} : { step: redactThenCut(step.title, MAX_TITLE) }),
    ...(step.kind === 'action' ? { action: step.uses.uses } : {}),
    source: 'log',
    ...(confidence === undefined ? {} : { confidence }),
  }
}
