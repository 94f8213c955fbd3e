import { deletionsIn } from '../account/jobs/absence.ts'
import { getUploader } from '../account/uploader-lookup.ts'
import { ARTIFACT_PREFIX } from '../core/artifact-name.ts'
import { digestsToAsk, withAttestations } from '../findings/artifacts/attested-digests.ts'
import type { LineageJob } from '../findings/artifacts/known-artifacts.ts'
import { buildLineage } from '../findings/artifacts/lineage.ts'
import { listSought } from '../findings/artifacts/sought-artifacts.ts'
import { countAttestations } from '../github/rest/attestations.ts'
import type { RunClient } from '../github/rest/client.ts'
import type { ListedArtifact } from '../github/results/results-service.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import type { LogRecord } from '../schema/job/log-record.ts'
import type { TimelineDeployment } from '../schema/run/protection-entry.ts'
import type { Lineage } from '../schema/run/run-evidence.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import type { TimelineJob } from '../schema/run/run-timeline.ts'
import type { Reading } from '../schema/values/fact.ts'
import type { RunRead } from './run-read.ts'

/** Finds the run's lineage and, for a few artifacts and images, how many attestations GitHub holds. */
export const findLineage = async (
  client: RunClient,
  read: RunRead,
  manifest: RunManifest,
): Promise<Reading<Lineage | undefined>> => {
  const lineage = joinArtifacts(read, manifest)
  if (lineage === undefined) return { value: undefined, gaps: [] }
  const { value: counts, gaps } = await countAttestations(client, read.subject.repository, digestsToAsk(lineage))
  return { value: withAttestations(lineage, counts), gaps }
}

/**
 * Joins producers and consumers of the run's artifacts. Manifests of earlier attempts name the artifacts made there.
 */
const joinArtifacts = (
  { listed: { artifacts, jobs: listedJobs = [] }, kept: { earlier }, logs: { facts }, failureReadings }: RunRead,
  { run, jobs, timeline }: RunManifest,
): Lineage | undefined => {
  const reported = jobs.map(job => ({
    ...lineageJob(job, run.attempt.value),
    sought: listSought(failureReadings.get(job.id ?? '')),
  }))
  const seen = new Set(reported.flatMap(({ ids }) => ids))
  const before = earlier
    .filter(({ manifest }) => !seen.has(manifest.job.id?.value ?? ''))
    .map(({ manifest }) => earlierJob(manifest))
  const uploader = getUploader(jobs)
  const reportedIds = new Set(jobs.flatMap(({ record }) => record?.job.backendId?.value ?? []))
  const isKnown = (artifact: ListedArtifact): boolean =>
    !reportedIds.has(artifact.backendJobId) || uploader(artifact) !== undefined
  const deletions = [...deletionsIn(listedJobs, facts).values()].flat()
  const lineage = buildLineage({
    runId: run.runId.value,
    sha: run.sha?.value,
    jobs: [...reported, ...before],
    listed: artifacts.filter(isTheirs).map(one => (isKnown(one) ? one : { ...one, backendJobId: '' })),
    deleted: new Map(deletions.map(({ id, jobId, job }) => [id, { jobId, job }])),
    deployments: (timeline?.deployments ?? []).filter(one => mayHaveDeployed(one, timeline?.jobs ?? [])),
  })
  const isEmpty = [lineage.artifacts, lineage.images ?? [], lineage.deployed].every(list => list.length === 0)
  return isEmpty ? undefined : lineage
}

/** Returns false if the deployment still waits, or its job never had a runner: then nothing reached the environment. */
const mayHaveDeployed = ({ jobId, intervals }: TimelineDeployment, jobs: readonly TimelineJob[]): boolean => {
  const job = jobs.find(({ id }) => id === jobId)
  const last = intervals.at(-1)
  if (last?.end === undefined && (last?.state === 'waiting' || last?.state === 'queued')) return false
  return job === undefined || job.steps !== undefined || !NEVER_RAN.has(job.shape)
}

const NEVER_RAN: ReadonlySet<string> = new Set(['skipped', 'cancelled-before-pickup', 'queue-expired', 'never-started'])

const isTheirs = ({ name }: { readonly name: string }): boolean => !name.startsWith(ARTIFACT_PREFIX)

const lineageJob = ({ id, name, api, record, log, agreement }: ReportedJob, attempt: number): LineageJob => ({
  // A re-run lists a job that it did not run again under a new id. The job's manifest has the old id.
  ids: [...new Set([id, record?.job.id?.value].filter(one => one !== undefined))],
  name,
  attempt: record?.run.attempt.value ?? api?.attempt ?? attempt,
  ...(record === undefined ? statedByLog(log) : statedBy(record)),
  isUnconfirmed: record !== undefined && agreement !== 'confirmed' ? true : undefined,
})

const earlierJob = (manifest: JobManifest): LineageJob => ({
  ids: manifest.job.id === undefined ? [] : [manifest.job.id.value],
  name: manifest.job.name?.value ?? manifest.job.key.value,
  attempt: manifest.run.attempt.value,
  ...statedBy(manifest),
  isUnconfirmed: true,
})

type Stated = Omit<LineageJob, 'ids' | 'name' | 'attempt'>

const statedBy = (record: JobManifest): Stated => ({
  backendId: record.job.backendId?.value,
  sha: record.run.sha?.value,
  artifacts: record.artifacts.filter(isTheirs),
  downloads: record.downloads?.filter(isTheirs),
  pushes: record.pushes,
  pulls: record.pulls,
  containers: record.containers,
  deployManifests: record.replay?.deployManifests,
})

/** Facts from a job's log. A log without its beginning proves nothing about what it does not name. */
const statedByLog = (log: LogRecord | undefined): Stated => ({
  isFromLog: true,
  artifacts: log?.artifacts ?? [],
  downloads: log?.runner.version === undefined && log?.downloads.length === 0 ? undefined : log?.downloads,
  pushes: log?.pushes,
  pulls: log?.pulls,
  containers: log?.containers,
})
