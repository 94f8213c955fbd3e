import { toCanonicalJson } from '../../src/core/canonical-json.ts'

type Json = { readonly [key: string]: unknown }

export type LaterDocument = {
  readonly bytes: Uint8Array
  /** Fields that no reader of the given schema knows. */
  readonly added: number
  /** Words that no reader of the given schema knows. */
  readonly words: number
}

/**
 * A document as a later minor version may write it, all at once: in every object that its schema names a further one with a
 * field in it, and of the words in open lists each `nth` one that nobody knows yet.
 */
export const laterDocument = (document: unknown, schema: unknown, schemaVersion: string, nth = 1): LaterDocument => {
  let added = 0
  let seen = 0
  let words = 0
  const grow = (value: unknown, form: Json): unknown => {
    if (Array.isArray(value)) return value.map(item => grow(item, toJson(form['items'])))
    if (typeof value === 'string' && isOpenList(form)) {
      seen += 1
      if (seen % nth !== 0) return value
      words += 1
      return 'a-later-word'
    }
    const fields = toJson(form['properties'])
    if (typeof value !== 'object' || value === null || form['properties'] === undefined) return value
    added += 2
    const members = Object.entries(value).map(([name, member]) => [name, grow(member, toJson(fields[name]))])
    return { ...Object.fromEntries(members), later: { measured: true } }
  }
  const grown = grow(document, toJson(schema))
  const bytes = new TextEncoder().encode(toCanonicalJson({ ...toJson(grown), schemaVersion }))
  return { bytes, added, words }
}

/** The form of `openEnum` in a JSON Schema, also where null may stand beside it. */
const isOpenList = (form: Json): boolean => {
  const members = Array.isArray(form['anyOf']) ? form['anyOf'].map(toJson) : []
  return members.some(member => isOpenList(member) || Array.isArray(member['enum']))
}

const toJson = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {})
