import { canonicalSize } from '../core/canonical-json.ts'
import { LIMITS } from '../core/limits.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'

type Warning = RunManifest['warnings'][number]

/**
 * Cuts the run manifest to the size that its readers accept (the limit of `verify`). Results, counts and policy were
 * computed from everything before. Records of jobs are cut first: the run artifact or the job's own artifact holds
 * them as files, and the manifest names their digests. Every other cut is stated.
 */
export const fitRunManifest = <T extends { readonly manifest: RunManifest }>(account: T): T => {
  const records = withRecords(account.manifest)
  const warned = withWarnings(records, referredTo(records.jobs))
  const manifest = fits(warned) ? warned : cutDown(warned)
  return { ...account, manifest }
}

const fits = (manifest: RunManifest): boolean => {
  const { bytes, values } = canonicalSize(manifest)
  return bytes <= LIMITS.runManifest && values <= LIMITS.runManifestValues
}

/** The depth of a job's record in the document: `jobs`, the job, the record. */
const RECORD_DEPTH = 3

/** Adds the records of carried files, small ones first, so that one large record does not displace many. */
const withRecords = (manifest: RunManifest): RunManifest => {
  const sizes = manifest.jobs
    .filter(job => job.record !== undefined && job.manifest?.inRunArtifact !== false)
    .map(job => ({ job, bytes: canonicalSize(job.record, RECORD_DEPTH).bytes }))
    .toSorted((a, b) => a.bytes - b.bytes)
  const kept = new Set<ReportedJob>()
  let left: number = LIMITS.embeddedRecords
  for (const { job, bytes } of sizes) {
    left -= bytes
    if (left >= 0) kept.add(job)
  }
  const cut = sizes.length - kept.size
  const jobs = manifest.jobs.map(job => (kept.has(job) ? job : withoutRecord(job)))
  return withWarnings({ ...manifest, jobs }, cut === 0 ? [] : [cutWarning(`${cut} records of jobs, which ${IN_FILES}`)])
}

const IN_FILES = 'are in the files under jobs/ alone'

const withoutRecord = ({ record: _, ...job }: ReportedJob): ReportedJob => job

/** Warns of jobs with a manifest that is only referred to: a later reader must know where it is, and until when. */
const referredTo = (jobs: readonly ReportedJob[]): readonly Warning[] =>
  jobs.flatMap(({ name, manifest }): Warning[] => {
    if (manifest?.inRunArtifact !== false) return []
    const { artifact } = manifest
    const until = artifact?.expiresAt === undefined ? 'expires at an unknown time' : `expires ${artifact.expiresAt}`
    const subject = `the manifest of ${redactThenCut(name, 150)}: artifact ${artifact?.name ?? '?'} holds it, which ${until}`
    return [{ code: 'not-carried', subject: redactThenCut(subject, 300) }]
  })

const cutWarning = (subject: string): Warning => ({ code: 'truncated', subject })

/** Adds warnings. The existing warnings come first. */
const withWarnings = (manifest: RunManifest, warnings: readonly Warning[]): RunManifest =>
  warnings.length === 0 ? manifest : { ...manifest, warnings: [...manifest.warnings, ...warnings].slice(0, 500) }

const cutDown = (manifest: RunManifest): RunManifest => {
  let smaller = manifest
  const said: string[] = []
  for (const { what, cut } of CUTS) {
    if (fits(withWarnings(smaller, said.map(cutWarning)))) break
    smaller = cut(smaller)
    said.push(what)
  }
  return withWarnings({ ...smaller, warnings: smaller.warnings.slice(0, 500 - CUTS.length) }, said.map(cutWarning))
}

type Cut = { readonly what: string; readonly cut: (manifest: RunManifest) => RunManifest }

const ofJobs = (what: string, cut: (job: ReportedJob) => ReportedJob): Cut => ({
  what,
  cut: manifest => ({ ...manifest, jobs: manifest.jobs.map(cut) }),
})

/** The cuts, applied in this order until the manifest fits: first what is elsewhere too, then what is missed least. */
const CUTS: readonly Cut[] = [
  ofJobs(`the records of jobs, which ${IN_FILES}`, withoutRecord),
  ofJobs('steps of jobs, as the API lists them', job =>
    job.api === undefined ? job : { ...job, api: { ...job.api, steps: [] } },
  ),
  ofJobs('packages that logs name', ({ packages: _, ...job }) => job),
  ofJobs('what logs recorded of jobs without a manifest', ({ log: _, ...job }) => job),
  { what: 'who used which artifact', cut: ({ lineage: _, ...manifest }) => manifest },
  { what: 'why caches missed', cut: ({ cacheFindings: _, ...manifest }) => manifest },
  { what: 'what a repetition would meet', cut: ({ rerunConditions: _, ...manifest }) => manifest },
  { what: 'the timeline', cut: ({ timeline: _, ...manifest }) => manifest },
  ofJobs('fields of jobs that were compared', job => ({ ...job, fields: [] })),
  ofJobs('checks of signatures', job =>
    job.manifest === undefined ? job : { ...job, manifest: { ...job.manifest, checks: [] } },
  ),
  ofJobs('services and failures of jobs', ({ services: _, failure: __, ...job }) => job),
]
