import type { Gap } from '../../model/fact.ts'
import type { SigningState } from '../../model/job-manifest.ts'
import { LIMITS } from '../../model/limits.ts'
import { redactThenCut } from '../../model/redact.ts'
import type { ReportedJob, RunManifest, Stranger } from '../../model/run-manifest.ts'
import type { LogFacts } from '../../sources/rest/job-log.ts'

type Warning = RunManifest['warnings'][number]

/** What a reader of the report should act on, found in the joined jobs. */
export const jobWarnings = (
  jobs: readonly ReportedJob[],
  input: { readonly logs: ReadonlyMap<string, LogFacts>; readonly signing: SigningState },
  total: number,
): readonly Warning[] => [
  ...(input.signing.mode === 'none' ? [{ code: 'unsigned', subject: input.signing.reason } as const] : []),
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
  ...(total > LIMITS.jobsInReport ? [{ code: 'truncated', subject: `${total} jobs` } as const] : []),
]

/** What is missing of single jobs, and why. */
export const jobGaps = (
  jobs: readonly ReportedJob[],
  logs: ReadonlyMap<string, LogFacts>,
  strangers: readonly Stranger[],
): readonly Gap[] => {
  const refused = new Set(strangers.map(one => one.artifact.split('-').at(-1)))
  return jobs.flatMap((job): Gap[] => {
    if (job.record !== undefined) return []
    const field = redactThenCut(`jobs.${job.id ?? job.key ?? ''}.manifest`, 200)
    if (job.id !== undefined && refused.has(job.id))
      return [{ field, reason: 'not-readable', detail: 'uploaded, but not taken' }]
    if (job.presence === 'carried-over')
      return [{ field, reason: 'not-found', detail: 'carried over, manifest not found' }]
    const log = job.id === undefined ? undefined : logs.get(job.id)
    if (job.presence !== 'not-recorded' || log === undefined || log.digestLines.length === 0) return []
    return log.uploadFailed
      ? [{ field, reason: 'service-error', source: 'log', detail: 'recorded, but the upload failed' }]
      : [{ field, reason: 'not-asked', source: 'log', detail: 'not uploaded by choice' }]
  })
}
