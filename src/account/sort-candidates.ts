import { parseJobArtifactName } from '../core/artifact-name.ts'
import { isSameRepository } from '../core/ids.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import type { UnmatchedArtifact } from '../schema/run/run-manifest.ts'
import type { Candidate, Sorted } from './candidate.ts'

export type RunIdentity = {
  /** Without a slash at its end; absent where it does not matter. */
  readonly serverUrl?: string
  readonly runId: string
  readonly attempt: number
  readonly repositoryId: string
  /** `owner/name` */
  readonly repository: string
}

/** Sorts manifests: those of this run and attempt, those of earlier attempts, and all others with the reason. */
export const sortCandidates = (run: RunIdentity, candidates: readonly Candidate[]): Sorted => {
  const accepted: Candidate[] = []
  const earlier: Candidate[] = []
  const unmatchedArtifacts: UnmatchedArtifact[] = []
  for (const candidate of candidates) {
    const problem = strangeness(run, candidate)
    if (problem !== undefined) unmatchedArtifacts.push({ artifact: candidate.artifact.name, ...problem })
    else if (candidate.manifest.run.attempt.value === run.attempt) accepted.push(candidate)
    else earlier.push(candidate)
  }
  return { accepted, earlier, unmatchedArtifacts }
}

const strangeness = (
  run: RunIdentity,
  { artifact, manifest, verdict }: Candidate,
): Omit<UnmatchedArtifact, 'artifact'> | undefined => {
  const name = parseJobArtifactName(artifact.name)
  const attempt = manifest.run.attempt.value
  const { repository, repositoryId } = manifest.run
  const stated = { id: repositoryId.value, name: repository.value }
  if (!isSameRepository(stated, { id: run.repositoryId, name: run.repository })) return { reason: 'other-repository' }
  if (isOnOther(run.serverUrl, manifest.run.serverUrl?.value))
    return { reason: 'other-repository', detail: 'the manifest states another server' }
  if (manifest.run.runId.value !== run.runId)
    return { reason: 'other-run', detail: `produced by run ${manifest.run.runId.value}` }
  if (name === undefined || name.runId !== run.runId || name.attempt !== attempt)
    return { reason: 'forged-name', detail: 'the name states another run or attempt than the manifest' }
  if (
    'jobId' in name.job
      ? name.job.jobId !== manifest.job.id?.value
      : name.job.backendJobId !== manifest.job.backendId?.value
  )
    return { reason: 'forged-name', detail: 'the name states another job than the manifest' }
  if (attempt > run.attempt) return { reason: 'other-attempt', detail: `produced by attempt ${attempt}` }
  if (madeByOther(artifact.backendJobId, manifest.job.backendId?.value))
    return { reason: 'forged-name', detail: 'uploaded by another job than the manifest states' }
  if (verdict.kind === 'invalid') return { reason: 'signature-invalid', detail: redactThenCut(verdict.reason, 300) }
  return undefined
}

/** Ids are unique only on their server: the same ids on another server name another run. */
const isOnOther = (server: string | undefined, stated: string | undefined): boolean =>
  server !== undefined && stated !== undefined && stated.replace(/\/$/, '').toLowerCase() !== server.toLowerCase()

/**
 * The results service knows the uploading job. A manifest that states another job's backend id is not from that job.
 */
const madeByOther = (uploader: string, stated: string | undefined): boolean =>
  uploader !== '' && stated !== undefined && uploader.toLowerCase() !== stated.toLowerCase()
