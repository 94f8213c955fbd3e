import { LIMITS } from '../../core/limits.ts'
import type { ImagePull, ImagePush } from '../../schema/job/build-facts.ts'
import { after, between, type LogLine } from '../lines/log-line.ts'
import { type ActionStep, type Located, type LogStep, locate, placeInJob } from '../steps/log-step.ts'
import type { LineReader } from './line-reader.ts'

export type ImageFact =
  | { readonly kind: 'pull'; readonly image: ImagePull }
  | { readonly kind: 'push'; readonly image: ImagePush }

/**
 * Reads the images that a step pulled or pushed, from lines of docker's command line (docker/cli cli/command/image,
 * moby/moby distribution/pull.go, push_v2.go), of BuildKit (moby/buildkit exporter/containerimage/export.go) and of
 * docker/build-push-action (src/main.ts). The step that runs docker prints them, so each fact is about the step with
 * the line.
 */
export const createImageReader = (): LineReader<ImageFact> => {
  const images = new Map<string, Located<ImageFact>>()
  let last: LogStep | undefined
  let digest: string | undefined
  let repository: string | undefined
  let groups = createDigestGroups()
  /** Digests that the step pushed. */
  let pushed = new Set<string>()
  let pushes = 0
  let isCut = false
  const add = (fact: ImageFact, line: LogLine, step: LogStep): void => {
    // GitHub serves some logs with parts repeated, and BuildKit reports a push when it begins and when it is done.
    const name = `${fact.kind} ${fact.image.image} ${fact.image.digest} ${step.time} ${step.title}`
    if (images.has(name)) return
    if (fact.kind === 'push') pushes += 1
    if (pushes > LIMITS.pushes || images.size >= LIMITS.artifacts) isCut = true
    else {
      images.set(name, locate(fact, line, step))
      if (fact.kind === 'push') pushed.add(fact.image.digest)
    }
  }
  const pull = ({ image, digest: sha }: Partial<Named>, line: LogLine, step: LogStep): void => {
    if (image === undefined) return
    add({ kind: 'pull', image: { image, digest: sha, ...placeInJob(step) } }, line, step)
  }
  const push = ({ image, digest: sha }: Named, line: LogLine, step: LogStep): void =>
    add({ kind: 'push', image: { image, digest: sha, ...placeInJob(step) } }, line, step)
  const read = (line: LogLine, step: LogStep): void => {
    if (step !== last) {
      last = step
      digest = undefined
      repository = undefined
      groups = createDigestGroups()
      pushed = new Set()
    }
    const { text } = line
    // The runner's own commands begin like this: no tool writes them.
    if (step.kind === 'script' && text.startsWith('##[')) return
    digest = toDigest(after(text, 'Digest: ')) ?? digest
    repository = toName(between(text, 'The push refers to repository [', ']')) ?? repository
    const base = baseImage(text)
    if (base !== undefined) pull(base, line, step)
    const image = toName(
      after(text, 'Status: Downloaded newer image for ') ?? after(text, 'Status: Image is up to date for '),
    )
    if (image !== undefined) {
      pull({ image, digest }, line, step)
      digest = undefined
    }
    const named = buildKitPush(text) ?? dockerPush(text, repository)
    if (named !== undefined) push(named, line, step)
    if (step.kind !== 'action' || !doesPush(step)) return
    const grouped = groups.read(text)
    // BuildKit's own line has more detail, and stands before the group.
    if (grouped !== undefined && !pushed.has(grouped)) push({ image: firstTag(step), digest: grouped }, line, step)
  }
  return {
    prefixes: [
      '##[',
      'sha256:',
      'Digest: sha256:',
      'Status: Downloaded newer image for ',
      'Status: Image is up to date for ',
      'The push refers to repository [',
    ],
    words: ['] FROM ', ' pushing manifest for ', ': digest: sha256:'],
    // No post step pushes an image, and any script can print "Post job cleanup".
    steps: ['action', 'script'],
    read,
    located: () => [...images.values()],
    isCut: () => isCut,
  }
}

type Named = { readonly image: string | undefined; readonly digest: string }

/**
 * Reads `#5 [ 1/10] FROM docker.io/library/node:18-alpine@sha256:…`: the base image of a build. BuildKit repeats the
 * line.
 */
const baseImage = (text: string): Named | undefined => {
  const [, image, digest] =
    /^#\d{1,6} \[[^\]]{1,200}\] FROM ([^\s@]{1,500})@(sha256:[0-9a-f]{64})$/.exec(text.trimEnd()) ?? []
  return image === undefined || digest === undefined ? undefined : { image, digest }
}

/** Reads `#48 pushing manifest for docker.io/octo/app:1@sha256:… 0.5s done`. */
const buildKitPush = (text: string): Named | undefined => {
  const [, image, digest] =
    /^#\d{1,6} pushing manifest for ([^\s@]{1,500})@(sha256:[0-9a-f]{64})(?: [\d.]{1,12}s)? done$/.exec(
      text.trimEnd(),
    ) ?? []
  return image === undefined || digest === undefined ? undefined : { image, digest }
}

/** Reads `1.2: digest: sha256:… size: 1234`, after the line that names the repository. */
const dockerPush = (text: string, repository: string | undefined): Named | undefined => {
  const [, tag, digest] = /^([\w.-]{1,128}): digest: (sha256:[0-9a-f]{64}) size: \d{1,12}$/.exec(text.trimEnd()) ?? []
  if (tag === undefined || digest === undefined) return undefined
  return { image: repository === undefined ? undefined : `${repository}:${tag}`, digest }
}

/**
 * Reads the digest that docker/build-push-action prints at its end, in `##[group]Digest`. The action prints it even for
 * images that it does not push. If docker's own builder made the image, it is the image's id, which no registry knows
 * (docker/build-push-action#579); then `##[group]ImageID` has the same value.
 */
const createDigestGroups = (): { readonly read: (text: string) => string | undefined } => {
  let group: string | undefined
  let imageId: string | undefined
  const read = (text: string): string | undefined => {
    group = text.startsWith('##[') ? after(text, '##[group]') : group
    const digest = group === 'ImageID' || group === 'Digest' ? toDigest(text) : undefined
    if (group === 'ImageID') imageId = digest ?? imageId
    return group === 'Digest' && digest !== imageId ? digest : undefined
  }
  return { read }
}

const doesPush = ({ inputs }: ActionStep): boolean =>
  inputs.get('push') === 'true' || /(?:^|[,\s])push=true(?:[,\s]|$)/.test(inputs.get('outputs') ?? '')

/** Returns the first tag. `tags` separates tags by lines or commas. */
const firstTag = ({ inputs }: ActionStep): string | undefined =>
  toName((inputs.get('tags') ?? '').trim().split(/[\s,]/)[0])

const toDigest = (text: string | undefined): string | undefined =>
  text !== undefined && /^sha256:[0-9a-f]{64}$/.test(text.trimEnd()) ? text.trimEnd() : undefined

const MAX_IMAGE = 512
const toName = (text: string | undefined): string | undefined =>
  text !== undefined && text !== '' && text.length <= MAX_IMAGE && !/\s/.test(text) ? text : undefined
