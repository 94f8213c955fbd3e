import { LIMITS } from '../../core/limits.ts'
import type { Check, ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import { jobFileStem } from '../../signing/run-files.ts'
import { fail, notApplicable, pass } from '../check.ts'

/**
 * Checks that the run manifest accounts for the whole run: one entry and one manifest for each job, counts that match
 * the list, and no claimed signature that is absent. A list with a dropped or duplicated entry proves nothing.
 */
export const checkRunAccount = (manifest: RunManifest): readonly Check[] => [
  checkUnique(manifest.jobs),
  checkCompleteness(manifest),
  checkSignatures(manifest.jobs),
]

const checkUnique = (jobs: readonly ReportedJob[]): Check => {
  const keys = (['id', 'file', 'manifest', 'bundle'] as const).map(kind => ({
    kind,
    twice: firstRepeated(jobs.map(job => toKey(kind, job))),
  }))
  const repeated = keys.find(({ twice }) => twice !== undefined)
  const strayRecord = jobs.find(job => job.manifest === undefined && job.record !== undefined)
  if (repeated !== undefined) return fail('unique-jobs', `two jobs with one ${repeated.kind}: ${repeated.twice ?? ''}`)
  if (strayRecord !== undefined) return fail('unique-jobs', `${strayRecord.name} has a record and no file`)
  return pass('unique-jobs', `${jobs.length} jobs, at most one manifest each`)
}

const toKey = (kind: 'id' | 'file' | 'manifest' | 'bundle', job: ReportedJob): string | undefined => {
  switch (kind) {
    case 'id':
      return job.id
    case 'file':
      return jobFileStem(job)
    case 'manifest':
      return isCarried(job) ? undefined : job.manifest?.digest
    case 'bundle':
      return isCarried(job) ? undefined : job.manifest?.bundleDigest
  }
}

/** Finds a job by name if its id changed, since two jobs of one name may have received the same id. */
const isCarried = (job: ReportedJob): boolean => job.presence === 'carried-over'

const firstRepeated = (values: readonly (string | undefined)[]): string | undefined => {
  const seen = new Set<string>()
  for (const value of values) {
    if (value === undefined) continue
    if (seen.has(value)) return value
    seen.add(value)
  }
  return undefined
}

/**
 * The counts exclude the report's own job, whose entry has no mark in the manifest, so the list may have one job more.
 */
const checkCompleteness = ({ completeness, jobs }: RunManifest): Check => {
  const id = 'completeness'
  const ran = jobs.filter(job => job.presence !== 'skipped' && job.presence !== 'not-started')
  const recorded = ran.filter(job => job.manifest !== undefined)
  const told = `${completeness.recorded} of ${completeness.known} jobs recorded`
  const { jobs: cut, ran: cutRan, recorded: cutRecorded } = completeness.notShown ?? { jobs: 0, ran: 0, recorded: 0 }
  if (cut > 0 && (jobs.length < LIMITS.jobsInReport || cutRecorded > cutRan || cutRan > cut))
    return fail(id, `says that ${cut} jobs did not fit, and lists ${jobs.length}`)
  const isCount = (listed: number, counted: number): boolean => counted === listed || counted === listed - 1
  if (
    !isCount(ran.length + cutRan, completeness.known) ||
    !isCount(recorded.length + cutRecorded, completeness.recorded)
  )
    return fail(id, `says ${told}, lists ${recorded.length} of ${ran.length}`)
  const hollow = ran.find(job => job.presence === 'recorded' && job.manifest === undefined)
  if (hollow !== undefined) return fail(id, `${hollow.name} is called recorded and has no manifest`)
  if (cut > 0) return notApplicable(id, `${told}; says itself that ${cut} of ${jobs.length + cut} jobs have no row`)
  if (completeness.complete)
    return completeness.recorded === completeness.known
      ? pass(id, `complete: ${told}`)
      : fail(id, `says complete, and ${told}`)
  const without = ran.filter(job => job.manifest === undefined).map(job => `${job.name} (${job.presence})`)
  return notApplicable(
    id,
    `says itself that it is incomplete: ${told}${without.length === 0 ? '' : `; ${list(without)}`}`,
  )
}

const checkSignatures = (jobs: readonly ReportedJob[]): Check => {
  const id = 'job-signatures'
  const hollow = jobs.find(job => job.signature.by === 'job' && job.manifest?.bundleDigest === undefined)
  if (hollow !== undefined) return fail(id, `${hollow.name} is called signed by itself and has no bundle`)
  const own = jobs.filter(job => job.manifest?.bundleDigest !== undefined)
  const unsigned = jobs.filter(job => job.manifest !== undefined && job.manifest.bundleDigest === undefined)
  const none = jobs.filter(job => job.manifest === undefined)
  const words = [
    `${own.length} jobs with a signature of their own`,
    ...(unsigned.length === 0 ? [] : [`only the report speaks for ${list(unsigned.map(job => job.name))}`]),
    ...(none.length === 0 ? [] : [`no manifest of ${list(none.map(job => job.name))}`]),
  ].join('; ')
  return unsigned.length + none.length === 0 ? pass(id, words) : notApplicable(id, words)
}

const NAMED = 5
const list = (names: readonly string[]): string =>
  names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`
