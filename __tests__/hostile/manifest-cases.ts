import { schemaFiles } from '../../scripts/schema-files.ts'
import { SCHEMA_VERSION } from '../../src/schema/values/version.ts'
import { fullInstance, type Instance, type JsonSchema, type Leaf } from './schema-instance.ts'

export type Kind = 'job-manifest' | 'run-manifest' | 'run-timeline'

/** A document of this kind that has every field there is. */
export const fullDocument = (kind: Kind): Instance => {
  const { value, leaves } = fullInstance(schemaOf(kind))
  return { value: { ...(value as object), schemaVersion: SCHEMA_VERSION }, leaves }
}

const schemaOf = (kind: Kind): JsonSchema => JSON.parse(schemaFiles()[`schema/${kind}.schema.json`] ?? '{}')

export const nameOf = ({ path }: Leaf): string => path.join('.')

/** What a place may hold: the members of a union, and of unions in it. */
const choicesOf = (schema: JsonSchema): readonly JsonSchema[] => schema.anyOf?.flatMap(choicesOf) ?? [schema]

/** The longest text that fits; undefined where none does, or where a pattern says it. */
export const capOf = ({ schema }: Leaf): number | undefined => {
  const caps = choicesOf(schema).flatMap(({ maxLength }) => maxLength ?? [])
  return caps.length === 0 ? undefined : Math.max(...caps)
}

type Wrong = { readonly how: string; readonly value: unknown }

/** Values that this place must not hold: of every other type, too long, out of their form. */
export const wrongValues = ({ schema }: Leaf): readonly Wrong[] => {
  const accepted = acceptedTypes(schema)
  const cap = capOf({ path: [], schema })
  const constrained = choicesOf(schema).some(one => one.pattern !== undefined || one.const !== undefined)
  return [
    ...TYPES.filter(({ type }) => !accepted.has(type)),
    ...(cap === undefined ? [] : [{ how: 'too long', value: 'x'.repeat(cap + 1) }]),
    ...(constrained ? OUT_OF_FORM.map(value => ({ how: 'out of its form', value })) : []),
    ...(accepted.has('integer')
      ? [
          { how: 'a fraction', value: 1.5 },
          { how: 'negative', value: -1 },
          { how: 'over 2^53', value: 2 ** 60 },
        ]
      : []),
  ]
}

const TYPES: readonly (Wrong & { readonly type: string })[] = [
  { type: 'object', how: 'an object', value: { x: 'y' } },
  { type: 'array', how: 'a list', value: ['x'] },
  { type: 'null', how: 'null', value: null },
  { type: 'boolean', how: 'a truth value', value: false },
  { type: 'string', how: 'a text', value: 'word' },
  { type: 'number', how: 'a number', value: 1.5 },
]
const OUT_OF_FORM: readonly string[] = ['', ' ', '-1', '1\n', '<b>', `sha256:${'A'.repeat(64)}`, '2026-03-01', '1e3']

const acceptedTypes = (schema: JsonSchema): ReadonlySet<string> =>
  new Set(
    choicesOf(schema).flatMap(one => (one.type === 'integer' ? ['integer', 'number'] : [one.type ?? typeof one.const])),
  )

/** Places where a document may hold free text, also in place of a fixed word. */
export const textLeaves = (leaves: readonly Leaf[]): readonly Leaf[] =>
  leaves.filter(
    ({ path, schema }) =>
      // Another major version is refused before anything else is read.
      path[0] !== 'schemaVersion' &&
      choicesOf(schema).some(
        one => one.type === 'string' && one.enum === undefined && one.pattern === undefined && one.const === undefined,
      ),
  )

/** What a hostile name may hold; each at most 40 characters, so that it fits wherever text fits. */
export const INJECTIONS: Readonly<Record<string, string>> = {
  'an HTML tag': '<img src=x zq9>',
  'a closing tag': '</code></td><b>zq9',
  'an HTML comment': '<!-- zq9',
  'an entity': '&lt;zq9&#60;',
  'a link': '[zq9](//evil.test)',
  'an image': '![zq9](x.png)',
  'an address': 'https://zq9.test/',
  'a table': 'zq9|a|b\n|---|---|\n',
  'a heading': 'zq9\n\n# zq9\n',
  'a fence': '\n```\nzq9\n~~~\n',
  'code and emphasis': '`zq9` **a** _b_ ~c~',
  'escaped escapes': '\\`zq9\\\\[a]\\|\\',
  'a mention': '@zq9/team #1 GH-1',
  'a workflow command': 'zq9\n::error::zq9',
  'an old workflow command': 'zq9\n##[error]zq9',
  'a terminal colour': 'zq9\u001b[31mzq9',
  'a terminal title': '\u001b]0;zq9\u0007',
  'an 8-bit terminal code': 'zq9\u009b2Jzq9',
  'an overwritten line': 'good\rzq9\b\b',
  'a NUL': 'zq9\u0000zq9',
  'reversed text': 'zq9\u202egpj.exe',
  'isolated text': '\u2066zq9\u2069\u061c',
  'hidden text': 'z\u200bq\u2060\ufeff9',
  'tag characters': 'zq9\u{e0041}\u{e0042}',
  'line separators': 'zq9\u2028zq9\u2029zq9',
  'a lone surrogate': 'zq9\ud800zq9',
  'a formula': '$$\\zq9{x}$$ $`y`$',
}

/** Some of everything, for one place at a time. */
export const MIXTURE = '<b>|[zq9](//x)`*\n# @x ##[error]\u001b[1m\u202e'
/** A word in the same places that means nothing to anybody. */
export const HARMLESS = 'zq9 zq9'
