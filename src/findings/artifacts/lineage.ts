import type { ArtifactLineage, DeployedArtifacts, Lineage, LineageFlag } from '../../schema/run/run-evidence.ts'
import type { Source } from '../../schema/values/fact.ts'
import { traceImages } from './image-lineage.ts'
import { type KnownArtifact, knownArtifacts, type LineageInput, type LineageJob } from './known-artifacts.ts'

/**
 * Builds the lineage: which job made which artifact, which jobs downloaded it, and which artifacts reached which
 * environment.
 */
export const buildLineage = (question: LineageInput): Lineage => {
  const known = knownArtifacts(question)
  return {
    artifacts: known.all.map(artifact => toLineage(artifact, question, known.named(artifact.name))).slice(0, 2_000),
    images: [...traceImages(question)],
    deployed: question.deployments.map(one => findDeployedArtifacts(one, question, known.of)).slice(0, 500),
  }
}

const toLineage = (
  artifact: KnownArtifact,
  question: LineageInput,
  namesakes: readonly KnownArtifact[],
): ArtifactLineage => {
  const consumers = artifact.consumers.map(({ job, download }) => ({
    ...firstId(job),
    job: job.name,
    step: download.step,
    digest: compared(artifact.madeDigest, download.digest),
    source: download.source,
  }))
  const isOther = isOfOtherRun(artifact, question)
  const isOverwritten = isReplaced(artifact, namesakes)
  const deletion = artifact.isListed || isOverwritten ? undefined : question.deleted?.get(artifact.id ?? '')
  return {
    ...getIdentity(artifact),
    sizeBytes: artifact.sizeBytes,
    ...findOrigin(artifact, question),
    deletedBy: deletion === undefined ? undefined : { ...deletion, source: 'log' as const },
    consumers: consumers.slice(0, 200),
    soughtBy: artifact.isListed ? undefined : listSeekers(artifact, question),
    flags: [
      ...(isOverwritten ? ['overwritten' as const] : []),
      ...(deletion === undefined ? [] : ['deleted' as const]),
      ...(isOfSeveralAttempts(artifact, namesakes) ? ['made-in-several-attempts' as const] : []),
      ...(isOther ? ['other-run' as const] : []),
      ...(artifact.producer === undefined && !isOther ? ['producer-unknown' as const] : []),
      ...(artifact.isContradicted || consumers.some(({ digest }) => digest === 'differs')
        ? ['digest-differs' as const]
        : []),
    ] satisfies LineageFlag[],
  }
}

const listSeekers = ({ name }: KnownArtifact, { jobs }: LineageInput): ArtifactLineage['soughtBy'] => {
  const seekers = jobs.filter(({ sought = [] }) => sought.includes(name))
  return seekers.length === 0 ? undefined : seekers.slice(0, 50).map(job => ({ ...firstId(job), job: job.name }))
}

const compared = (made: string | undefined, got: string | undefined): 'same' | 'differs' | 'unknown' =>
  made === undefined || got === undefined ? 'unknown' : made === got ? 'same' : 'differs'

const isOfOtherRun = ({ runId }: KnownArtifact, question: LineageInput): boolean =>
  runId !== undefined && runId !== question.runId

/**
 * Returns true if the artifact was replaced. Names are unique within an attempt and artifacts cannot be changed. With
 * `overwrite: true` the action deletes the old artifact and creates another with a new id (actions/upload-artifact
 * README.md). So if one attempt made two artifacts of one name, the one that is no longer listed was replaced.
 */
const isReplaced = (artifact: KnownArtifact, namesakes: readonly KnownArtifact[]): boolean =>
  !artifact.isListed &&
  artifact.id !== undefined &&
  artifact.producer !== undefined &&
  namesakes.some(
    other => other.isListed && other.id !== artifact.id && other.producer?.attempt === artifact.producer?.attempt,
  )

/**
 * Returns true if artifacts of one name come from several attempts, by their producers. Two of one name that are listed
 * at the same time can only be of two attempts.
 */
const isOfSeveralAttempts = (artifact: KnownArtifact, namesakes: readonly KnownArtifact[]): boolean =>
  artifact.runId === undefined &&
  namesakes.some(other => {
    if (other === artifact || other.runId !== undefined) return false
    if (artifact.producer !== undefined && other.producer !== undefined)
      return artifact.producer.attempt !== other.producer.attempt
    return artifact.isListed && other.isListed
  })

const getIdentity = ({ name, id, digest }: KnownArtifact) => ({
  name,
  id,
  digest,
})

const findOrigin = (artifact: KnownArtifact, question: LineageInput) => {
  const { producer, producerSource } = artifact
  const commit = producer === undefined ? undefined : (producer.sha ?? question.sha)
  return {
    runId: isOfOtherRun(artifact, question) && artifact.runId !== undefined ? artifact.runId : undefined,
    madeBy: producer === undefined ? undefined : madeBy(producer, producerSource),
    commit,
  }
}

/**
 * Describes the producer. A log has only what its job printed. The results service names the uploader by an id, and
 * only a confirmed manifest ties that id to a job.
 */
const madeBy = (producer: LineageJob, source: Source) => ({
  ...firstId(producer),
  job: producer.name,
  attempt: producer.attempt,
  source,
  confidence: source === 'results' && producer.isUnconfirmed !== true ? ('high' as const) : ('medium' as const),
})

const firstId = ({ ids: [id] }: LineageJob) => (id === undefined ? {} : { jobId: id })

const findDeployedArtifacts = (
  { id, environment, jobId }: LineageInput['deployments'][number],
  question: LineageInput,
  listArtifacts: (job: LineageJob) => {
    readonly made: readonly KnownArtifact[]
    readonly taken: readonly KnownArtifact[]
  },
): DeployedArtifacts => {
  const job = jobId === undefined ? undefined : question.jobs.find(({ ids }) => ids.includes(jobId))
  const { made, taken } = job === undefined ? { made: [], taken: [] } : listArtifacts(job)
  const entry = (artifact: KnownArtifact, how: 'downloaded-in-job' | 'produced-in-job') => ({
    ...getIdentity(artifact),
    ...findOrigin(artifact, question),
    how,
  })
  return {
    environment,
    deploymentId: id,
    jobId,
    job: job?.name,
    observed: job?.downloads !== undefined,
    artifacts: [
      ...taken.map(artifact => entry(artifact, 'downloaded-in-job')),
      ...made.map(artifact => entry(artifact, 'produced-in-job')),
    ].slice(0, 200),
  }
}
