import type { Candidate } from '../../account/candidate.ts'
import type { RunIdentity } from '../../account/sort-candidates.ts'
import { BUDGETS } from '../../core/budgets.ts'
import { TraceError } from '../../core/error.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import type { Refusal } from '../../github/rest/client.ts'
import { gapOfRefusal } from '../../github/rest/refusal-gap.ts'
import type { ListedArtifact } from '../../github/results/results-service.ts'
import type { UnpackedJob } from '../../github/unpack-artifact.ts'
import { sha256Hex } from '../../io/digest.ts'
import { toGap } from '../../io/gap-of.ts'
import type { ZipBudget } from '../../io/zip/zip-budget.ts'
import { withoutLists } from '../../schema/job/without-lists.ts'
import { readJobManifest } from '../../schema/read-manifest.ts'
import type { EarlierReport, UnmatchedArtifact } from '../../schema/run/run-manifest.ts'
import type { Gap } from '../../schema/values/fact.ts'
import type { ArtifactSource } from './artifact-source.ts'
import type { Verifier } from './verify-manifest.ts'

export type Collected = {
  readonly candidates: readonly Candidate[]
  readonly unmatchedArtifacts: readonly UnmatchedArtifact[]
  readonly earlierReports: readonly EarlierReport[]
  /** Why artifacts could not be read. The account lists them as unmatched artifacts, a timeline as gaps. */
  readonly gaps: readonly Gap[]
}

/** The run and the attempt of the wanted manifests, earlier attempts included. */
export type WantedRun = RunIdentity & { readonly serverUrl: string }

/** The shared state of collecting: the run, the source of its artifacts, and the remaining budgets. */
export type Collector = {
  readonly run: WantedRun
  readonly source: ArtifactSource
  readonly verifier: Pick<Verifier, 'verifyJob' | 'verifyRun'>
  /** Whether an unsigned report is read as claims of its jobs. True where the reader signs nothing. */
  readonly takesUnsigned: boolean
  /** The budget for all archives of the report. */
  readonly budget: ZipBudget
  /** Bytes that the run artifact can still carry, uncompressed and zipped. */
  readonly room: { bytes: number; zipped: number }
}

export const NOTHING: Collected = { candidates: [], unmatchedArtifacts: [], earlierReports: [], gaps: [] }

/** Downloads one artifact. @throws TraceError for whatever the results service refuses, and where no time is left. */
export const download = (
  { source, budget }: Collector,
  artifact: ListedArtifact,
): ReturnType<ArtifactSource['download']> => {
  const deadlineMs = Math.min(BUDGETS.download, budget.endsAt - budget.now())
  if (deadlineMs <= 0) throw new TraceError('DEADLINE', 'no time left for downloads')
  return source.download(artifact, deadlineMs)
}

/**
 * Reads a whole manifest and verifies it. Where the run artifact has no room for its files, the manifest's lists and
 * bytes are dropped: many such manifests would fill the memory.
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
    bytes: held ? files.manifest : undefined,
    bundle: held && files.bundle !== undefined ? files.bundle : undefined,
    verdict,
    unknownFields,
    countersigned,
  }
}

const takeRoom = (room: Collector['room'], { manifest, bundle, zippedSize }: UnpackedJob): boolean => {
  const bytes = manifest.byteLength + (bundle?.byteLength ?? 0)
  if (bytes > room.bytes || zippedSize > room.zipped) return false
  room.bytes -= bytes
  room.zipped -= zippedSize
  return true
}

export const refused = (artifact: string, reason: UnmatchedArtifact['reason'], detail: string): Collected => ({
  ...NOTHING,
  unmatchedArtifacts: [{ artifact, reason, detail: redactThenCut(detail, 300) }],
})

/** The result for an artifact that REST refuses. */
export const undelivered = (artifact: string, refusal: Refusal): Collected => ({
  ...refused(artifact, refusal.reason === 'too-large' ? 'too-large' : 'unreadable', refusal.detail),
  gaps: [gapOfRefusal(toField(artifact), refusal)],
})

/** The result for an artifact that cannot be read; its detail is shown. */
export const unreadable = (artifact: string, error: unknown): Collected => {
  const code = error instanceof TraceError ? error.code : 'INTERNAL'
  const detail = error instanceof TraceError ? error.message : 'unexpected fault'
  return {
    ...refused(artifact, REASONS[code] ?? 'unreadable', detail),
    gaps: [toGap(toField(artifact), 'results', error)],
  }
}

export const toField = (artifact: string): string => redactThenCut(`manifests.${artifact}`, 200)

const REASONS: Readonly<Record<string, UnmatchedArtifact['reason']>> = {
  TOO_LARGE: 'too-large',
  NOT_JSON: 'not-json',
  SCHEMA_MISMATCH: 'schema-mismatch',
  SCHEMA_MAJOR: 'schema-major',
}
