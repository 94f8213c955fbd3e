import type { JobInput } from '../../history/job-inputs.ts'
import type { InputKind, NamedInput } from '../../schema/run/failure.ts'

/** A line of the step that failed. Its text comes from the run and must never enter a document. */
export type PrintedLine = { readonly line: number; readonly text: string }

/**
 * Finds which of a job's own inputs the error lines of its failed step name. Only names that were known before leave:
 * text of a line never does. A bare word is no name, since `time`, `test` and `click` are packages too. A name stands
 * as the object of a word like `module` or `compile`, directly before its version, or as a folder of a package manager.
 */
export const findNamedInputs = (lines: readonly PrintedLine[], inputs: readonly JobInput[]): readonly NamedInput[] => {
  const byName = indexByName(inputs)
  const named = new Map<string, { readonly kind: InputKind; readonly name: string; readonly lines: number[] }>()
  const add = ({ kind, name }: JobInput, line: number): void => {
    const key = `${kind} ${name}`
    const known = named.get(key)
    if (known === undefined) {
      if (named.size < MAX_NAMED) named.set(key, { kind, name, lines: [line] })
    } else if (known.lines.length < MAX_LINES && !known.lines.includes(line)) known.lines.push(line)
  }
  for (const { line, text } of lines) {
    const cut = text.slice(0, MAX_TEXT)
    for (const name of [...listQuoted(cut), ...listFolders(cut)])
      for (const input of findByName(name, byName)) add(input, line)
    for (const input of inputs) if (isNamed(cut, input)) add(input, line)
  }
  return [...named.values()]
}

const MAX_TEXT = 600
const MAX_NAMED = 20
const MAX_LINES = 3

/** PyPI and crates.io take both cases, `-` and `_` for the same (packaging.python.org "Names and normalization"). */
const normalize = (name: string): string => name.toLowerCase().replaceAll('_', '-').replaceAll('\\', '/')

/** Returns the name without the ecosystem. */
const toBareName = ({ kind, name }: JobInput): string => (kind === 'package' ? name.slice(name.indexOf(' ') + 1) : name)

const indexByName = (inputs: readonly JobInput[]): ReadonlyMap<string, readonly JobInput[]> => {
  const index = new Map<string, JobInput[]>()
  for (const input of inputs) {
    if (input.kind !== 'package' && input.kind !== 'tool') continue
    const name = normalize(toBareName(input))
    index.set(name, [...(index.get(name) ?? []), input])
  }
  return index
}

/**
 * `module 'numpy' has no attribute`, `cannot import name 'x' from 'y'`, `` could not compile `time` ``, `` unresolved
 * import `serde::de` ``, `Cannot find module 'x/y'`. A quoted word elsewhere is a value: `KeyError: 'click'`.
 */
const QUOTED =
  /\b(?:modules?|packages?|crate|gem|imports?|from|named|requirement|distribution|dependency|compile|library|plugin|engine|resolve|load|extension|version for|formula|get)[ :]{1,3}["'`‘“]{1,2}([^\s"'`‘’“”()]{1,200})/gi

const listQuoted = (text: string): readonly string[] => [...text.matchAll(QUOTED)].flatMap(([, name]) => name ?? [])

/** The folder of a package: npm's, and those of Python (docs.python.org site). */
const FOLDER =
  /(?:node_modules|site-packages|dist-packages)[\\/]{1,2}(@[\w.~-]{1,100}[\\/][\w.~-]{1,100}|\w[\w.~-]{0,100})(?=[\\/\s:'")]|$)/g

const listFolders = (text: string): readonly string[] => [...text.matchAll(FOLDER)].flatMap(([, name]) => name ?? [])

/** Finds the inputs of a name, or of the longest beginning of it: `numpy.core` is a part of `numpy`. */
const findByName = (found: string, byName: ReadonlyMap<string, readonly JobInput[]>): readonly JobInput[] => {
  let name = normalize(found)
  for (;;) {
    const inputs = byName.get(name)
    if (inputs !== undefined) return inputs
    const end = Math.max(name.lastIndexOf('/'), name.lastIndexOf('.'), name.lastIndexOf('::'), name.lastIndexOf('@'))
    if (end <= 0) return []
    name = name.slice(0, end)
  }
}

const isNamed = (text: string, input: JobInput): boolean => {
  switch (input.kind) {
    case 'package':
    case 'tool':
      return hasVersioned(text, input)
    case 'image':
      return /[/:]/.test(input.name) && hasToken(text, input.name)
    case 'action':
      return hasToken(text, toRepository(input.name)) || text.includes(`_actions/${input.name.replace('@', '/')}/`)
    case 'runner-image':
      return hasToken(text, input.version.split(' ')[1] ?? '')
    case 'variable':
      return hasToken(text, input.name) || (isDistinct(input.version) && hasToken(text, input.version))
  }
}

/** `owner/name` of `owner/name/path@ref`. */
const toRepository = (uses: string): string => (uses.split('@')[0] ?? '').split('/').slice(0, 2).join('/')

/** Returns true for a value that stands for itself, such as `users-v12`: neither a word nor a number. */
const isDistinct = (value: string): boolean => /\d/.test(value) && /[a-z]/i.test(value)

const MIN_TOKEN = 4

/** Returns true if the text holds the token, and neither more of a word before it nor after it. */
const hasToken = (text: string, token: string): boolean => {
  if (token.length < MIN_TOKEN) return false
  for (let at = text.indexOf(token); at !== -1; at = text.indexOf(token, at + 1))
    if (!/[\w.-]/.test(text.charAt(at - 1)) && endsAt(text, at + token.length)) return true
  return false
}

/** Returns true if a word ends there. A full stop can end a sentence. */
const endsAt = (text: string, at: number): boolean => !/^(?:[\w+/-]|\.\w)/.test(text.slice(at, at + 2))

/**
 * Returns true for the name directly before the version that the job had: `numpy 2.0.0`, `left-pad@1.3.1`,
 * `Python: 3.8.10`, `gems/rake-13.0.6/`, `serde_derive v1.0.183`.
 */
const hasVersioned = (text: string, input: JobInput): boolean => {
  const version = input.version.split('#')[0] ?? ''
  if (!version.includes('.')) return false
  const names = toNames(input)
  for (let at = text.indexOf(version); at !== -1; at = text.indexOf(version, at + 1)) {
    const end = at + version.length
    if (/^(?:[\w+]|\.\w)/.test(text.slice(end, end + 2))) continue
    const before = normalize(text.slice(Math.max(0, at - MAX_BEFORE), at))
    const name = before.replace(BETWEEN, '')
    if (name.length < before.length && names.some(one => endsWithName(name, one))) return true
  }
  return false
}

const MAX_BEFORE = 240
/** What stands between a name and its version. */
const BETWEEN = /[ @=:(-]{1,4}v?$/

const toNames = (input: JobInput): readonly string[] => {
  const name = normalize(toBareName(input))
  return name === 'node' ? [name, 'node.js'] : [name]
}

const endsWithName = (before: string, name: string): boolean => {
  if (!before.endsWith(name)) return false
  const rest = before.slice(0, before.length - name.length)
  // `@types/node` is not `node`.
  return !/[\w.@-]$/.test(rest) && !/@[\w.-]{1,100}\/$/.test(rest)
}
