import { isDigest, isImageName, type NamedImage } from './image-reference.ts'

type Entry = Map<string, string>

/**
 * Returns the entries of the top-level list `images` of a kustomization that have a digest. The name is `newName` or
 * else `name`, with `newTag` if it is given too (kubernetes-sigs/kustomize api/filters/imagetag/updater.go). Only a
 * list in block form with one-line values is read. Another form is left out, since half of an entry would be another
 * image.
 */
export const kustomizedImages = (lines: readonly string[]): readonly NamedImage[] =>
  listEntries(lines).flatMap(entry => {
    const name = entry.get('newName') ?? entry.get('name')
    const digest = entry.get('digest') ?? ''
    const tag = entry.get('newTag')
    const image = tag === undefined ? name : `${name}:${tag}`
    return image !== undefined && isImageName(image) && isDigest(digest) ? [{ image, digest }] : []
  })

const KEYS: ReadonlySet<string> = new Set(['name', 'newName', 'newTag', 'tagSuffix', 'digest'])

const listEntries = (lines: readonly string[]): readonly Entry[] => {
  const entries: Entry[] = []
  let isInside = false
  let indent = -1
  for (const line of lines) {
    if (line.trim() === '') continue
    if (/^[^\s-]/.test(line)) {
      isInside = /^images:\s*$/.test(line)
      indent = -1
      continue
    }
    if (!isInside) continue
    const [, before = '', dash, key = '', value = ''] = /^([ ]{0,20})(- {1,8})?(\w{1,20}):[ ](.*)$/.exec(line) ?? []
    if (dash !== undefined) {
      entries.push(new Map())
      indent = before.length + dash.length
    }
    const scalar = findScalar(value.trim())
    const isField = dash !== undefined || before.length === indent
    if (KEYS.has(key) && scalar !== undefined && isField) entries.at(-1)?.set(key, scalar)
    // The list contains another form, so the entry of the following lines is not known.
    else return []
  }
  return entries
}

/** Returns a plain or a quoted value without escapes; not an anchor, an alias, a tag, a block or a collection. */
const findScalar = (value: string): string | undefined => {
  const [, quote, inner] = /^(["'])([^"'\\]*)["']$/.exec(value) ?? []
  if (quote !== undefined && value.endsWith(quote)) return inner
  return /^[\w./][\w.:/-]*$/.test(value) ? value : undefined
}
