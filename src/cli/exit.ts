import type { Verdict } from '../verify/verification.ts'

/** Exit codes of every subcommand. */
export const EXIT = {
  ok: 0,
  /** The answer is negative. */
  negative: 1,
  /** Wrong usage: the message says what to change. */
  usage: 2,
  /** Something was lost on the way; what was found is printed and marked. */
  incomplete: 3,
  /** Signed, and nobody said who must have signed: no yes, so that no script takes it for one. */
  unchecked: 4,
  /** Nothing that was asked for could be read, so that there is no answer at all. */
  nothing: 5,
} as const

/** The exit code of `verify`. */
export const toExitCode = ({ result }: Verdict): number => {
  switch (result) {
    case 'verified':
      return EXIT.ok
    case 'not-verified':
      return EXIT.negative
    case 'incomplete':
      return EXIT.incomplete
    case 'signed':
      return EXIT.unchecked
  }
}
