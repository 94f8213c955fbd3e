import type { ContainerImage } from '../../schema/job/job-manifest.ts'
import type { Gap } from '../../schema/values/fact.ts'

/** Whether the runner started containers for the job itself and its services, by the job context. */
export type StartedContainers = { readonly job: boolean; readonly services: boolean }

/**
 * What the log leaves open of containers that the job context knows: a recorder inside one cannot read the log, and
 * hooks of a self-hosted runner (actions/runner-container-hooks) print no pulls. Pulls say images by digest; without the
 * line docker had another answer. `asked` is the number of services in the job message.
 */
export const containerGaps = (
  started: StartedContainers | undefined,
  asked: number | undefined,
  images: readonly ContainerImage[],
): readonly Gap[] => {
  const without = images.filter(({ digest }) => digest === undefined).length
  const services = images.filter(({ role }) => role === 'service').length
  const hasAll =
    started === undefined ||
    (services >= (started.services ? (asked ?? 1) : 0) && (!started.job || images.some(({ role }) => role === 'job')))
  return [
    ...(hasAll ? [] : [gap('containers', 'the job has containers whose images the log does not name')]),
    ...(without === 0 ? [] : [gap('containers.digest', `images without a digest: ${without}`)]),
  ]
}

const gap = (field: string, detail: string): Gap => ({ field, source: 'log', reason: 'not-found', detail })
