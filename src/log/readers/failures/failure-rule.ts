import type { Canceller, FailureClass } from '../../../schema/run/failure.ts'
import type { OwnerClass } from '../../../schema/values/owner-class.ts'
import type { StepKind } from '../../steps/log-step.ts'

/**
 * A rule that reads from one line why a step failed. It reads the line form of one tool, at the place where the tool
 * writes it. A word somewhere in a line is no evidence, since test names, symbols and printed source can hold any word.
 */
export type FailureRule = {
  readonly id: string
  readonly class: FailureClass
  /** The owner, where the class alone does not determine it. */
  readonly owner?: OwnerClass
  /**
   * `end`: the last message of the tool itself. `wrapper`: the last message of a program that only ran another one; the
   * other one knows more. `cause`: a fault from which the tool may still recover.
   */
  readonly role: 'end' | 'wrapper' | 'cause'
  /** The program or the kind of service. A retry or a success of the same family cancels earlier signs. */
  readonly family: string
  /**
   * Plain texts in lower case. Every line that the pattern matches holds one of them, and the scan searches for them.
   * `^` before a text: at the beginning of the line.
   */
  readonly words: readonly string[]
  /**
   * The pattern for one line in lower case, without time, colours and `##[error]`, at most 600 characters. It must be
   * linear.
   */
  readonly pattern: RegExp
  /** Shown instead of the text of the group `said`, which holds fixed words and digits only. */
  readonly quote?: string
  /** The rule reads only lines that the runner or an action marked as an error: `##[error]`. */
  readonly onError?: true
  /** The rule reads only steps of these kinds. */
  readonly in?: readonly StepKind[]
  /** The line states the request, and so gives the meaning of the answer that the same program printed just before. */
  readonly isRequest?: true
  readonly by?: Canceller
}

/** A line by which a program cancels an earlier failure sign. */
export type RecoveryRule = {
  readonly id: string
  /** `retry`: the program tries again. `success`: it succeeded after all. */
  readonly role: 'retry' | 'success'
  /** `any`: a wrapper that repeats whatever it runs. */
  readonly family: string
  readonly words: readonly string[]
  readonly pattern: RegExp
}

type Options = Pick<FailureRule, 'quote' | 'owner' | 'onError' | 'in' | 'isRequest' | 'by'>
type Producer = (
  id: string,
  of: FailureClass,
  words: readonly string[],
  pattern: RegExp,
  options?: Options,
) => FailureRule

const producer =
  (family: string, role: FailureRule['role']): Producer =>
  (id, of, words, pattern, options = {}) => ({ id, class: of, role, family, words, pattern, ...options })

/** Builds the words of a rule that reads a number after a text, since many lines hold the text without a number. */
export const beforeNumber = (text: string): readonly string[] => [...'0123456789'].map(digit => `${text}${digit}`)

/** Creates the rule constructors of one family. */
export const defineRules = (family: string) => ({
  end: producer(family, 'end'),
  wrapper: producer(family, 'wrapper'),
  cause: producer(family, 'cause'),
  retry: (id: string, words: readonly string[], pattern: RegExp): RecoveryRule => ({
    id,
    role: 'retry',
    family,
    words,
    pattern,
  }),
  success: (id: string, words: readonly string[], pattern: RegExp): RecoveryRule => ({
    id,
    role: 'success',
    family,
    words,
    pattern,
  }),
})
