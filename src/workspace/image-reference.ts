import type { DeployManifest } from '../schema/job/replay.ts'

/** An image by its digest, as a file writes it: registry, repository and tag, if they are written. */
export type NamedImage = NonNullable<DeployManifest['images']>[number]

const MARK = '@sha256:'
const HEX = 64
const MAX_NAME = 512

/**
 * Returns every `name@sha256:…` of a line. It searches backwards from each `@` over the characters of a name. No name
 * contains an `@`, so no character is read twice.
 */
export const referencesIn = (line: string): readonly NamedImage[] => {
  const found: NamedImage[] = []
  for (let at = line.indexOf(MARK); at >= 0; at = line.indexOf(MARK, at + MARK.length)) {
    const end = at + MARK.length + HEX
    const digest = line.slice(at + 1, end)
    const image = nameBefore(line, at)
    if (image !== undefined && isDigest(digest) && !/\w/.test(line[end] ?? '')) found.push({ image, digest })
  }
  return found
}

/**
 * Returns a name that ends before `end` and starts where a value can start. A name that a template completes has no
 * such start.
 */
const nameBefore = (line: string, end: number): string | undefined => {
  let start = end
  while (start > 0 && end - start <= MAX_NAME && /[\w.:/-]/.test(line[start - 1] ?? '')) start -= 1
  const isWhole = start === 0 || /[\s"'`=,([]/.test(line[start - 1] ?? '')
  // Flux writes `oci://` before a name, `uses:` of a workflow `docker://`.
  const name = line.slice(start, end).replace(/^(?:oci|docker):\/\//, '')
  return isWhole && isImageName(name) ? name : undefined
}

/**
 * Matches an optional registry with its port, a path in lower case, an optional tag (distribution/reference
 * reference.go).
 */
export const isImageName = (name: string): boolean => {
  const parts = name.split('/')
  const last = parts.pop() ?? ''
  return (
    name.length <= MAX_NAME &&
    /^[a-z0-9][a-z0-9._-]{0,255}(?::\w[\w.-]{0,127})?$/.test(last) &&
    parts.every((part, index) =>
      index === 0
        ? /^[A-Za-z0-9][A-Za-z0-9._-]{0,255}(?::\d{1,5})?$/.test(part)
        : /^[a-z0-9][a-z0-9._-]{0,255}$/.test(part),
    )
  )
}

export const isDigest = (value: string): boolean => /^sha256:[0-9a-f]{64}$/.test(value)
