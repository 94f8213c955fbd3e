import type { LogLine } from '../lines/log-line.ts'
import type { LinesBefore } from '../lines/scan-lines.ts'
import type { LinePatterns } from '../lines/word-table.ts'
import type { Located, LogStep, StepKind } from '../steps/log-step.ts'

/**
 * Reads one kind of fact out of the lines of a log. The scan hands on a line only where it holds one of the reader's own
 * patterns, so that a pattern that is missing here is a fact that is never found: nothing else names it.
 */
export type LineReader<T> = LinePatterns & {
  /** The kinds of steps whose output it reads. Headers of steps are never handed on. */
  readonly steps: readonly StepKind[]
  readonly read: (line: LogLine, step: LogStep, before: LinesBefore, kinds: number) => void
  /**
   * Further patterns, which the reader is told apart: bit n of `kinds` is set where the line holds one of entry n. Where
   * none is set, the reader can leave out what it looks for in such lines alone.
   */
  readonly kinds?: readonly LinePatterns[]
  /** What was found, in the order of its lines. */
  readonly located: () => readonly Located<T>[]
  /** Whether there was more than the limit of the field lets it keep. */
  readonly isCut: () => boolean
  /**
   * Drops what stands in posts that a script turned out to have printed, and counts it. For readers of posts that keep one
   * fact of several equal ones, or stop at a limit: a forged one must not cost a true one.
   */
  readonly dropForged?: (isForged: (step: LogStep) => boolean) => number
  /** Whether the next line of these steps is to be handed on whatever it says. */
  readonly needsEveryLine?: () => boolean
}
