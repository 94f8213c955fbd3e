/** Exit codes of every subcommand. */
export const EXIT = {
  ok: 0,
  /** The answer is negative. */
  negative: 1,
  /** Wrong usage: the message says what to change. */
  usage: 2,
  /** Something was lost on the way; what was found is printed and marked. */
  incomplete: 3,
} as const
