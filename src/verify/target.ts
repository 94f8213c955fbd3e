/** The bytes of a file, or why there are none. */
export type FileContent =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'missing' }
  | { readonly state: 'refused'; readonly reason: string }

/**
 * The files that are verified, by path inside the artifact: a run artifact, a job artifact, or one bundle. They are read
 * one after the other, so that a large run never is in memory whole.
 */
export type TargetFiles = {
  readonly names: readonly string[]
  /** At most `cap` bytes: what is larger is refused before it is read. */
  readonly read: (name: string, cap: number) => Promise<FileContent>
}
