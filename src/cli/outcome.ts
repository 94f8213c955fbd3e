/** The result of a command for its process. */
export type CommandOutcome = {
  /** For standard output. */
  readonly output: string
  readonly exitCode: number
  /** Lines for standard error: what went wrong, and the next step. */
  readonly errors?: readonly string[]
}
