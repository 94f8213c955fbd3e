import { redactThenCut } from '../core/redact/redact.ts'
import type { LogFacts } from '../log/anchor/log-scan.ts'
import type { Absence, ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import type { Gap, GapReason } from '../schema/values/fact.ts'

type Warning = RunManifest['warnings'][number]

/** Returns warnings from the joined jobs that a reader of the report should act on. */
export const jobWarnings = (
  jobs: readonly ReportedJob[],
  input: { readonly logs: ReadonlyMap<string, LogFacts> },
): readonly Warning[] => [
  ...jobs.flatMap((job): Warning[] => {
    const subject = redactThenCut(job.name, 300)
    const log = job.id === undefined ? undefined : input.logs.get(job.id)
    const running = job.api?.status !== undefined && job.api.status !== 'completed'
    return [
      ...(log?.downloadsOurs === true ? [{ code: 'downloads-all-artifacts', subject } as const] : []),
      ...(job.waitedFor === false ? [{ code: 'not-waited-for', subject } as const] : []),
      ...(running ? [{ code: 'still-running', subject } as const] : []),
    ]
  }),
]

/** Returns the gaps of single jobs, with reasons. */
export const jobGaps = (jobs: readonly ReportedJob[]): readonly Gap[] =>
  jobs.flatMap((job): Gap[] => {
    if (job.record !== undefined) return []
    const field = redactThenCut(`jobs.${job.id ?? job.key ?? ''}.manifest`, 200)
    const told = job.absence === undefined ? undefined : ABSENT[job.absence.reason]
    if (told !== undefined) {
      const by = job.absence?.by === undefined ? '' : ` by job ${job.absence.by.job}, as its log says`
      const source = job.absence?.source
      return [
        {
          field,
          reason: told.reason,
          source: source === undefined || source === 'other' ? undefined : source,
          detail: redactThenCut(`${told.detail}${by}`, 300),
        },
      ]
    }
    return job.presence === 'carried-over'
      ? [{ field, reason: 'not-found', detail: 'carried over, manifest not found' }]
      : []
  })

type Words = { readonly reason: GapReason; readonly detail: string }

/** A job without a recorder, or with one that wrote nothing, has no missing value. */
const ABSENT: Readonly<Record<Absence['reason'], Words | undefined>> = {
  'no-recorder': undefined,
  'recorder-silent': undefined,
  'upload-off': { reason: 'not-requested', detail: 'not uploaded by choice' },
  'no-artifact-service': { reason: 'not-provided', detail: 'recorded, but the runner gave no artifact service' },
  'upload-failed': { reason: 'service-error', detail: 'recorded, but the upload failed' },
  deleted: { reason: 'not-found', detail: 'recorded, and its artifact was deleted' },
  gone: {
    reason: 'not-found',
    detail: 'the job’s log names a manifest whose artifact is gone, and nothing tells who removed it',
  },
  'not-taken': { reason: 'not-readable', detail: 'uploaded, but not taken' },
  'not-listed': { reason: 'not-readable', detail: 'recorded, but the artifacts could not be listed' },
  unknown: undefined,
  other: undefined,
}
