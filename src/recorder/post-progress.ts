/** The stages of the recorder, in the words of the notice about its end. */
export const STAGES = {
  start: 'starting',
  read: 'reading what the job left',
  sign: 'signing the manifest',
  upload: 'uploading the manifest',
} as const
export type Stage = keyof typeof STAGES

/** The values of the digest line for a manifest with final bytes. */
export type SignedJob = { readonly digestHex: string; readonly jobId: string; readonly attempt: number }

/** A message of the work to its supervisor: its stage, and the manifest once it exists. */
export type Progress = { readonly stage: Stage; readonly signed?: SignedJob }

/** Parses a message of the recorder's process; undefined for anything else. */
export const readProgress = (report: unknown): Progress | undefined =>
  typeof report === 'object' &&
  report !== null &&
  'stage' in report &&
  typeof report.stage === 'string' &&
  Object.hasOwn(STAGES, report.stage)
    ? (report as Progress)
    : undefined

/**
 * `whole` reads every source. `least` reads none of the files of the job and the runner; it follows a first try that
 * did not end.
 */
export type Extent = 'whole' | 'least'
