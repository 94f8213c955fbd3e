import type { LabArtifact, LabState, LabToken } from '../state.ts'
import type { BlobStore } from './blobs.ts'
import { refuse, type TwirpMethod, textOf } from './twirp.ts'

const HOUR = 3600
const DAY_MS = 86_400_000
/** 500 per job: actions/upload-artifact README.md. */
const ARTIFACTS_PER_JOB = 500

/**
 * `github.actions.results.api.v1.ArtifactService` as @actions/artifact 6 calls it
 * (actions/toolkit packages/artifact/src/generated/results/api/v1/artifact.ts).
 */
export const artifactService = (state: LabState, blobs: BlobStore): Readonly<Record<string, TwirpMethod>> => ({
  CreateArtifact: (body, token) => {
    if (!ownsBackendIds(body, token)) return refuse('permission_denied', 'backend ids do not match the token')
    const name = textOf(body, 'name')
    const fault = nameFault(name)
    if (fault !== undefined) return refuse('invalid_argument', fault)
    const ofRun = artifactsOf(state, token.backendRunId)
    if (ofRun.some(one => one.name === name && attemptOf(state, one) === attemptOfToken(state, token)))
      return refuse('already_exists', 'an artifact with this name already exists on the workflow run')
    if (ofRun.filter(one => one.backendJobId === token.backendJobId).length >= ARTIFACTS_PER_JOB)
      return refuse('invalid_argument', 'too many artifacts in this job')
    const expires = Date.parse(textOf(body, 'expires_at'))
    const createdAt = state.now()
    const artifact: LabArtifact = {
      id: state.nextId(),
      runId: token.runId,
      name,
      backendRunId: token.backendRunId,
      backendJobId: token.backendJobId,
      blobId: blobs.newBlobId(),
      size: 0,
      digest: null,
      createdAt,
      expiresAt: Number.isNaN(expires) ? new Date(createdAt.getTime() + 90 * DAY_MS) : new Date(expires),
      finalized: false,
    }
    state.artifacts.set(artifact.id, artifact)
    return {
      ok: {
        ok: true,
        signed_upload_url: blobs.signedUrl('artifacts', artifact.blobId, { access: 'write', lifetimeSeconds: HOUR }),
      },
    }
  },

  FinalizeArtifact: (body, token) => {
    if (!ownsBackendIds(body, token)) return refuse('permission_denied', 'backend ids do not match the token')
    const artifact = find(state, token, textOf(body, 'name'), token.backendJobId, false)
    if (artifact === undefined) return refuse('not_found', 'artifact not found')
    const bytes = state.blobs.get(artifact.blobId)?.bytes.length
    const size = Number(textOf(body, 'size'))
    if (bytes === undefined) return refuse('not_found', 'no content was uploaded')
    if (bytes !== size) return refuse('invalid_argument', `size ${size} does not match the uploaded ${bytes} bytes`)
    artifact.size = size
    artifact.digest = textOf(body, 'hash') || null
    artifact.finalized = true
    return { ok: { ok: true, artifact_id: String(artifact.id) } }
  },

  // Spans the whole run and needs no permission; that earlier attempts are included is what the client's `latest`
  // option is for ("in the case of reruns", actions/toolkit packages/artifact/src/internal/find/list-artifacts.ts).
  ListArtifacts: (body, token) => {
    if (textOf(body, 'workflow_run_backend_id') !== token.backendRunId)
      return refuse('permission_denied', 'backend ids do not match the token')
    const name = textOf(body, 'name_filter')
    const id = textOf(body, 'id_filter')
    const listed = artifactsOf(state, token.backendRunId).filter(
      one => one.finalized && (name === '' || one.name === name) && (id === '' || String(one.id) === id),
    )
    return {
      ok: {
        artifacts: listed.map(one => ({
          workflow_run_backend_id: one.backendRunId,
          workflow_job_run_backend_id: one.backendJobId,
          database_id: String(one.id),
          name: one.name,
          size: String(one.size),
          created_at: one.createdAt.toISOString(),
          ...(one.digest === null ? {} : { digest: one.digest }),
        })),
      },
    }
  },

  GetSignedArtifactURL: (body, token) => {
    if (textOf(body, 'workflow_run_backend_id') !== token.backendRunId)
      return refuse('permission_denied', 'backend ids do not match the token')
    const artifact = find(state, token, textOf(body, 'name'), textOf(body, 'workflow_job_run_backend_id'), true)
    if (artifact === undefined) return refuse('not_found', 'artifact not found')
    return { ok: { signed_url: artifactDownloadUrl(state, blobs, artifact, 10 * 60) } }
  },

  DeleteArtifact: (body, token) => {
    if (textOf(body, 'workflow_run_backend_id') !== token.backendRunId)
      return refuse('permission_denied', 'backend ids do not match the token')
    const artifact = find(state, token, textOf(body, 'name'), textOf(body, 'workflow_job_run_backend_id'), true)
    if (artifact === undefined) return refuse('not_found', 'artifact not found')
    state.artifacts.delete(artifact.id)
    state.blobs.delete(artifact.blobId)
    return { ok: { ok: true, artifact_id: String(artifact.id) } }
  },
})

/** A read URL; a zip is served under `<name>.zip`, a file uploaded as it is under its own name. */
export const artifactDownloadUrl = (
  state: LabState,
  blobs: BlobStore,
  artifact: LabArtifact,
  lifetimeSeconds: number,
): string => {
  const isZip = state.blobs.get(artifact.blobId)?.contentType.includes('zip') ?? true
  const fileName = isZip ? `${artifact.name}.zip` : artifact.name
  // Older clients upload a zip as `zip`; newer ones unpack what is served as application/zip.
  const contentType = isZip ? 'application/zip' : undefined
  return blobs.signedUrl('artifacts', artifact.blobId, { access: 'read', lifetimeSeconds, fileName, contentType })
}

const ownsBackendIds = (body: Readonly<Record<string, unknown>>, token: LabToken): boolean =>
  textOf(body, 'workflow_run_backend_id') === token.backendRunId &&
  textOf(body, 'workflow_job_run_backend_id') === token.backendJobId

const artifactsOf = (state: LabState, backendRunId: string): readonly LabArtifact[] =>
  [...state.artifacts.values()].filter(one => one.backendRunId === backendRunId)

/** Names are unique per run; a re-run may use them again, so the attempt that made an artifact counts too. */
const attemptOf = (state: LabState, artifact: LabArtifact): number =>
  [...state.jobs.values()].find(job => job.backendId === artifact.backendJobId)?.attempt ?? 1

const attemptOfToken = (state: LabState, token: LabToken): number => state.jobs.get(token.jobId)?.attempt ?? 1

const find = (
  state: LabState,
  token: LabToken,
  name: string,
  backendJobId: string,
  finalized: boolean,
): LabArtifact | undefined =>
  artifactsOf(state, token.backendRunId).findLast(
    one => one.name === name && one.backendJobId === backendJobId && one.finalized === finalized,
  )

/** actions/toolkit packages/artifact/src/internal/upload/path-and-artifact-name-validation.ts */
const nameFault = (name: string): string | undefined => {
  if (name === '') return 'artifact name is required'
  return /[":<>|*?\r\n\\/]/.test(name) ? 'artifact name contains an invalid character' : undefined
}
