import { jobArtifactName } from '../../core/artifact-name.ts'
import type { ListedJob } from '../../github/rest/job.ts'
import type { DeletedArtifact, LogFacts } from '../../log/anchor/log-scan.ts'
import type { Absence } from '../../schema/run/run-manifest.ts'
import type { JobAnchors, PlacedDigest } from '../agreement/anchor/find-anchor.ts'
import type { Match } from '../match-manifests.ts'

/** What tells why manifests are absent. */
export type Absences = {
  readonly runId: string
  readonly attempt: number
  readonly logs: ReadonlyMap<string, LogFacts>
  /** Artifacts that logs say to have been deleted, by name, each with the job whose log says so. */
  readonly deleted: ReadonlyMap<string, readonly Deletion[]>
  /** Names of artifacts that were there and could not be taken; one that its job refuses is not the job's. */
  readonly refused: ReadonlySet<string>
  /** The artifacts of the run were listed whole. */
  readonly isListed: boolean
}

export type Deletion = DeletedArtifact & { readonly jobId: string; readonly job: string }

/** What the logs of all jobs say of deleted artifacts. */
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

/** Why the job left no manifest: by what its own recorder wrote, then by what others did; undefined where it needs none. */
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
      ...(deletion.jobId === job.id ? {} : { by: { jobId: deletion.jobId, job: deletion.job } }),
    }
  if (absences.logs.get(job.id)?.uploadFailed === true) return { reason: 'upload-failed', source: 'log' }
  if (line !== undefined) return { reason: absences.isListed ? 'gone' : 'not-listed', source: 'log' }
  return withoutLine(match.anchors)
}

/** The line that the recorder's post wrote. */
const ownLine = (jobId: string, attempt: number, anchors: JobAnchors): PlacedDigest | undefined =>
  anchors.kind === 'read'
    ? anchors.lines.findLast(
        one => one.isSure && one.attempt === attempt && (one.jobId === jobId || one.jobId === UNKNOWN),
      )
    : undefined

/** The recorder's word for a job whose runner gave no id. */
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
