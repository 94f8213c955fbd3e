/** One rule that the repository keeps. `run` returns what breaks it, one line each; nothing means it holds. */
export type RepositoryCheck = {
  /** Word to run this check alone: `npm run check -- <id>`. */
  readonly id: string
  /** The rule, as a sentence without a full stop. */
  readonly rule: string
  /** What to do when it does not hold. */
  readonly remedy: string
  /** `root` is the absolute path of the repository. @throws only when the check itself cannot work. */
  readonly run: (root: string) => Promise<readonly string[]>
}
