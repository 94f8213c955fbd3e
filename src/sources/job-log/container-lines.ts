import type { ContainerImage } from '../../model/job-manifest.ts'
import { after, between, type LogLine } from './log-line.ts'

/** Entries of `containers` in the manifest. */
const MAX_CONTAINERS = 100

type Group = Pick<ContainerImage, 'role' | 'name'>

/**
 * Images of the job, its services and its container actions, out of the lines between Set up job and the first step
 * (actions/runner src/Runner.Worker/ContainerOperationProvider.cs, Container/DockerCommandManager.cs): the group says
 * whose image it is, `docker pull` names it, docker answers with its digest.
 */
export const createContainerReader = (): {
  readonly read: (line: LogLine) => void
  readonly containers: () => readonly ContainerImage[]
  /** The same, each with the line that names it. */
  readonly located: () => readonly { readonly container: ContainerImage; readonly line: LogLine }[]
} => {
  const containers: { -readonly [K in keyof ContainerImage]: ContainerImage[K] }[] = []
  const lines = new Map<ContainerImage, LogLine>()
  let group: Group | undefined
  let pulled: (typeof containers)[number] | undefined
  const read = (line: LogLine): void => {
    const { text } = line
    if (text.startsWith('##[group]')) {
      group = groupOf(text)
      pulled = undefined
      return
    }
    if (group === undefined) return
    const image = pulledImage(text)
    if (image !== undefined) {
      // A pull that failed is tried again.
      pulled = containers.find(item => item.image === image && item.role === group?.role && item.name === group.name)
      if (pulled === undefined && containers.length < MAX_CONTAINERS) {
        pulled = { ...group, image, source: 'log' }
        containers.push(pulled)
        lines.set(pulled, line)
      }
    }
    const digest = after(text, 'Digest: ')
    if (pulled !== undefined && digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest)) pulled.digest = digest
  }
  return {
    read,
    containers: () => containers,
    located: () => [...lines].map(([container, line]) => ({ container, line })),
  }
}

const groupOf = (text: string): Group | undefined => {
  if (text === '##[group]Starting job container') return { role: 'job' }
  const service = between(text, '##[group]Starting ', ' service container')
  if (service !== undefined && service.length <= 1_024) return { role: 'service', name: service }
  return text.startsWith("##[group]Pull down action image '") ? { role: 'action' } : undefined
}

/** The last word of `##[command]/usr/bin/docker [--config <folder>] pull <image>`. */
const pulledImage = (text: string): string | undefined => {
  const words = (after(text, '##[command]') ?? '').split(' ')
  const image = words.at(-1)
  const isPull = words.at(-2) === 'pull' && /docker(?:\.exe)?"?$/i.test((words[0] ?? '').slice(-20))
  return isPull && image !== undefined && image !== '' && image.length <= 1_024 ? image : undefined
}
