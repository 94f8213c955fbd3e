import { sha256Hex } from '../../digest.ts'
import { BUDGETS } from '../../model/budgets.ts'
import { TraceError } from '../../model/error.ts'
import { readJobManifest } from '../../model/reading.ts'
import { redactThenCut } from '../../model/redact.ts'
import type { EarlierReport, Stranger } from '../../model/run-manifest.ts'
import { withoutLists } from '../../model/without-lists.ts'
import { readRestArtifactZip } from '../../sources/rest/artifacts.ts'
import { fetchArtifactZip, type ListedArtifact } from '../../sources/results-service.ts'
import type { UnpackedJob } from '../../sources/unpack-artifact.ts'
import type { ZipBudget } from '../../sources/zip-budget.ts'
import type { World } from '../../report/connect.ts'
import type { Candidate } from '../../account/candidate.ts'
import type { Verifier } from '../../report/verify-manifest.ts'

export type Collected = {
  readonly candidates: readonly Candidate[]
  readonly strangers: readonly Stranger[]
  readonly earlierReports: readonly EarlierReport[]
}

/** What collecting has in common: whom it asks, and what of each resource is left. */
export type Collector = {
  readonly world: World
  readonly verifier: Verifier
  /** Of all archives of the report. */
  readonly budget: ZipBudget
  /** Bytes that the run artifact can still carry, as they are and as they are zipped. */
  readonly room: { bytes: number; zipped: number }
}

export const NOTHING: Collected = { candidates: [], strangers: [], earlierReports: [] }

/** @throws TraceError whatever the services refuse. */
export const download = async (world: World, artifact: ListedArtifact, budget: ZipBudget): Promise<Uint8Array> => {
  const deadlineMs = Math.min(BUDGETS.download, budget.endsAt - budget.now())
  if (deadlineMs <= 0) throw new TraceError('DEADLINE', 'no time left for downloads')
  if (world.results !== undefined && artifact.backendRunId !== '')
    return fetchArtifactZip(world.results, artifact, deadlineMs)
  const answer = await readRestArtifactZip(world.rest, world.repository, artifact)
  if (!answer.ok) throw new TraceError(answer.reason === 'too-large' ? 'TOO_LARGE' : 'HTTP', answer.detail)
  return answer.value
}

/**
 * A manifest that was read whole and verified. Where the run artifact has no room left for its files, its lists and bytes
 * are let go: many such manifests would fill the memory.
 * @throws TraceError when the manifest cannot be read; a bad bundle only costs the signature.
 */
export const readCandidate = async (
  { verifier, room }: Collector,
  artifact: ListedArtifact,
  files: UnpackedJob,
  countersigned: Candidate['countersigned'],
): Promise<Candidate> => {
  const { value: manifest, unknownFields } = readJobManifest(files.manifest)
  const hex = sha256Hex(files.manifest)
  const verdict = await verifier.verifyJob(manifest, hex, files.bundle)
  const held = takeRoom(room, files)
  return {
    artifact,
    manifest: held ? manifest : withoutLists(manifest),
    digest: `sha256:${hex}`,
    sizeBytes: files.manifest.byteLength,
    ...(held ? { bytes: files.manifest } : {}),
    ...(held && files.bundle !== undefined ? { bundle: files.bundle } : {}),
    verdict,
    unknownFields,
    ...(countersigned === undefined ? {} : { countersigned }),
  }
}

const takeRoom = (room: Collector['room'], { manifest, bundle, zippedSize }: UnpackedJob): boolean => {
  const bytes = manifest.byteLength + (bundle?.byteLength ?? 0)
  if (bytes > room.bytes || zippedSize > room.zipped) return false
  room.bytes -= bytes
  room.zipped -= zippedSize
  return true
}

export const refused = (artifact: string, reason: Stranger['reason'], detail: string): Collected => ({
  ...NOTHING,
  strangers: [{ artifact, reason, detail: redactThenCut(detail, 300) }],
})

export const unreadable = (artifact: string, error: unknown): Collected => {
  const code = error instanceof TraceError ? error.code : 'INTERNAL'
  const detail = error instanceof TraceError ? error.message : 'unexpected fault'
  return refused(artifact, REASONS[code] ?? 'unreadable', detail)
}

const REASONS: Readonly<Record<string, Stranger['reason']>> = {
  TOO_LARGE: 'too-large',
  NOT_JSON: 'not-json',
  SCHEMA_MISMATCH: 'schema-mismatch',
  SCHEMA_MAJOR: 'schema-major',
}
