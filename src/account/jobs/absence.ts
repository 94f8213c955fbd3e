import { jobArtifactName } from '../../core/artifact-name.ts'
import type { ListedJob } from '../../github/rest/job.ts'
import type { DeletedArtifact, LogFacts } from '../../log/anchor/log-scan.ts'
import type { Absence } from '../../schema/run/run-manifest.ts'
import type { JobAnchors, PlacedDigest } from '../agreement/anchor/find-anchor.ts'
import type { Match } from '../match-manifests.ts'

/** The evidence for why manifests are absent. */
export type Absences = {
  readonly runId: string
  readonly attempt: number
  readonly logs: ReadonlyMap<string, LogFacts>
  /** Artifacts that logs report as deleted, by name, each with the job that logged the deletion. */
  readonly deleted: ReadonlyMap<string, readonly Deletion[]>
  /** Names of artifacts that exist and were not accepted. An artifact that its job rejects is not the job's. */
  readonly refused: ReadonlySet<string>
  /** Whether the artifacts of the run were listed whole. */
  readonly isListed: boolean
}

export type Deletion = DeletedArtifact & { readonly jobId: string; readonly job: string }

/** Reads the deleted artifacts from the logs of all jobs. */
export const deletionsIn = (
  jobs: readonly ListedJob[],
  logs: ReadonlyMap<string, LogFacts>,
): ReadonlyMap<string, readonly Deletion[]> => {
  const found = new Map<string, Deletion[]>()
  for (const { id: jobId, name: job } of jobs)
    for (const { name, id } of logs.get(jobId)?.deleted ?? [])
      found.set(name, [...(found.get(name) ?? []), { name, id, jobId, job }])
  return found
}

/**
 * Finds why the job left no manifest: by the log lines of its own recorder, then by those of other jobs; undefined
 * where it needs no reason.
 */
export const findAbsence = (job: ListedJob, match: Match, absences: Absences): Absence | undefined => {
  if (match.taken !== undefined || match.isConflict || !job.hasRunner || job.api.status !== 'completed')
    return undefined
  const name = jobArtifactName(absences.runId, absences.attempt, { jobId: job.id })
  if (absences.refused.has(name)) return { reason: 'not-taken', source: 'results' }
  const line = ownLine(job.id, absences.attempt, match.anchors)
  if (line?.notUploaded !== undefined) return { reason: line.notUploaded, source: 'log' }
  const deletion = absences.deleted.get(name)?.[0]
  if (deletion !== undefined)
    return {
      reason: 'deleted',
      source: 'log',
      by: deletion.jobId === job.id ? undefined : { jobId: deletion.jobId, job: deletion.job },
    }
  if (absences.logs.get(job.id)?.uploadFailed === true) return { reason: 'upload-failed', source: 'log' }
  if (line !== undefined) return { reason: absences.isListed ? 'gone' : 'not-listed', source: 'log' }
  return withoutLine(match.anchors)
}

/** Returns the line that the recorder's post wrote. */
const ownLine = (jobId: string, attempt: number, anchors: JobAnchors): PlacedDigest | undefined =>
  anchors.kind === 'read'
    ? anchors.lines.findLast(
        one => one.isSure && one.attempt === attempt && (one.jobId === jobId || one.jobId === UNKNOWN),
      )
    : undefined

/** The job id that the recorder writes where its runner gave none. */
const UNKNOWN = 'unknown'

const withoutLine = (anchors: JobAnchors): Absence => {
  if (anchors.kind === 'none' || !anchors.isWhole) return { reason: 'unknown' }
  switch (anchors.recorder) {
    case 'none':
      return { reason: 'no-recorder', source: 'log' }
    case 'posted':
    case 'no-post':
      return anchors.lines.length > 0 ? { reason: 'unknown' } : { reason: 'recorder-silent', source: 'log' }
    case 'unknown':
      return { reason: 'unknown' }
  }
}
