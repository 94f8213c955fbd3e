import { LIMITS } from '../core/limits.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'
import { cutTimeline } from '../timeline/cut-timeline.ts'
import type { RunAccount } from './account-output.ts'
import { didRun } from './run-result.ts'

/**
 * Cuts the account to the size of a run manifest. Result, counts, headline, findings and policy were computed from the
 * whole account before. A run with more jobs than fit keeps the jobs that a reader looks for, and its completeness
 * states what has no row.
 */
export const cutRows = ({ manifest, records }: RunAccount, ownJobId: string): RunAccount => {
  const { jobs } = manifest
  const kept = chooseRows(jobs, ownJobId)
  const dropped = jobs.filter(job => !kept.has(job))
  const { timeline } = manifest
  return {
    records: records.filter(({ job }) => kept.has(job)),
    manifest: {
      ...manifest,
      jobs: jobs.filter(job => kept.has(job)),
      completeness: { ...manifest.completeness, ...notShown(dropped) },
      timeline: timeline === undefined ? undefined : cutTo(timeline, kept),
      unmatchedArtifacts: manifest.unmatchedArtifacts.slice(0, LIMITS.artifacts),
      warnings: [...truncated(jobs.length, dropped.length), ...manifest.warnings].slice(0, MAX_WARNINGS),
      gaps: manifest.gaps.slice(0, LIMITS.gaps),
    },
  }
}

const MAX_WARNINGS = 500

/**
 * Chooses the report's own job, then jobs that did not end well or are uncertain, then the others, each group in the
 * order of the run.
 */
const chooseRows = (jobs: readonly ReportedJob[], ownJobId: string): ReadonlySet<ReportedJob> => {
  if (jobs.length <= LIMITS.jobsInReport) return new Set(jobs)
  const ranks = [
    jobs.filter(({ id }) => ownJobId !== '' && id === ownJobId),
    jobs.filter(job => job.failure !== undefined || endedBadly(job)),
    jobs.filter(({ agreement, presence }) => agreement === 'contradicted' || presence === 'conflict'),
    jobs,
  ]
  return new Set([...new Set(ranks.flat())].slice(0, LIMITS.jobsInReport))
}

const GOOD: ReadonlySet<string> = new Set(['success', 'skipped'])

const endedBadly = ({ api, needsResult }: ReportedJob): boolean => {
  const ended = api?.conclusion ?? needsResult
  return ended !== undefined && !GOOD.has(ended)
}

const notShown = (dropped: readonly ReportedJob[]): Pick<RunManifest['completeness'], 'notShown'> => {
  if (dropped.length === 0) return {}
  const ran = dropped.filter(didRun)
  const recorded = ran.filter(({ record }) => record !== undefined)
  return { notShown: { jobs: dropped.length, ran: ran.length, recorded: recorded.length } }
}

const truncated = (all: number, dropped: number): RunManifest['warnings'] =>
  dropped === 0 ? [] : [{ code: 'truncated', subject: `${all} jobs, ${dropped} of them without a row here` }]

const cutTo = (timeline: Timeline, kept: ReadonlySet<ReportedJob>): Timeline => {
  const ids = new Set([...kept].flatMap(({ id }) => (id === undefined ? [] : [id])))
  return cutTimeline(timeline, ids)
}
