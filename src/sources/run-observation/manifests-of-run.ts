import { inParallel } from '../../in-parallel.ts'
import { parseJobArtifactName, runArtifactName } from '../../model/artifact-name.ts'
import type { Gap } from '../../model/fact.ts'
import type { JobManifest } from '../../model/job-manifest.ts'
import { readJobManifest } from '../../model/reading.ts'
import { redactThenCut } from '../../model/redact.ts'
import { gapOf } from '../gap-of.ts'
import { readRestArtifactZip } from '../rest/artifacts.ts'
import type { RunClient } from '../rest/client.ts'
import { gapOfRefusal } from '../rest/refusal-gap.ts'
import type { ListedArtifact } from '../results-service.ts'
import { unpackJobArtifact, unpackRunArtifact } from '../unpack-artifact.ts'

const WIDTH = 6
/** Artifacts with manifests that are opened at most. */
const MAX_ARTIFACTS = 1_000

/** The run and the attempt whose manifests are wanted, earlier attempts included. */
type Wanted = { readonly repository: string; readonly runId: string; readonly attempt: number }
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
  const read = await inParallel(ours.slice(0, MAX_ARTIFACTS), WIDTH, artifact => readOne(client, wanted, artifact))
  const byJob = new Map<string, JobManifest>()
  // Job artifacts sort before run artifacts (`-job-` < `-run-`): the job's own stands where both hold it.
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

const isOfRun = (name: string, { runId, attempt }: Wanted): boolean =>
  Array.from({ length: attempt }, (_, index) => runArtifactName(runId, index + 1)).includes(name)

const readOne = async (client: RunClient, wanted: Wanted, artifact: ListedArtifact): Promise<Found> => {
  const field = redactThenCut(`manifests.${artifact.name}`, 200)
  const answer = await readRestArtifactZip(client, wanted.repository, artifact.id)
  if (!answer.ok) return { manifests: [], gaps: [gapOfRefusal(field, answer)] }
  try {
    const parts = isOfRun(artifact.name, wanted)
      ? unpackRunArtifact(answer.value).jobs
      : [unpackJobArtifact(answer.value)]
    const found = parts.map(part => readOwn(field, wanted, part.manifest))
    return { manifests: found.flatMap(one => one.manifests), gaps: found.flatMap(one => one.gaps) }
  } catch (error) {
    return { manifests: [], gaps: [gapOf(field, 'results', error)] }
  }
}

/** A manifest of this run and repository; one that says otherwise was carried here. */
const readOwn = (field: string, { repository, runId }: Wanted, bytes: Uint8Array): Found => {
  try {
    const { value } = readJobManifest(bytes)
    const isOwn =
      value.run.runId.value === runId && value.run.repository.value.toLowerCase() === repository.toLowerCase()
    if (isOwn) return { manifests: [value], gaps: [] }
    const detail = 'a manifest of another run or repository'
    return { manifests: [], gaps: [{ field, reason: 'malformed', source: 'results', detail }] }
  } catch (error) {
    return { manifests: [], gaps: [gapOf(field, 'results', error)] }
  }
}
