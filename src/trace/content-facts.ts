import type { Artifact, ArtifactDownload, DeclaredSubject } from '../schema/job/job-manifest.ts'
import type { ArtifactLineage, ImageLineage } from '../schema/run/run-evidence.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'
import type { FactBuilder } from './fact-builder.ts'
import { rateJob, type TracedJobs } from './job-facts.ts'
import { contentNodeId, runNodeId } from './node-ids.ts'

/**
 * Adds artifacts, images and files with the jobs that made and used them. The report has joined them already
 * (`lineage`); what it left out, such as declared subjects, comes from the records of the jobs.
 */
export const addContents = (builder: FactBuilder, manifest: RunManifest, jobs: TracedJobs): void => {
  const { lineage } = manifest
  for (const artifact of lineage?.artifacts ?? []) addArtifact(builder, artifact, jobs)
  for (const image of lineage?.images ?? []) addImage(builder, image, jobs)
  for (const job of manifest.jobs) {
    const node = jobs.find(job.id ?? job.record?.job.id?.value, job.name)
    if (node !== undefined) addRecord(builder, job, node, lineage === undefined)
  }
}

const addArtifact = (builder: FactBuilder, artifact: ArtifactLineage, jobs: TracedJobs): void => {
  const { node, edge, gap } = builder
  const id = addContent(builder, 'artifact', artifact)
  const { madeBy, runId } = artifact
  const producer = madeBy && jobs.find(madeBy.jobId, madeBy.job)
  if (madeBy !== undefined && producer !== undefined) edge(producer, 'made', id, madeBy.source, madeBy.confidence)
  if (madeBy === undefined && runId !== undefined) {
    // The job that fetched it named the run to fetch it from.
    const other = runNodeId(builder.scope, runId)
    node({ id: other, kind: 'run', name: '', repository: builder.scope.repository, runId, searched: false })
  }
  for (const consumer of artifact.consumers) {
    const user = jobs.find(consumer.jobId, consumer.job)
    if (user === undefined) continue
    if (consumer.digest === 'differs') gap('digest-differs', user)
    else edge(id, 'used', user, consumer.source, consumer.digest === 'same' ? 'high' : 'medium')
  }
}

const addImage = (builder: FactBuilder, image: ImageLineage, jobs: TracedJobs): void => {
  const { edge } = builder
  const id = addContent(builder, 'image', { name: image.image ?? image.digest, digest: image.digest })
  const { pushedBy } = image
  const producer = pushedBy && jobs.find(pushedBy.jobId, pushedBy.job)
  if (pushedBy !== undefined && producer !== undefined) edge(producer, 'made', id, pushedBy.source, pushedBy.confidence)
  for (const { job, source, how } of image.deployed) {
    const user = jobs.find(undefined, job)
    if (user !== undefined && how !== 'pushed-in-job') edge(id, 'used', user, source)
  }
}

/** Facts that only the record of a job has. `isAlone`: no lineage was built, so its artifacts count too. */
const addRecord = (builder: FactBuilder, job: ReportedJob, node: string, isAlone: boolean): void => {
  const { record, log } = job
  const rating = rateJob(job)
  const { edge } = builder
  const made = (kind: 'artifact' | 'image' | 'file', content: Content, source: Artifact['source']): void =>
    edge(node, 'made', addContent(builder, kind, content), source, rating)
  const used = (kind: 'artifact' | 'image' | 'file', content: Content, source: ArtifactDownload['source']): void =>
    edge(addContent(builder, kind, content), 'used', node, source, rating)
  for (const subject of record?.declaredSubjects ?? []) made(toKind(subject), subject, subject.source ?? 'runner')
  for (const { path, digest, source } of record?.replay?.deployManifests ?? [])
    if (digest !== undefined) used('file', { name: path, digest }, source)
  for (const pull of record?.pulls ?? log?.pulls ?? [])
    if (pull.digest !== undefined) used('image', { name: pull.image, digest: pull.digest }, pull.source)
  if (!isAlone) return
  for (const artifact of record?.artifacts ?? log?.artifacts ?? []) made('artifact', artifact, artifact.source)
  for (const download of record?.downloads ?? log?.downloads ?? []) used('artifact', download, download.source)
  for (const push of record?.pushes ?? log?.pushes ?? [])
    made('image', { name: push.image ?? push.digest, digest: push.digest }, push.source)
}

const toKind = ({ kind }: DeclaredSubject): 'image' | 'file' => (kind === 'oci' ? 'image' : 'file')

type Content = { readonly name: string; readonly digest?: string | undefined; readonly id?: string | undefined }

export const addContent = (
  { node, scope }: FactBuilder,
  kind: 'artifact' | 'image' | 'file',
  { name, digest, id }: Content,
): string => node({ id: contentNodeId(scope, { digest, id, name }), kind, name, digest, searched: true })
