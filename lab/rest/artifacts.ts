import { json, type LabResponse } from '../http.ts'
import { artifactDownloadUrl } from '../results/artifact-service.ts'
import type { LabArtifact } from '../state.ts'
import { nodeId, notFound, paginate, redirect, refused, restTime, restTimeOrNull } from './answer.ts'
import { repositoryUrl } from './bodies/repository.ts'
import { type Call, type Permission, type RestContext, type Route, repositoryRoute } from './route.ts'
import { findRun } from './runs.ts'

const READ: Permission = { key: 'actions', access: 'read' }
const WRITE: Permission = { key: 'actions', access: 'write' }
/**
 * The list of a public repository's artifacts is open to all, their content is not (nextstrain/nextstrain.org#643,
 * brewsci/homebrew-bio#1332); a job's token needs `actions: read` for it (actions/download-artifact#489).
 */
const READ_CONTENT: Permission = { ...READ, evenIfPublic: true }
const ONE_MINUTE = 60

const isExpired = (context: RestContext, artifact: LabArtifact): boolean =>
  artifact.expiresAt !== null && artifact.expiresAt <= context.state.now()

/** `artifact`: names no job and no attempt. */
const artifactBody = (context: RestContext, artifact: LabArtifact): Record<string, unknown> => {
  const url = `${repositoryUrl(context)}/actions/artifacts/${artifact.id}`
  const run = context.state.runs.get(artifact.runId)
  return {
    id: artifact.id,
    node_id: nodeId('MDg6QXJ0aWZhY3Q', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: isExpired(context, artifact),
    digest: artifact.digest,
    created_at: restTime(artifact.createdAt),
    updated_at: restTime(artifact.createdAt),
    expires_at: restTimeOrNull(artifact.expiresAt),
    workflow_run:
      run === undefined
        ? null
        : {
            id: run.id,
            repository_id: context.state.repository.id,
            head_repository_id: run.headRepository.id,
            head_branch: run.headBranch,
            head_sha: run.headSha,
          },
  }
}

const ofRun = (call: Call): LabResponse => {
  const run = findRun(call)
  return run === undefined ? notFound() : list(call, one => one.runId === run.id)
}

const ofRepository = (call: Call): LabResponse => list(call, () => true)

const list = (call: Call, isWanted: (artifact: LabArtifact) => boolean): LabResponse => {
  const name = call.query.get('name')
  const newestFirst = call.query.get('direction') !== 'asc'
  const found = [...call.context.state.artifacts.values()]
    .filter(one => isWanted(one) && one.finalized && (name === null || one.name === name))
    .sort((a, b) => (newestFirst ? b.id - a.id : a.id - b.id))
  const page = paginate(call, found)
  const artifacts = page.items.map(one => artifactBody(call.context, one))
  return json(200, { total_count: page.total, artifacts }, page.headers)
}

const findArtifact = (call: Call): LabArtifact | undefined => {
  const artifact = call.context.state.artifacts.get(Number(call.params['artifact_id'] ?? ''))
  return artifact?.finalized === true ? artifact : undefined
}

const one = (call: Call): LabResponse => {
  const artifact = findArtifact(call)
  return artifact === undefined ? notFound() : json(200, artifactBody(call.context, artifact))
}

const download = (call: Call): LabResponse => {
  const artifact = findArtifact(call)
  if (artifact === undefined || call.params['archive_format'] !== 'zip') return notFound()
  if (isExpired(call.context, artifact)) return refused(410, 'Artifact has expired')
  return redirect(artifactDownloadUrl(call.context.state, call.context.blobs, artifact, ONE_MINUTE))
}

const remove = (call: Call): LabResponse => {
  const artifact = findArtifact(call)
  if (artifact === undefined) return notFound()
  call.context.state.artifacts.delete(artifact.id)
  call.context.state.blobs.delete(artifact.blobId)
  return { status: 204 }
}

const caches = (call: Call): LabResponse => {
  const ref = call.query.get('ref')
  const key = call.query.get('key')
  const sort = call.query.get('sort') ?? 'last_accessed_at'
  const sign = call.query.get('direction') === 'asc' ? 1 : -1
  const found = [...call.context.state.caches.values()]
    .filter(cache => cache.finalized && (ref === null || cache.scope === ref) && cache.key.startsWith(key ?? ''))
    .sort((a, b) => {
      if (sort === 'size_in_bytes') return sign * (a.size - b.size)
      const by = sort === 'created_at' ? 'createdAt' : 'lastAccessedAt'
      return sign * (a[by].getTime() - b[by].getTime() || a.id - b.id)
    })
  const page = paginate(call, found)
  const bodies = page.items.map(cache => ({
    id: cache.id,
    ref: cache.scope,
    key: cache.key,
    version: cache.version,
    last_accessed_at: cache.lastAccessedAt.toISOString(),
    created_at: cache.createdAt.toISOString(),
    size_in_bytes: cache.size,
  }))
  return json(200, { total_count: page.total, actions_caches: bodies }, page.headers)
}

export const artifactRoutes: readonly Route[] = [
  repositoryRoute('GET /actions/runs/{run_id}/artifacts', READ, ofRun),
  repositoryRoute('GET /actions/artifacts', READ, ofRepository),
  repositoryRoute('GET /actions/artifacts/{artifact_id}', READ, one),
  repositoryRoute('DELETE /actions/artifacts/{artifact_id}', WRITE, remove),
  repositoryRoute('GET /actions/artifacts/{artifact_id}/{archive_format}', READ_CONTENT, download),
  repositoryRoute('GET /actions/caches', READ, caches),
]
