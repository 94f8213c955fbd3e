import type { ContainerImage } from '../../schema/job/job-manifest.ts'
import type { Gap } from '../../schema/values/fact.ts'

/** Whether the runner started containers for the job itself and for its services, from the job context. */
export type StartedContainers = { readonly job: boolean; readonly services: boolean }

/**
 * Returns the gaps in the log for containers that the job context shows. A recorder inside a container cannot read the
 * log, and the hooks of a self-hosted runner (actions/runner-container-hooks) print no pulls. A pull line names its
 * image by digest; an image without such a line has no digest here. `asked` is the number of services in the job
 * message.
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
