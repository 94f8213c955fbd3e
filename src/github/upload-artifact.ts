import { join } from 'node:path'
import { withDeadline } from '../deadline.ts'
import { TraceError } from '../model/error.ts'

/**
 * Uploads files as one zip artifact with @actions/artifact, loaded only here. `path` is absolute and must be
 * `<rootDirectory>/<name>`; `name` is the path inside the zip. `retentionDays` undefined takes the repository's default.
 * The client retries a sick service for 30 s by itself (actions/toolkit
 * packages/artifact/src/internal/shared/artifact-twirp-client.ts), so it runs under our deadline and is left behind
 * when that passes: the caller ends the process. Its lines on stdout go into one folded log group.
 * The returned digest is `sha256:<hex>` of the zip; the client itself gives bare hex.
 * @throws TraceError UPLOAD or DEADLINE.
 */
export const uploadArtifact = async (
  name: string,
  files: readonly { readonly path: string; readonly name: string }[],
  rootDirectory: string,
  retentionDays: number | undefined,
  deadlineMs: number,
): Promise<{ id: string; sizeBytes: number; digest: string }> => {
  const misplaced = files.find(file => join(rootDirectory, file.name) !== file.path)
  if (misplaced !== undefined) throw new TraceError('INTERNAL', `${misplaced.name} is not at its place under the root`)
  process.stdout.write(`::group::pipeline-trace: upload of ${name}\n`)
  try {
    const uploaded = await withDeadline(`upload of ${name}`, deadlineMs, async () => {
      const { DefaultArtifactClient } = await import('@actions/artifact')
      const paths = files.map(file => file.path)
      const options = retentionDays === undefined ? {} : { retentionDays }
      return new DefaultArtifactClient().uploadArtifact(name, paths, rootDirectory, options)
    })
    return readUploaded(uploaded)
  } catch (cause) {
    if (cause instanceof TraceError) throw cause
    throw new TraceError('UPLOAD', `upload of ${name} failed: ${cause instanceof Error ? cause.message : ''}`, {
      cause,
    })
  } finally {
    process.stdout.write('::endgroup::\n')
  }
}

const readUploaded = (uploaded: { id?: number; size?: number; digest?: string }) => {
  if (uploaded.id === undefined || uploaded.digest === undefined)
    throw new TraceError('UPLOAD', 'the upload gave back no id or no digest')
  const hex = uploaded.digest.replace(/^sha256:/, '').toLowerCase()
  return { id: String(uploaded.id), sizeBytes: uploaded.size ?? 0, digest: `sha256:${hex}` }
}
