import { grouped } from '../../core/grouped.ts'
import type { ImagePush } from '../../schema/job/build-facts.ts'
import type { ImageLineage } from '../../schema/run/run-evidence.ts'
import type { Confidence } from '../../schema/values/fact.ts'
import type { LineageInput, LineageJob } from './known-artifacts.ts'

type Reached = ImageLineage['deployed'][number]
type Sighting = { readonly image?: string | undefined; readonly digest: string; readonly reached: Reached }
type Pushed = { readonly job: LineageJob; readonly push: ImagePush }

const MAX_IMAGES = 500
const MAX_REACHED = 100

/**
 * Lists each image digest with the jobs that pushed it and the environments it was deployed to, deployed ones first.
 * The digest joins them, since names differ between registries. A digest that several jobs pushed has an entry for each
 * of them, since nothing shows which one built it.
 */
export const traceImages = (question: LineageInput): readonly ImageLineage[] => {
  const pushes = grouped(listPushes(question.jobs), ({ push }) => push.digest)
  const sightings = grouped(
    question.deployments.flatMap(one => listSightings(one, question.jobs)),
    ({ digest }) => digest,
  )
  return [...new Set([...sightings.keys(), ...pushes.keys()])]
    .flatMap(digest => {
      const seen = sightings.get(digest) ?? []
      const producers = pushes.get(digest) ?? [undefined]
      return producers.map(producer => buildImageLineage(digest, producer, seen, question))
    })
    .slice(0, MAX_IMAGES)
}

/** Lists one push for each job and digest: a build pushes the same bytes under several tags. */
const listPushes = (jobs: readonly LineageJob[]): readonly Pushed[] =>
  jobs.flatMap(job => {
    const byDigest = grouped(job.pushes ?? [], ({ digest }) => digest)
    return [...byDigest.values()].flatMap(([push, ...others]) => {
      if (push === undefined) return []
      const named = [push, ...others].find(({ image }) => image !== undefined)
      return [{ job, push: named ?? push }]
    })
  })

/** Lists the images of a deployment's job: images that it deploys before images that it only used. */
const listSightings = (
  { id, environment, jobId }: LineageInput['deployments'][number],
  jobs: readonly LineageJob[],
): readonly Sighting[] => {
  const job = jobId === undefined ? undefined : jobs.find(({ ids }) => ids.includes(jobId))
  if (job === undefined) return []
  const reached = (how: Reached['how'], source: Reached['source']): Reached => ({
    ...{ environment, deploymentId: id, job: job.name },
    ...{ how, source },
  })
  const all: readonly Sighting[] = [
    ...(job.deployManifests ?? []).flatMap(({ images = [], source }) =>
      images.map(({ image, digest }) => ({ image, digest, reached: reached('named-by-deploy-manifest', source) })),
    ),
    ...(job.pushes ?? []).map(({ image, digest, source }) => ({
      ...{ image, digest },
      reached: reached('pushed-in-job', source),
    })),
    ...[...(job.containers ?? []), ...(job.pulls ?? [])].flatMap(({ image, digest, source }) =>
      digest === undefined ? [] : [{ image: withoutDigest(image), digest, reached: reached('pulled-in-job', source) }],
    ),
  ]
  // Several files or tags may name one digest.
  return [...grouped(all, ({ digest, reached: { how } }) => `${how} ${digest}`).values()].flatMap(([one]) => one ?? [])
}

/** Removes the digest from the name of an image that was requested by digest. */
const withoutDigest = (image: string): string => image.split('@', 1).join('')

const buildImageLineage = (
  digest: string,
  producer: Pushed | undefined,
  seen: readonly Sighting[],
  question: LineageInput,
): ImageLineage => {
  const image = seen.find(one => one.image !== undefined)?.image ?? producer?.push.image
  const commit = producer === undefined ? undefined : (producer.job.sha ?? question.sha)
  return {
    digest,
    image,
    pushedBy: producer === undefined ? undefined : pushedBy(producer),
    commit,
    deployed: seen.map(({ reached }) => reached).slice(0, MAX_REACHED),
  }
}

const pushedBy = ({
  job: {
    ids: [jobId],
    name,
    attempt,
  },
  push,
}: Pushed) => ({
  jobId,
  job: name,
  attempt,
  source: push.source,
  confidence: rateConfidence(push),
})

/** Rates a push. A script can print the same lines as docker, but the runner writes the header of an action's step. */
const rateConfidence = ({ confidence, action }: ImagePush): Confidence =>
  confidence ?? (action === undefined ? 'medium' : 'high')
