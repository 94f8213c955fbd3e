/** The bytes of a file, or the reason for their absence. */
export type FileContent =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'missing' }
  | { readonly state: 'refused'; readonly reason: string }

/**
 * The files to verify, by path inside the artifact: a run artifact, a job artifact, or one bundle. They are read one
 * after the other, so that a large run is never in memory as a whole.
 */
export type TargetFiles = {
  readonly names: readonly string[]
  /** Reads at most `cap` bytes: a larger file is refused before reading. */
  readonly read: (name: string, cap: number) => Promise<FileContent>
}
