import { sha256Hex } from '../digest.ts'
import { inParallel } from '../in-parallel.ts'
import { jobArtifactName, parseJobArtifactName, runArtifactName } from '../model/artifact-name.ts'
import { BUDGETS } from '../model/budgets.ts'
import { TraceError } from '../model/error.ts'
import { readJobManifest } from '../model/reading.ts'
import { redactThenCut } from '../model/redact.ts'
import type { Stranger } from '../model/run-manifest.ts'
import { readRestArtifactZip } from '../sources/rest/artifacts.ts'
import { fetchArtifactZip, type ListedArtifact } from '../sources/results-service.ts'
import { type UnpackedJob, unpackJobArtifact, unpackRunArtifact } from '../sources/unpack-artifact.ts'
import type { World } from './connect.ts'
import type { Candidate } from './merge/candidate.ts'
import type { Countersignature, Verifier } from './verify-manifest.ts'

export type Collected = { readonly candidates: readonly Candidate[]; readonly strangers: readonly Stranger[] }

/** Milliseconds for all downloads together, and how many run at a time. */
const ALL_DOWNLOADS = 60_000
const WIDTH = 6
/** Run artifacts of earlier attempts that are opened at most, newest first. */
const EARLIER_RUNS = 5

/**
 * Downloads, unpacks, reads and verifies every manifest artifact of the run. An artifact that cannot be taken becomes a
 * stranger with one reason; no fault of one artifact touches another.
 */
export const collectManifests = async (
  world: World,
  listed: readonly ListedArtifact[],
  verifier: Verifier,
  now: () => number,
): Promise<Collected> => {
  const end = now() + ALL_DOWNLOADS
  const ours = listed.filter(artifact => artifact.name.startsWith('pipeline-trace-job-'))
  const direct = await inParallel(ours, WIDTH, artifact => collectOne(world, artifact, verifier, end - now()))
  const earlier = await inParallel(earlierRunArtifacts(world, listed), WIDTH, ({ artifact, attempt }) =>
    collectEarlier(world, artifact, attempt, verifier, end - now()),
  )
  return withoutTwins(gather([...direct, ...earlier]))
}

/**
 * A job's own artifact and its copy in a run artifact are one manifest: the copy only adds the signature that covers it.
 */
const withoutTwins = ({ candidates, strangers }: Collected): Collected => {
  const found = new Map<string, Candidate>()
  for (const one of candidates) {
    const key = `${one.artifact.name} ${one.digest}`
    const twin = found.get(key)
    const countersigned = twin?.countersigned ?? one.countersigned
    found.set(key, { ...(twin ?? one), ...(countersigned === undefined ? {} : { countersigned }) })
  }
  return { candidates: [...found.values()], strangers }
}

const NOTHING: Collected = { candidates: [], strangers: [] }

const gather = (parts: readonly Collected[]): Collected => ({
  candidates: parts.flatMap(part => part.candidates),
  strangers: parts.flatMap(part => part.strangers),
})

const collectOne = async (
  world: World,
  artifact: ListedArtifact,
  verifier: Verifier,
  leftMs: number,
): Promise<Collected> => {
  const name = parseJobArtifactName(artifact.name)
  if (name === undefined) return refused(artifact.name, 'forged-name', 'not a name that the recorder gives')
  if (name.runId !== world.runId) return refused(artifact.name, 'other-run', `named for run ${name.runId}`)
  if (name.attempt > world.attempt) return refused(artifact.name, 'other-attempt', `named for attempt ${name.attempt}`)
  try {
    const unpacked = unpackJobArtifact(await download(world, artifact, leftMs))
    return { ...NOTHING, candidates: [await readCandidate(artifact, unpacked, verifier, undefined)] }
  } catch (error) {
    return unreadable(artifact.name, error)
  }
}

type EarlierReport = { readonly artifact: ListedArtifact; readonly attempt: number }

const earlierRunArtifacts = (world: World, listed: readonly ListedArtifact[]): readonly EarlierReport[] =>
  Array.from({ length: Math.min(lastReported(world), EARLIER_RUNS) }, (_, index) => {
    const attempt = lastReported(world) - index
    const artifact = listed.find(({ name }) => name === runArtifactName(world.runId, attempt))
    return artifact === undefined ? [] : [{ artifact, attempt }]
  }).flat()

/** A run that is over may have a report of its own attempt too, made by its last job. */
const lastReported = ({ attempt, followed }: World): number => (followed ? attempt : attempt - 1)

/** The manifests inside an earlier attempt's run artifact: its clean-up deleted their own artifacts. */
const collectEarlier = async (
  world: World,
  artifact: ListedArtifact,
  attempt: number,
  verifier: Verifier,
  leftMs: number,
): Promise<Collected> => {
  try {
    const unpacked = unpackRunArtifact(await download(world, artifact, leftMs))
    const { serverUrl, repositoryId, runId } = world
    const reported = { serverUrl, repositoryId, runId, attempt }
    const covers = await verifier.verifyRun(reported, unpacked.runManifest, unpacked.runBundle)
    return gather(await inParallel(unpacked.jobs, WIDTH, job => collectInner(world, artifact, job, verifier, covers)))
  } catch (error) {
    return unreadable(artifact.name, error)
  }
}

const collectInner = async (
  world: World,
  artifact: ListedArtifact,
  job: UnpackedJob,
  verifier: Verifier,
  covers: Countersignature | undefined,
): Promise<Collected> => {
  try {
    const { value } = readJobManifest(job.manifest)
    const { id, backendId } = value.job
    const identity = id === undefined ? { backendJobId: backendId?.value ?? '' } : { jobId: id.value }
    const name = jobArtifactName(world.runId, value.run.attempt.value, identity)
    const { digest: _, ...inner } = artifact
    const place = { ...inner, name, backendJobId: '', sizeBytes: job.manifest.byteLength }
    return { ...NOTHING, candidates: [await readCandidate(place, job, verifier, covers)] }
  } catch (error) {
    return unreadable(artifact.name, error)
  }
}

const download = async (world: World, artifact: ListedArtifact, leftMs: number): Promise<Uint8Array> => {
  const deadlineMs = Math.min(BUDGETS.download, leftMs)
  if (deadlineMs <= 0) throw new TraceError('DEADLINE', 'no time left for downloads')
  if (world.results !== undefined && artifact.backendRunId !== '')
    return fetchArtifactZip(world.results, artifact, deadlineMs)
  const answer = await readRestArtifactZip(world.rest, world.repository, artifact.id)
  if (!answer.ok) throw new TraceError(answer.reason === 'too-large' ? 'TOO_LARGE' : 'HTTP', answer.detail)
  return answer.value
}

/** @throws TraceError when the manifest cannot be read; a bad bundle only costs the signature. */
const readCandidate = async (
  artifact: ListedArtifact,
  files: UnpackedJob,
  verifier: Verifier,
  covers: Countersignature | undefined,
): Promise<Candidate> => {
  const { value: manifest, unknownFields } = readJobManifest(files.manifest)
  const hex = sha256Hex(files.manifest)
  const countersigned = covers?.digests.has(`sha256:${hex}`) === true ? covers : undefined
  return {
    artifact,
    manifest,
    digest: `sha256:${hex}`,
    sizeBytes: files.manifest.byteLength,
    bytes: files.manifest,
    ...(files.bundle === undefined ? {} : { bundle: files.bundle }),
    verdict: await verifier.verifyJob(manifest, hex, files.bundle),
    unknownFields,
    ...(countersigned === undefined
      ? {}
      : { countersigned: { mode: countersigned.mode, attempt: countersigned.attempt } }),
  }
}

const refused = (artifact: string, reason: Stranger['reason'], detail: string): Collected => ({
  ...NOTHING,
  strangers: [{ artifact, reason, detail: redactThenCut(detail, 300) }],
})

const unreadable = (artifact: string, error: unknown): Collected => {
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
