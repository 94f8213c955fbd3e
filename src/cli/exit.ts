import type { Verdict } from '../verify/verification.ts'

/** Exit codes of every subcommand. */
export const EXIT = {
  ok: 0,
  /** The answer is negative. */
  negative: 1,
  /** Wrong usage: the message states what to change. */
  usage: 2,
  /** Something could not be read; what was found is printed and marked. */
  incomplete: 3,
  /** Signed, but no expected signer was given. It is not 0, so that no script reads it as a pass. */
  unchecked: 4,
  /** Nothing requested could be read, so there is no answer at all. */
  nothing: 5,
} as const

/** Returns the exit code of `verify`. */
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
