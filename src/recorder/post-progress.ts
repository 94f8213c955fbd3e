/** What the recorder is doing, in the words of the notice about its end. */
export const STAGES = {
  start: 'starting',
  read: 'reading what the job left',
  sign: 'signing the manifest',
  upload: 'uploading the manifest',
} as const
export type Stage = keyof typeof STAGES

/** What the digest line says of a manifest whose bytes are final. */
export type SignedJob = { readonly digestHex: string; readonly jobId: string; readonly attempt: number }

/** What the work reports to its supervisor: where it is now, and the manifest once there is one. */
export type Progress = { readonly stage: Stage; readonly signed?: SignedJob }

/** The report of a process of ours; undefined for anything else. */
export const readProgress = (report: unknown): Progress | undefined =>
  typeof report === 'object' &&
  report !== null &&
  'stage' in report &&
  typeof report.stage === 'string' &&
  Object.hasOwn(STAGES, report.stage)
    ? (report as Progress)
    : undefined

/** `whole` reads every source; `least` none of the files of the job and the runner, after a first try that did not end. */
export type Extent = 'whole' | 'least'
