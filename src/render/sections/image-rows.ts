import { plural } from '../../core/quantity.ts'
import type { ImageLineage, Lineage } from '../../schema/run/run-evidence.ts'
import { code, text } from '../text/markdown.ts'

type Reached = ImageLineage['deployed'][number]

/**
 * Returns the rows of “What reached which environment” for one deployment: image and evidence, digest, pushing job,
 * commit.
 */
export const deployedImages = (
  { images = [] }: Lineage,
  deploymentId: string,
): readonly (readonly [string, string, string, string])[] =>
  images.flatMap(image =>
    image.deployed
      .filter(one => one.deploymentId === deploymentId)
      .map(({ how }): [string, string, string, string] => [
        `${named(image)} (${HOW[how]})`,
        code(image.digest),
        pusher(image),
        image.commit === undefined ? '–' : code(image.commit.slice(0, 12)),
      ]),
  )

/** Returns the rows of “From producer to consumer”: images that a job pushed, or that have attestations on GitHub. */
export const pushedImages = ({ images = [] }: Lineage): readonly (readonly string[])[] =>
  images
    .filter(({ pushedBy, attestations = 0 }) => pushedBy !== undefined || attestations > 0)
    .map(image => [
      `${named(image)} ${code(image.digest.slice(0, 19))}`,
      pusher(image),
      environments(image),
      image.attestations === undefined || image.attestations === 0 ? '–' : plural(image.attestations, 'attestation'),
    ])

const named = ({ image }: ImageLineage): string => `image ${image === undefined ? 'without a name' : text(image, 160)}`

const pusher = ({ pushedBy }: ImageLineage): string => {
  if (pushedBy === undefined) return 'no push seen in this run'
  const attempt = pushedBy.attempt === undefined ? '' : `, attempt ${pushedBy.attempt}`
  return `${text(pushedBy.job ?? pushedBy.jobId ?? '–', 80)}${attempt}${pushedBy.confidence === 'high' ? '' : ' (so its log says)'}`
}

const MAX_ENVIRONMENTS = 10

const environments = ({ deployed }: ImageLineage): string => {
  const all = [...new Set(deployed.map(({ environment }) => environment))]
  const more = all.length > MAX_ENVIRONMENTS ? [`and ${all.length - MAX_ENVIRONMENTS} more`] : []
  const shown = all.slice(0, MAX_ENVIRONMENTS).map(environment => text(environment, 80))
  return all.length === 0 ? '–' : `environment ${[...shown, ...more].join(', ')}`
}

const HOW: { readonly [K in Reached['how']]: string } = {
  'pulled-in-job': 'pulled for the job',
  'named-by-deploy-manifest': 'named by its deployment manifest',
  'pushed-in-job': 'pushed there',
  other: 'otherwise',
}
