import * as z from 'zod/mini'
import { artifactZipLimit } from '../../core/artifact-name.ts'
import { toUtc } from '../../core/time.ts'
import { sha256Digest } from '../../schema/values/scalar.ts'
import type { ListedArtifact } from '../results/results-service.ts'
import type { RestAnswer, RunClient } from './client.ts'
import { type Pages, readPages } from './pages.ts'

const artifactResponse = z.object({
  id: z.int().check(z.minimum(0)),
  name: z.string().check(z.minLength(1), z.maxLength(512)),
  size_in_bytes: z.optional(z.nullable(z.int().check(z.minimum(0)))),
  expired: z.optional(z.nullable(z.boolean())),
  digest: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
  created_at: z.optional(z.nullable(z.string().check(z.maxLength(60)))),
  expires_at: z.optional(z.nullable(z.string().check(z.maxLength(60)))),
})

/** The list of a page of artifacts. One that has expired is listed, and cannot be downloaded. */
export const artifactsMember = z.object({
  artifacts: z.pipe(
    z.array(artifactResponse),
    z.transform(all => all.filter(({ expired }) => expired !== true).map(one => toListed(one))),
  ),
})

/**
 * Lists the artifacts of a run by REST, without job and attempt. It is the fallback if the results service does not
 * answer.
 */
export const readRestArtifacts = (
  client: RunClient,
  repository: string,
  runId: string,
): Promise<Pages<ListedArtifact>> =>
  readPages(client, {
    path: `/repos/${repository}/actions/runs/${runId}/artifacts`,
    member: 'artifacts',
    item: z.pipe(artifactResponse, z.transform(toListed)),
    getId: artifact => artifact.id,
    field: 'artifacts',
  })

/** Downloads the zip of an artifact of this project. REST answers with a redirect that is valid for a minute. */
export const readRestArtifactZip = (
  client: RunClient,
  repository: string,
  { id, name }: Pick<ListedArtifact, 'id' | 'name'>,
): Promise<RestAnswer<Uint8Array>> =>
  client.getBytes(`/repos/${repository}/actions/artifacts/${id}/zip`, artifactZipLimit(name))

const toListed = (raw: z.output<typeof artifactResponse>): ListedArtifact => {
  const digest = z.safeParse(sha256Digest, raw.digest)
  const createdAt = toUtc(raw.created_at ?? '')
  const expiresAt = toUtc(raw.expires_at ?? '')
  return {
    name: raw.name,
    id: String(raw.id),
    sizeBytes: raw.size_in_bytes ?? 0,
    digest: digest.success ? digest.data : undefined,
    createdAt,
    expiresAt,
    backendRunId: '',
    backendJobId: '',
  }
}
