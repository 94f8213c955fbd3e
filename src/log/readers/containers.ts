import type { ContainerImage } from '../../schema/job/job-manifest.ts'
import { after, between, type LogLine } from '../lines/log-line.ts'
import { type LogStep, locate } from '../steps/log-step.ts'
import type { LineReader } from './line-reader.ts'

/** Maximum number of entries of `containers` in the manifest. */
const MAX_CONTAINERS = 100

type Group = Pick<ContainerImage, 'role' | 'name'>

/**
 * Reads the images of the job, its services and its container actions, from the lines between Set up job and the first
 * step (actions/runner src/Runner.Worker/ContainerOperationProvider.cs, Container/DockerCommandManager.cs). The group
 * states the role of the image, `docker pull` names it, and docker answers with its digest.
 */
export const createContainerReader = (): LineReader<ContainerImage> => {
  const found: { value: { -readonly [K in keyof ContainerImage]: ContainerImage[K] }; line: LogLine; step: LogStep }[] =
    []
  let group: Group | undefined
  let pulled: (typeof found)[number]['value'] | undefined
  let isCut = false
  const pull = (image: string, by: Group, line: LogLine, step: LogStep): void => {
    // The runner tries a failed pull again.
    pulled = found.find(({ value }) => value.image === image && value.role === by.role && value.name === by.name)?.value
    if (pulled !== undefined) return
    if (found.length >= MAX_CONTAINERS) isCut = true
    else {
      pulled = { ...by, image, source: 'log' }
      found.push({ value: pulled, line, step })
    }
  }
  const read = (line: LogLine, step: LogStep): void => {
    const { text } = line
    if (text.startsWith('##[group]')) {
      group = toGroup(text)
      pulled = undefined
      return
    }
    if (group === undefined) return
    const image = pulledImage(text)
    if (image !== undefined) pull(image, group, line, step)
    const digest = after(text, 'Digest: ')
    if (pulled !== undefined && digest !== undefined && /^sha256:[0-9a-f]{64}$/.test(digest)) pulled.digest = digest
  }
  return {
    prefixes: ['##[group]', '##[command]', 'Digest: sha256:'],
    steps: ['prepare'],
    read,
    located: () => found.map(({ value, line, step }) => ({ ...locate(value, line, step), confidence: undefined })),
    isCut: () => isCut,
  }
}

const toGroup = (text: string): Group | undefined => {
  if (text === '##[group]Starting job container') return { role: 'job' }
  const service = between(text, '##[group]Starting ', ' service container')
  if (service !== undefined && service.length <= 1_024) return { role: 'service', name: service }
  return text.startsWith("##[group]Pull down action image '") ? { role: 'action' } : undefined
}

/** Returns the last word of `##[command]/usr/bin/docker [--config <folder>] pull <image>`. */
const pulledImage = (text: string): string | undefined => {
  const words = (after(text, '##[command]') ?? '').split(' ')
  const image = words.at(-1)
  const isPull = words.at(-2) === 'pull' && /docker(?:\.exe)?"?$/i.test((words[0] ?? '').slice(-20))
  return isPull && image !== undefined && image !== '' && image.length <= 1_024 ? image : undefined
}
