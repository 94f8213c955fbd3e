import { duration, size } from '../../core/quantity.ts'
import type { Absence, ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import type { SkipReason } from '../../schema/run/run-timeline.ts'
import type { OwnSignature } from '../run-headline.ts'
import type { JobTimes } from '../screen/account/account.ts'
import { toTimes } from '../screen/account/account-job.ts'
import { printLine } from '../screen/print-markdown.ts'
import { skipWords } from '../screen/skipped.ts'
import { link, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import { FROM_LOG, findJobFacts, type JobFacts } from './log-facts-section.ts'

/** Renders one row per job of the run, those that need a look first. */
export const jobTable = (manifest: RunManifest, own: OwnSignature): Section => {
  const timesOfJob = createTimes(manifest)
  const server = manifest.run.serverUrl?.value
  const skips = new Map((manifest.timeline?.jobs ?? []).map(({ id, skip }) => [id, skip]))
  const rows = [...manifest.jobs]
    .sort((a, b) => urgency(a) - urgency(b))
    .map(job => [
      link(text(job.name, 160), job.api?.url, server),
      state(job, skips.get(job.id ?? '')),
      ...timeCells(job, timesOfJob(job)),
      caches(job),
      artifacts(job),
      signature(job, own),
    ])
  const shown = COLUMNS.map((_, index) => index < FIXED || rows.some(row => !NOTHING.has(row[index] ?? '')))
  const pick = (cells: readonly string[]): readonly string[] => cells.filter((_, index) => shown[index])
  return { title: 'Jobs', blocks: table(pick(COLUMNS), rows.map(pick)) }
}

const COLUMNS = ['Job', 'State', 'Waited', 'Set-up', 'Ran', 'Cache', 'Artifacts', 'Signature'] as const
/** The first columns are in every table. A later one is left out where no job has a value for it. */
const FIXED = 5
const NOTHING: ReadonlySet<string> = new Set(['–', 'none', 'none of its own', 'unsigned'])

const BAD: ReadonlySet<string> = new Set(['failure', 'timed_out', 'startup_failure', 'action_required'])

const renderConclusion = (job: ReportedJob): string | undefined =>
  job.api?.conclusion ?? job.record?.job.status?.value ?? job.needsResult

const urgency = (job: ReportedJob): number => {
  const conclusion = renderConclusion(job) ?? ''
  if (BAD.has(conclusion)) return 0
  if (job.agreement === 'contradicted' || job.presence === 'conflict') return 1
  if (conclusion === 'cancelled') return 2
  return job.presence === 'skipped' ? 4 : 3
}

const STATES: Readonly<Record<string, string>> = {
  success: '✅ success',
  failure: '❌ failure',
  cancelled: '🚫 cancelled',
  skipped: '⏭️ skipped',
  neutral: '⬜ neutral',
  timed_out: '❌ timed out',
  action_required: '❌ action required',
  startup_failure: '❌ could not start',
  stale: '⬜ stale',
}

const state = (job: ReportedJob, skip: SkipReason | undefined): string => {
  const word = STATES[renderConclusion(job) ?? '']
  const tolerated = job.tolerated === true ? ' (tolerated)' : ''
  const contradicted = job.agreement === 'contradicted' ? ' · ⚠️ contradicted' : ''
  switch (job.presence) {
    case 'in-progress':
      return '⏳ in progress'
    case 'not-started':
      return `${word ?? '⏳'} · never started`
    case 'skipped':
      return skip === undefined ? '⏭️ skipped' : `⏭️ skipped: ${printLine(skipWords(skip), undefined)}`
    case 'carried-over':
      return `${word ?? '⬜'} · carried over${contradicted}`
    case 'not-recorded':
      return `${word ?? '⬜ unknown'}${tolerated} · not recorded${absent(job)}${contradicted}`
    case 'conflict':
      return `${word ?? '⬜ unknown'} · ⚠️ two manifests`
    default:
      return `${word ?? '⏳ in progress'}${tolerated}${contradicted}`
  }
}

/** Returns `not recorded (disk full)`. */
export const absenceWords = ({ absence }: ReportedJob): string => {
  const words = absence === undefined ? undefined : ABSENT[absence.reason]
  return words === undefined ? 'not recorded' : `not recorded (${words})`
}

/** Returns why there is no manifest, where the reason is not the usual one: no recorder. */
const absent = ({ absence }: ReportedJob): string => {
  const words = absence === undefined ? undefined : ABSENT[absence.reason]
  return words === undefined ? '' : ` (${words}${absence?.by === undefined ? '' : ` by ${text(absence.by.job, 80)}`})`
}

const ABSENT: Readonly<Record<Absence['reason'], string | undefined>> = {
  'no-recorder': undefined,
  'recorder-silent': 'its recorder was silent',
  'upload-off': 'upload switched off',
  'no-artifact-service': 'no artifact service',
  'upload-failed': 'upload failed',
  deleted: 'manifest deleted',
  gone: 'manifest gone',
  'not-taken': 'manifest not taken',
  'not-listed': 'artifacts not listed',
  unknown: undefined,
  other: undefined,
}

/**
 * Creates a lookup of a job's times on the timeline's clock. It returns undefined where the timeline has no times of
 * the job; the job's own list of times then applies.
 */
const createTimes = ({ timeline }: RunManifest) => {
  const byId = new Map((timeline?.jobs ?? []).map(job => [job.id, job]))
  const whole = timeline?.criticalPath?.totalMs
  return ({ id = '' }: ReportedJob): { readonly times: JobTimes; readonly whole: number | undefined } | undefined => {
    const timed = byId.get(id)
    return timed === undefined || timed.intervals.length === 0 ? undefined : { times: toTimes(timed), whole }
  }
}

const timeCells = (job: ReportedJob, timed: ReturnType<ReturnType<typeof createTimes>>): readonly string[] => {
  if (timed === undefined) return [queue(job), phase(job, 'setupMs'), phase(job, 'workMs')]
  const { times, whole } = timed
  const { approvalMs = 0 } = times
  const waited = duration(times.waitedMs, whole)
  return [
    approvalMs <= 0 ? waited : `${waited} + ${duration(approvalMs, whole)} approval`,
    duration(times.setupMs, whole),
    duration(times.ranMs, whole),
  ]
}

const queue = (job: ReportedJob): string => {
  const waited = job.timing.approvalMs
  return waited === undefined ? phase(job, 'queueMs') : `${phase(job, 'queueMs')} + ${duration(waited)} approval`
}

/** Renders a phase. `~` marks a negative reading that was set to 0: the API's clock readings of a job may cross. */
const phase = (job: ReportedJob, name: 'queueMs' | 'setupMs' | 'workMs'): string =>
  `${job.timing.clamped.includes(name) ? '~' : ''}${duration(job.timing[name])}`

const caches = (job: ReportedJob): string => {
  const facts = findJobFacts(job)
  if (facts === undefined) return '–'
  const results = facts.facts.caches.filter(one => one.operation !== 'save').map(one => one.result)
  const counts = [...new Set(results)].sort().map(result => `${results.filter(one => one === result).length} ${result}`)
  return counts.length === 0 ? nothing(facts) : `${counts.join(', ')}${mark(facts)}`
}

const artifacts = (job: ReportedJob): string => {
  const facts = findJobFacts(job)
  if (facts === undefined) return '–'
  const made = facts.facts.artifacts
  if (made.length === 0) return nothing(facts)
  const total = made.reduce((sum, one) => sum + (one.sizeBytes ?? 0), 0)
  return `${made.length} (${size(total)})${mark(facts)}`
}

/** Returns the words for an empty list. A log without an entry does not prove that there was none. */
const nothing = ({ fromLog }: JobFacts): string => (fromLog ? '–' : 'none')

const mark = ({ fromLog }: JobFacts): string => (fromLog ? `, ${FROM_LOG}` : '')

const signature = ({ record, signature }: ReportedJob, own: OwnSignature): string => {
  if (record === undefined) return '–'
  if (own === 'left-out' && signature.by !== 'job') return 'none of its own'
  if (signature.mode === 'none' || signature.mode === 'other') return 'unsigned'
  switch (signature.by) {
    case 'job':
      return `attested (${signature.mode})`
    case 'collector':
      return `collected (${signature.mode})`
    case 'report':
    case 'other':
    case null:
      return `countersigned (${signature.mode})`
  }
}
