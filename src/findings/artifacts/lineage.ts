import type { Source } from '../../schema/values/fact.ts'
import type { ArtifactLineage, DeployedArtifacts, Lineage, LineageFlag } from '../../schema/run/run-evidence.ts'
import { imageLineageOf } from './image-lineage.ts'
import { type KnownArtifact, knownArtifacts, type LineageJob, type LineageQuestion } from './known-artifacts.ts'

/** Which job made which artifact, who took it, and what reached which environment. */
export const lineageOf = (question: LineageQuestion): Lineage => {
  const known = knownArtifacts(question)
  return {
    artifacts: known.all.map(artifact => toLineage(artifact, question, known.named(artifact.name))).slice(0, 2_000),
    images: [...imageLineageOf(question)],
    deployed: question.deployments.map(one => deployedOf(one, question, known.of)).slice(0, 500),
  }
}

const toLineage = (
  artifact: KnownArtifact,
  question: LineageQuestion,
  namesakes: readonly KnownArtifact[],
): ArtifactLineage => {
  const consumers = artifact.takers.map(({ job, download }) => ({
    ...firstId(job),
    job: job.name,
    ...(download.step === undefined ? {} : { step: download.step }),
    digest: compared(artifact.madeDigest, download.digest),
    source: download.source,
  }))
  const isOther = isOfOtherRun(artifact, question)
  const isOverwritten = isReplaced(artifact, namesakes)
  const deletion = artifact.isListed || isOverwritten ? undefined : question.deleted?.get(artifact.id ?? '')
  return {
    ...identityOf(artifact),
    ...(artifact.sizeBytes === undefined ? {} : { sizeBytes: artifact.sizeBytes }),
    ...originOf(artifact, question),
    ...(deletion === undefined ? {} : { deletedBy: { ...deletion, source: 'log' as const } }),
    consumers: consumers.slice(0, 200),
    flags: [
      ...(isOverwritten ? ['overwritten' as const] : []),
      ...(deletion === undefined ? [] : ['deleted' as const]),
      ...(isOfSeveralAttempts(artifact, namesakes) ? ['made-in-several-attempts' as const] : []),
      ...(isOther ? ['other-run' as const] : []),
      ...(artifact.maker === undefined && !isOther ? ['producer-unknown' as const] : []),
      ...(artifact.isContradicted || consumers.some(({ digest }) => digest === 'differs')
        ? ['digest-differs' as const]
        : []),
    ] satisfies LineageFlag[],
  }
}

const compared = (made: string | undefined, got: string | undefined): 'same' | 'differs' | 'unknown' =>
  made === undefined || got === undefined ? 'unknown' : made === got ? 'same' : 'differs'

const isOfOtherRun = ({ runId }: KnownArtifact, question: LineageQuestion): boolean =>
  runId !== undefined && runId !== question.runId

/**
 * Names are unique within an attempt and artifacts cannot be changed; with `overwrite: true` the action deletes the old
 * one and makes another with a new id (actions/upload-artifact README.md). So of two that one attempt made under one
 * name, the one that is no longer listed was replaced.
 */
const isReplaced = (artifact: KnownArtifact, namesakes: readonly KnownArtifact[]): boolean =>
  !artifact.isListed &&
  artifact.id !== undefined &&
  artifact.maker !== undefined &&
  namesakes.some(
    other => other.isListed && other.id !== artifact.id && other.maker?.attempt === artifact.maker?.attempt,
  )

/** By their makers; and two of one name that are listed at once can only be of two attempts. */
const isOfSeveralAttempts = (artifact: KnownArtifact, namesakes: readonly KnownArtifact[]): boolean =>
  artifact.runId === undefined &&
  namesakes.some(other => {
    if (other === artifact || other.runId !== undefined) return false
    if (artifact.maker !== undefined && other.maker !== undefined) return artifact.maker.attempt !== other.maker.attempt
    return artifact.isListed && other.isListed
  })

const identityOf = ({ name, id, digest }: KnownArtifact) => ({
  name,
  ...(id === undefined ? {} : { id }),
  ...(digest === undefined ? {} : { digest }),
})

const originOf = (artifact: KnownArtifact, question: LineageQuestion) => {
  const { maker, makerSource } = artifact
  const commit = maker === undefined ? undefined : (maker.sha ?? question.sha)
  return {
    ...(isOfOtherRun(artifact, question) && artifact.runId !== undefined ? { runId: artifact.runId } : {}),
    ...(maker === undefined ? {} : { madeBy: madeBy(maker, makerSource) }),
    ...(commit === undefined ? {} : { commit }),
  }
}

/** A log tells what its job printed, the results service who uploaded, by an id that only a confirmed manifest ties to a job. */
const madeBy = (maker: LineageJob, source: Source) => ({
  ...firstId(maker),
  job: maker.name,
  attempt: maker.attempt,
  source,
  confidence: source === 'results' && maker.isUnconfirmed !== true ? ('high' as const) : ('medium' as const),
})

const firstId = ({ ids: [id] }: LineageJob) => (id === undefined ? {} : { jobId: id })

const deployedOf = (
  { id, environment, jobId }: LineageQuestion['deployments'][number],
  question: LineageQuestion,
  artifactsOf: (job: LineageJob) => {
    readonly made: readonly KnownArtifact[]
    readonly taken: readonly KnownArtifact[]
  },
): DeployedArtifacts => {
  const job = jobId === undefined ? undefined : question.jobs.find(({ ids }) => ids.includes(jobId))
  const { made, taken } = job === undefined ? { made: [], taken: [] } : artifactsOf(job)
  const entry = (artifact: KnownArtifact, how: 'downloaded-in-job' | 'produced-in-job') => ({
    ...identityOf(artifact),
    ...originOf(artifact, question),
    how,
  })
  return {
    environment,
    deploymentId: id,
    ...(jobId === undefined ? {} : { jobId }),
    ...(job === undefined ? {} : { job: job.name }),
    observed: job?.downloads !== undefined,
    artifacts: [
      ...taken.map(artifact => entry(artifact, 'downloaded-in-job')),
      ...made.map(artifact => entry(artifact, 'produced-in-job')),
    ].slice(0, 200),
  }
}
