import { grouped } from '../../core/grouped.ts'
import type { ImagePull, ImagePush } from '../../schema/job/build-facts.ts'
import type { Artifact, ArtifactDownload, ContainerImage } from '../../schema/job/job-manifest.ts'
import type { DeployManifest } from '../../schema/job/replay.ts'
import type { Source } from '../../schema/values/fact.ts'

/** The known facts about a job's images, from its manifest or from its log; absent if no source has them. */
type ImageFacts = {
  readonly pushes?: readonly ImagePush[] | undefined
  /** Images that its steps pulled. */
  readonly pulls?: readonly ImagePull[] | undefined
  /** Images that the runner pulled for the job, its services and its actions. */
  readonly containers?: readonly ContainerImage[] | undefined
  /** Files that the job named as its deployment manifests. */
  readonly deployManifests?: readonly DeployManifest[] | undefined
}

/** A job and the known facts about its artifacts and images, from its manifest or from its log. */
export type LineageJob = ImageFacts & {
  /** Job ids; more than one if a re-run carried it over. */
  readonly ids: readonly string[]
  readonly name: string
  readonly attempt: number
  /** The results service's name of the job. */
  readonly backendId?: string | undefined
  /** The GITHUB_SHA of the job. */
  readonly sha?: string | undefined
  readonly artifacts: readonly Artifact[]
  /** Undefined if no source has its downloads. */
  readonly downloads: readonly ArtifactDownload[] | undefined
  /** Names of artifacts that its steps asked for and did not find. */
  readonly sought?: readonly string[] | undefined
  /** True if the log is the only source of the job: manifests and the results service are trusted more. */
  readonly isFromLog?: boolean
  /**
   * True if no evidence outside the job ties its manifest to it. The manifest also has the name that the results
   * service uses for the job.
   */
  readonly isUnconfirmed?: boolean
}

export type LineageInput = {
  readonly runId: string
  /** The run's GITHUB_SHA. */
  readonly sha?: string | undefined
  readonly jobs: readonly LineageJob[]
  readonly listed: readonly {
    readonly name: string
    readonly id: string
    readonly sizeBytes: number
    readonly digest?: string | undefined
    /** Empty if REST listed it: REST names no job. */
    readonly backendJobId: string
  }[]
  /** Artifacts that were deleted according to logs, by id, with the job of that log. */
  readonly deleted?: ReadonlyMap<string, { readonly jobId: string; readonly job: string }>
  readonly deployments: readonly {
    readonly id: string
    readonly environment: string
    readonly jobId?: string | undefined
  }[]
}

/** One artifact with all its sources. */
export type KnownArtifact = {
  readonly name: string
  readonly id?: string | undefined
  readonly sizeBytes?: number | undefined
  readonly digest?: string | undefined
  /** The digest that its producer recorded; else the one of the results service. */
  readonly madeDigest?: string | undefined
  /** True if producer and results service have different digests. */
  readonly isContradicted: boolean
  readonly isListed: boolean
  /** Set only if a download came from another run. */
  readonly runId?: string | undefined
  readonly producer?: LineageJob | undefined
  readonly producerSource: Source
  readonly consumers: readonly Consumer[]
}

type Consumer = { readonly job: LineageJob; readonly download: ArtifactDownload }

type Mutable = { -readonly [K in keyof KnownArtifact]: KnownArtifact[K] } & { consumers: Consumer[] }

export type KnownArtifacts = {
  readonly all: readonly KnownArtifact[]
  readonly named: (name: string) => readonly KnownArtifact[]
  readonly of: (job: LineageJob) => {
    readonly made: readonly KnownArtifact[]
    readonly taken: readonly KnownArtifact[]
  }
}

/**
 * Joins artifacts by id: as the results service lists them, then from their producers, then from their consumers. Ids
 * are GitHub's and never used twice. A name alone joins two entries only if one of them has no id.
 */
export const knownArtifacts = (question: LineageInput): KnownArtifacts => {
  const shelf = createShelf(listedArtifacts(question))
  addMade(shelf, question.jobs)
  const taken = addTaken(shelf, question)
  const made = grouped(shelf.all, ({ producer }) => producer)
  const named = grouped(shelf.all, ({ name }) => name)
  return {
    all: shelf.all,
    named: name => named.get(name) ?? [],
    of: job => ({ made: made.get(job) ?? [], taken: [...(taken.get(job) ?? [])] }),
  }
}

const listedArtifacts = ({ jobs, listed }: LineageInput): readonly Mutable[] => {
  const byBackend = new Map(jobs.flatMap(job => (job.backendId === undefined ? [] : [[job.backendId, job] as const])))
  return listed.map(({ name, id, sizeBytes, digest, backendJobId }) => ({
    ...{ name, id, sizeBytes, digest, madeDigest: digest, producer: byBackend.get(backendJobId) },
    isContradicted: false,
    isListed: true,
    producerSource: 'results',
    consumers: [],
  }))
}

type Shelf = {
  readonly all: Mutable[]
  readonly byId: ReadonlyMap<string | undefined, Mutable>
  /** Artifacts of this run. */
  readonly byName: Map<string, Mutable>
  readonly add: (artifact: Mutable) => Mutable
}

const createShelf = (listed: readonly Mutable[]): Shelf => {
  const all = [...listed]
  const byId = new Map(all.map(artifact => [artifact.id, artifact]))
  const byName = new Map(all.map(artifact => [artifact.name, artifact]))
  const add = (artifact: Mutable): Mutable => {
    all.push(artifact)
    if (artifact.id !== undefined) byId.set(artifact.id, artifact)
    if (artifact.runId === undefined && !byName.has(artifact.name)) byName.set(artifact.name, artifact)
    return artifact
  }
  return { all, byId, byName, add }
}

/** Adds the artifacts that jobs made, jobs with a recorder first. */
const addMade = ({ byId, byName, add }: Shelf, jobs: LineageInput['jobs']): void => {
  const contested = new Set<Mutable>()
  for (const job of [...jobs.filter(one => one.isFromLog !== true), ...jobs.filter(one => one.isFromLog === true)])
    for (const { name, id, sizeBytes, digest, source } of job.artifacts) {
      const known =
        (id === undefined ? nameless(byName.get(name), job) : byId.get(id)) ??
        add({
          name,
          id,
          sizeBytes,
          digest,
          isContradicted: false,
          isListed: false,
          producerSource: source,
          consumers: [],
        })
      // The results service's producer outranks a log's.
      known.producer ??= claim(known, job, source)
      if (known.producer !== job && known.producer.isFromLog === true) contested.add(known)
      if (known.producer !== job) continue
      known.isContradicted ||= known.digest !== undefined && digest !== undefined && known.digest !== digest
      known.madeDigest = (job.isFromLog === true ? known.digest : undefined) ?? digest ?? known.madeDigest
      known.digest ??= digest
    }
  // If two logs list it as made, one of them is right, and nothing shows which.
  for (const artifact of contested) delete artifact.producer
}

/** Adds the artifacts that jobs downloaded, by job. */
const addTaken = (
  { byId, byName, add }: Shelf,
  { jobs, runId }: LineageInput,
): ReadonlyMap<LineageJob, ReadonlySet<Mutable>> => {
  const ofOther = new Map<string, Mutable>()
  const taken = new Map<LineageJob, Set<Mutable>>()
  for (const job of jobs)
    for (const download of job.downloads ?? []) {
      const { name, id, sizeBytes, digest } = download
      const foreign = download.runId !== undefined && download.runId !== runId ? download.runId : undefined
      const found = foreign === undefined ? byName.get(name) : ofOther.get(`${foreign} ${name}`)
      const known =
        (id === undefined ? found : byId.get(id)) ??
        add({
          ...{ name, id, sizeBytes, digest, runId: foreign },
          isContradicted: false,
          isListed: false,
          producerSource: download.source,
          consumers: [],
        })
      // Some logs of consumers do not name the run. The service lists only artifacts of its own run.
      if (foreign !== undefined && !known.isListed && known.producer === undefined) {
        known.runId ??= foreign
        ofOther.set(`${foreign} ${name}`, known)
        if (byName.get(known.name) === known) byName.delete(known.name)
      }
      known.consumers.push({ job, download })
      taken.set(job, (taken.get(job) ?? new Set()).add(known))
    }
  return taken
}

const claim = (artifact: Mutable, job: LineageJob, source: Source): LineageJob => {
  artifact.producerSource = source
  return job
}

/** Returns the artifact of that name, if no other job is its known producer. */
const nameless = (artifact: Mutable | undefined, job: LineageJob): Mutable | undefined =>
  artifact === undefined || (artifact.producer !== undefined && artifact.producer !== job) ? undefined : artifact
