import { LIMITS } from '../../model/limits.ts'
import { after, between, type LogLine } from './log-line.ts'
import type { Section } from './section.ts'

export type LocatedImage = {
  readonly kind: 'image-pull' | 'image-push'
  readonly image: string | undefined
  readonly digest: string | undefined
  readonly line: LogLine
  readonly section: Section
}

export type ImageReader = {
  readonly read: (line: LogLine, section: Section) => void
  readonly located: () => readonly LocatedImage[]
  readonly cut: () => boolean
}

/**
 * Images that a step pulled or pushed, in the words of docker's command line (docker/cli cli/command/image, moby/moby
 * distribution/pull.go, push_v2.go), of BuildKit (moby/buildkit exporter/containerimage/export.go) and of
 * docker/build-push-action (src/main.ts). Whoever runs docker prints them, so that they are about the step that they
 * stand in.
 */
export const createImageReader = (): ImageReader => {
  const images = new Map<string, LocatedImage>()
  let last: Section | undefined
  let digest: string | undefined
  let repository: string | undefined
  let groups = createDigestGroups()
  /** Digests that the section pushed. */
  let told = new Set<string | undefined>()
  let pushes = 0
  let cut = false
  const add = (image: LocatedImage, place: string): void => {
    // Logs are served with stretches repeated, and BuildKit says a push when it begins and when it is done.
    const name = `${image.kind} ${image.image} ${image.digest} ${place}`
    if (images.has(name)) return
    if (image.kind === 'image-push') pushes += 1
    if (pushes > LIMITS.pushes || images.size >= LIMITS.artifacts) cut = true
    else {
      images.set(name, image)
      if (image.kind === 'image-push') told.add(image.digest)
    }
  }
  const read = (line: LogLine, section: Section): void => {
    if (section !== last) {
      last = section
      digest = undefined
      repository = undefined
      groups = createDigestGroups()
      told = new Set()
    }
    const { text } = line
    const place = section.kind === 'plain' || section.kind === 'action' ? `${section.time} ${section.title}` : ''
    digest = digestOf(after(text, 'Digest: ')) ?? digest
    repository = nameOf(between(text, 'The push refers to repository [', ']')) ?? repository
    const base = baseImage(text)
    if (base !== undefined) add({ kind: 'image-pull', ...base, line, section }, place)
    const image = nameOf(
      after(text, 'Status: Downloaded newer image for ') ?? after(text, 'Status: Image is up to date for '),
    )
    if (image !== undefined) {
      add({ kind: 'image-pull', image, digest, line, section }, place)
      digest = undefined
    }
    const pushed = buildKitPush(text) ?? dockerPush(text, repository)
    if (pushed !== undefined) add({ kind: 'image-push', ...pushed, line, section }, place)
    const named = section.kind === 'action' && doesPush(section) ? groups.read(text) : undefined
    // BuildKit's own line says more, and stands before the group.
    if (named === undefined || told.has(named)) return
    add({ kind: 'image-push', image: firstTag(section), digest: named, line, section }, place)
  }
  return { read, located: () => [...images.values()], cut: () => cut }
}

type Named = { readonly image: string | undefined; readonly digest: string }

/** `#5 [ 1/10] FROM docker.io/library/node:18-alpine@sha256:…`: an image that a build begins with, said again as it goes on. */
const baseImage = (text: string): Named | undefined => {
  const [, image, digest] =
    /^#\d{1,6} \[[^\]]{1,200}\] FROM ([^\s@]{1,500})@(sha256:[0-9a-f]{64})$/.exec(text.trimEnd()) ?? []
  return image === undefined || digest === undefined ? undefined : { image, digest }
}

/** `#48 pushing manifest for docker.io/octo/app:1@sha256:… 0.5s done` */
const buildKitPush = (text: string): Named | undefined => {
  const [, image, digest] =
    /^#\d{1,6} pushing manifest for ([^\s@]{1,500})@(sha256:[0-9a-f]{64})(?: [\d.]{1,12}s)? done$/.exec(
      text.trimEnd(),
    ) ?? []
  return image === undefined || digest === undefined ? undefined : { image, digest }
}

/** `1.2: digest: sha256:… size: 1234`, after the line that names the repository. */
const dockerPush = (text: string, repository: string | undefined): Named | undefined => {
  const [, tag, digest] = /^([\w.-]{1,128}): digest: (sha256:[0-9a-f]{64}) size: \d{1,12}$/.exec(text.trimEnd()) ?? []
  if (tag === undefined || digest === undefined) return undefined
  return { image: repository === undefined ? undefined : `${repository}:${tag}`, digest }
}

/**
 * The digest that docker/build-push-action names at its end, in `##[group]Digest`. It does so for images that it does not
 * push too, and where docker's own builder made the image it is the image's id and nothing that a registry knows
 * (docker/build-push-action#579): then `##[group]ImageID` has the same.
 */
const createDigestGroups = (): { readonly read: (text: string) => string | undefined } => {
  let group: string | undefined
  let imageId: string | undefined
  const read = (text: string): string | undefined => {
    group = text.startsWith('##[') ? after(text, '##[group]') : group
    const digest = group === 'ImageID' || group === 'Digest' ? digestOf(text) : undefined
    if (group === 'ImageID') imageId = digest ?? imageId
    return group === 'Digest' && digest !== imageId ? digest : undefined
  }
  return { read }
}

type ActionSection = Extract<Section, { kind: 'action' }>

const doesPush = ({ inputs }: ActionSection): boolean =>
  inputs.get('push') === 'true' || /(?:^|[,\s])push=true(?:[,\s]|$)/.test(inputs.get('outputs') ?? '')

/** `tags` has them in lines or after commas. */
const firstTag = (section: Section): string | undefined =>
  section.kind === 'action' ? nameOf((section.inputs.get('tags') ?? '').trim().split(/[\s,]/)[0]) : undefined

const digestOf = (text: string | undefined): string | undefined =>
  text !== undefined && /^sha256:[0-9a-f]{64}$/.test(text.trimEnd()) ? text.trimEnd() : undefined

const MAX_IMAGE = 512
const nameOf = (text: string | undefined): string | undefined =>
  text !== undefined && text !== '' && text.length <= MAX_IMAGE && !/\s/.test(text) ? text : undefined
