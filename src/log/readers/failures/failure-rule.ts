import type { Canceller, FailureClass } from '../../../schema/run/failure.ts'
import type { OwnerClass } from '../../../schema/values/owner-class.ts'
import type { StepKind } from '../../steps/log-step.ts'

/**
 * What one line says of why a step failed. A rule reads the line form of one tool, at the place where the tool writes it:
 * a word somewhere in a line is no evidence, since names of tests, symbols and printed source hold every word there is.
 */
export type FailureRule = {
  readonly id: string
  readonly class: FailureClass
  /** Who can act, where the class alone does not tell. */
  readonly owner?: OwnerClass
  /**
   * `end`: the tool's own last words. `wrapper`: last words of a program that only ran another one, which knows more.
   * `cause`: a fault that the tool may still get over.
   */
  readonly role: 'end' | 'wrapper' | 'cause'
  /** The program or the kind of service. A retry or a success of the same family takes back what stands before it. */
  readonly family: string
  /**
   * Plain texts in lower case, one of which every line has that the pattern matches: the scan goes by them. `^` before a
   * text: at the beginning of the line.
   */
  readonly words: readonly string[]
  /** On one line in lower case without time, colours and `##[error]`, at most 600 characters. Linear. */
  readonly pattern: RegExp
  /** Shown instead of the words of the group `said`, which holds fixed words and digits only. */
  readonly quote?: string
  /** Only on a line that the runner or an action marked as an error: `##[error]`. */
  readonly onError?: true
  /** Only in steps of these kinds. */
  readonly in?: readonly StepKind[]
  /** It says what was asked for, and so what the answer means that the same program named just before. */
  readonly isRequest?: true
  readonly by?: Canceller
}

/** A line by which a program takes back what it said before. */
export type RecoveryRule = {
  readonly id: string
  /** `retry`: it is tried again. `success`: it went well after all. */
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

/** Words of a rule that reads a number behind a text, which many lines hold without a number. */
export const beforeNumber = (text: string): readonly string[] => [...'0123456789'].map(digit => `${text}${digit}`)

/** The producers of the rules of one family. */
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
