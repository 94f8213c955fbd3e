import { inParallel } from '../../in-parallel.ts'
import { parseJobArtifactName, parseRunArtifactName } from '../../model/artifact-name.ts'
import type { Gap } from '../../model/fact.ts'
import type { JobManifest } from '../../model/job-manifest.ts'
import { LIMITS } from '../../model/limits.ts'
import { readJobManifest } from '../../model/reading.ts'
import { redactThenCut } from '../../model/redact.ts'
import { withoutLists } from '../../model/without-lists.ts'
import { inFairOrder } from '../../sources/artifact-order.ts'
import { gapOf } from '../../sources/gap-of.ts'
import type { OpenZip } from '../../sources/open-zip.ts'
import { readRestArtifactZip } from '../../sources/rest/artifacts.ts'
import type { RunClient } from '../../sources/rest/client.ts'
import { gapOfRefusal } from '../../sources/rest/refusal-gap.ts'
import type { ListedArtifact } from '../../sources/results-service.ts'
import { createArtifactBudget, jobNamesIn, openRunArtifact, unpackJobArtifact } from '../../sources/unpack-artifact.ts'
import type { ZipBudget } from '../../sources/zip-budget.ts'

const WIDTH = 6
/** Artifacts with manifests that are opened at most. */
const MAX_ARTIFACTS = 1_000

/** The run and the attempt whose manifests are wanted, earlier attempts included. */
type Wanted = {
  readonly repository: string
  readonly runId: string
  readonly attempt: number
  /** Undefined where GitHub lists none. */
  readonly jobIds: ReadonlySet<string> | undefined
}
/** What all artifacts together may cost: bytes inflated, and bytes of manifests that are kept with their lists. */
type Allowance = { readonly budget: ZipBudget; bytesToKeep: number }
type Found = { readonly manifests: readonly JobManifest[]; readonly gaps: readonly Gap[] }

/**
 * Job manifests of the run by job id: out of the artifacts of the jobs, and out of the run artifacts, since a report
 * deletes the former once they are inside the latter. Signatures are not checked here: a manifest is what a job claims.
 */
export const readManifests = async (
  client: RunClient,
  wanted: Wanted,
  listed: readonly ListedArtifact[],
): Promise<{ readonly byJob: ReadonlyMap<string, JobManifest>; readonly gaps: readonly Gap[] }> => {
  const ours = listed
    .filter(({ name }) => isOfJob(name, wanted) || isOfRun(name, wanted))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : Number(a.id) - Number(b.id)))
  const allowance: Allowance = { budget: createArtifactBudget(), bytesToKeep: LIMITS.carriedFiles }
  const ofRuns = ours.filter(({ name }) => isOfRun(name, wanted))
  const ofJobs = inFairOrder(
    ours.filter(artifact => !ofRuns.includes(artifact)),
    wanted.jobIds,
  )
  const inOrder = [...ofJobs, ...ofRuns].slice(0, MAX_ARTIFACTS)
  const read = await inParallel(inOrder, WIDTH, artifact => readOne(client, wanted, artifact, allowance))
  const byJob = new Map<string, JobManifest>()
  // The job's own artifact stands where a run artifact holds its manifest too.
  for (const manifest of read.flatMap(one => one.manifests)) {
    const id = manifest.job.id?.value
    if (id !== undefined && !byJob.has(id)) byJob.set(id, manifest)
  }
  const cut: Gap = { field: 'manifests', reason: 'too-large', source: 'api', detail: `more than ${MAX_ARTIFACTS}` }
  return { byJob, gaps: [...read.flatMap(one => one.gaps), ...(ours.length > MAX_ARTIFACTS ? [cut] : [])] }
}

const isOfJob = (name: string, { runId, attempt }: Wanted): boolean => {
  const parsed = parseJobArtifactName(name)
  return parsed !== undefined && parsed.runId === runId && parsed.attempt <= attempt
}

const isOfRun = (name: string, { runId, attempt }: Wanted): boolean => {
  const parsed = parseRunArtifactName(name)
  return parsed !== undefined && parsed.runId === runId && parsed.attempt <= attempt
}

const readOne = async (
  client: RunClient,
  wanted: Wanted,
  artifact: ListedArtifact,
  allowance: Allowance,
): Promise<Found> => {
  const field = redactThenCut(`manifests.${artifact.name}`, 200)
  const answer = await readRestArtifactZip(client, wanted.repository, artifact)
  if (!answer.ok) return { manifests: [], gaps: [gapOfRefusal(field, answer)] }
  try {
    if (!isOfRun(artifact.name, wanted))
      return readOwn(field, wanted, unpackJobArtifact(answer.value, allowance.budget).manifest, allowance)
    const files = openRunArtifact(answer.value, allowance.budget)
    const found = jobNamesIn(files).map(name => readInner(field, wanted, files, name, allowance))
    return { manifests: found.flatMap(one => one.manifests), gaps: found.flatMap(one => one.gaps) }
  } catch (error) {
    return { manifests: [], gaps: [gapOf(field, 'results', error)] }
  }
}

/** No fault of one manifest inside touches another. */
const readInner = (field: string, wanted: Wanted, files: OpenZip, name: string, allowance: Allowance): Found => {
  try {
    const manifest = files.read(name)
    return manifest === undefined ? { manifests: [], gaps: [] } : readOwn(field, wanted, manifest, allowance)
  } catch (error) {
    return { manifests: [], gaps: [gapOf(field, 'results', error)] }
  }
}

/** A manifest of this run and repository; one that says otherwise was carried here. */
const readOwn = (field: string, { repository, runId }: Wanted, bytes: Uint8Array, allowance: Allowance): Found => {
  try {
    const { value } = readJobManifest(bytes)
    const isOwn =
      value.run.runId.value === runId && value.run.repository.value.toLowerCase() === repository.toLowerCase()
    allowance.bytesToKeep -= isOwn ? bytes.byteLength : 0
    if (isOwn) return { manifests: [allowance.bytesToKeep < 0 ? withoutLists(value) : value], gaps: [] }
    const detail = 'a manifest of another run or repository'
    return { manifests: [], gaps: [{ field, reason: 'malformed', source: 'results', detail }] }
  } catch (error) {
    return { manifests: [], gaps: [gapOf(field, 'results', error)] }
  }
}
