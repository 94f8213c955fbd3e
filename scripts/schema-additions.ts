/*
 * What a later version of a schema may do to an earlier one of the same major. Both directions count: a new reader reads
 * old documents, and an old reader, which drops fields it does not know and takes unknown words for `other`, reads new
 * ones. So a field may come, if it may be absent, and a word may come into a list of words. Everything else stays as it
 * is, caps too: with a lower one old documents are refused, with a higher one old readers refuse new documents.
 */

type Schema = Readonly<Record<string, unknown>>

/** Say nothing of what is valid. */
const NOTES = new Set(['$schema', '$id', 'title', 'description'])
/** Compared by a rule of their own. */
const RULED = new Set(['properties', 'required', 'items', 'additionalProperties', 'propertyNames', 'anyOf', 'enum'])

/** What in `present` is more than an addition to `frozen`, one line each, by dotted path. */
export const schemaFaults = (frozen: unknown, present: unknown, path = ''): readonly string[] => {
  const [before, after] = [toSchema(frozen), toSchema(present)]
  if (before === undefined || after === undefined)
    return isSame(frozen, present) ? [] : [fault(path, 'is another schema')]
  return [
    ...keywordFaults(before, after, path),
    ...propertyFaults(before, after, path),
    ...innerFaults(before, after, path),
    ...(isOpenList(before) ? openListFaults(before, after, path) : closedFaults(before, after, path)),
  ]
}

/** type, const, pattern, caps and whatever else may come: equal. */
const keywordFaults = (before: Schema, after: Schema, path: string): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(key => !NOTES.has(key) && !RULED.has(key) && !isSame(before[key], after[key]))
    .map(key => fault(path, `${key} was ${shown(before[key])} and is ${shown(after[key])}`))

const propertyFaults = (before: Schema, after: Schema, path: string): readonly string[] => {
  const [old, now] = [toSchema(before['properties']) ?? {}, toSchema(after['properties']) ?? {}]
  const [oldNeeds, newNeeds] = [wordsOf(before['required']), wordsOf(after['required'])]
  return [
    ...Object.keys(old).flatMap(name => {
      const at = below(path, name)
      if (!Object.hasOwn(now, name)) return [fault(at, 'was removed')]
      const needed = oldNeeds.includes(name)
      return [
        ...(needed && !newNeeds.includes(name) ? [fault(at, 'may be absent now: an older reader needs it')] : []),
        ...(!needed && newNeeds.includes(name) ? [fault(at, 'is required now: older documents lack it')] : []),
        ...schemaFaults(old[name], now[name], at),
      ]
    }),
    ...newNeeds
      .filter(name => !Object.hasOwn(old, name))
      .map(name => fault(below(path, name), 'is new and required: older documents lack it')),
  ]
}

const innerFaults = (before: Schema, after: Schema, path: string): readonly string[] =>
  [
    ['items', '[]'],
    ['additionalProperties', '*'],
    ['propertyNames', '(name)'],
  ].flatMap(([key = '', word = '']) => {
    if (before[key] === undefined && after[key] === undefined) return []
    return schemaFaults(before[key], after[key], below(path, word))
  })

/** A union or a list of words that is not open: an older reader refuses a member that it does not know. */
const closedFaults = (before: Schema, after: Schema, path: string): readonly string[] => {
  const [old, now] = [membersOf(before), membersOf(after)]
  if (old.length !== now.length) return [fault(path, `had ${old.length} forms and has ${now.length}`)]
  return [
    ...(isSame(before['enum'], after['enum']) ? [] : [fault(path, 'is a closed list of words and changed')]),
    ...old.flatMap((member, index) => schemaFaults(member, now[index], path)),
  ]
}

const openListFaults = (before: Schema, after: Schema, path: string): readonly string[] => {
  if (!isOpenList(after)) return [fault(path, 'is no open list of words any more')]
  const words = openWords(after)
  return [
    ...openWords(before)
      .filter(word => !words.includes(word))
      .map(word => fault(path, `no longer has the word ${word}`)),
    ...schemaFaults(membersOf(before)[1], membersOf(after)[1], path),
  ]
}

/** The form of `openEnum` (src/schema/values/scalar.ts): some words, or any text up to a cap. */
const isOpenList = (schema: Schema): boolean => {
  const [words, text, ...more] = membersOf(schema)
  return (
    more.length === 0 &&
    words?.['type'] === 'string' &&
    Array.isArray(words['enum']) &&
    text?.['type'] === 'string' &&
    Object.keys(text).every(key => key === 'type' || key === 'maxLength')
  )
}

const openWords = (schema: Schema): readonly string[] => wordsOf(membersOf(schema)[0]?.['enum'])

const membersOf = (schema: Schema): readonly Schema[] =>
  Array.isArray(schema['anyOf']) ? schema['anyOf'].map(member => toSchema(member) ?? {}) : []

const toSchema = (value: unknown): Schema | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined

const wordsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const shown = (value: unknown): string => (value === undefined ? 'absent' : JSON.stringify(value).slice(0, 60))
const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)
const fault = (path: string, what: string): string => `${path === '' ? 'the document' : path} ${what}`
