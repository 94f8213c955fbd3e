import type { LogLine } from '../lines/log-line.ts'
import type { LinesBefore } from '../lines/scan-lines.ts'
import type { LinePatterns } from '../lines/word-table.ts'
import type { Located, LogStep, StepKind } from '../steps/log-step.ts'

/**
 * Reads one kind of fact from the lines of a log. The scan hands on a line only if it holds one of the reader's own
 * patterns. No other table lists patterns, so a fact with a missing pattern is never found.
 */
export type LineReader<T> = LinePatterns & {
  /** The kinds of steps with output that the reader reads. The scan never hands on step headers. */
  readonly steps: readonly StepKind[]
  readonly read: (line: LogLine, step: LogStep, before: LinesBefore, kinds: number) => void
  /**
   * Further patterns, each reported to the reader separately: bit n of `kinds` is set if the line holds one of entry n.
   * If no bit is set, the reader can skip the checks for those patterns.
   */
  readonly kinds?: readonly LinePatterns[]
  /** Returns the facts found, in the order of their lines. */
  readonly located: () => readonly Located<T>[]
  /** Returns true if the log had more facts than the limit of the field allows. */
  readonly isCut: () => boolean
  /**
   * Drops and counts the facts in post steps that a script turned out to have printed. It is for readers of post steps
   * that keep one of several equal facts, or stop at a limit: a forged fact must not displace a true one.
   */
  readonly dropForged?: (isForged: (step: LogStep) => boolean) => number
  /** Returns true if the scan must hand on the next line of these steps with any text. */
  readonly needsEveryLine?: () => boolean
}
