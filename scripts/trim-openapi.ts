import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DESCRIBED_OPERATIONS } from '../lab/openapi/operations.ts'

/**
 * Makes lab/openapi/github.json, the part of GitHub's REST description that the lab answers, from npm
 * `@octokit/openapi` (MIT). That package is 385 MB unpacked, so only its tarball is fetched into a temporary folder and
 * two files are taken out; it never becomes a dependency. Run: `npm run -s compile && node lib/scripts/trim-openapi.js`.
 */
const VERSION = '23.0.2'
const TARGET = resolve('lab/openapi')
const DROPPED = new Set(['example', 'examples', 'externalDocs', 'x-github', 'summary', 'tags', 'title', 'deprecated'])
/** Descriptions are prose for readers of the original; validation needs none. */
const PROSE = 'description'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Tree = { [key: string]: Json }

const asTree = (value: Json | undefined): Tree =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}

/** Names under `properties` are data, not keywords: a property called `title` or `description` must survive. */
const trim = (value: Json, insideProperties = false): Json => {
  if (Array.isArray(value)) return value.map(item => trim(item))
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(
    ([key, item]) => insideProperties || (!DROPPED.has(key) && !(key === PROSE && typeof item === 'string')),
  )
  return Object.fromEntries(kept.map(([key, item]) => [key, trim(item, !insideProperties && key === 'properties')]))
}

const references = (value: Json, found: Set<string>): void => {
  if (Array.isArray(value)) for (const item of value) references(item, found)
  else if (value !== null && typeof value === 'object') {
    const reference = value['$ref']
    if (typeof reference === 'string') found.add(reference)
    for (const item of Object.values(value)) references(item, found)
  }
}

const lookUp = (root: Tree, pointer: string): Json => {
  let value: Json = root
  for (const part of pointer.slice(2).split('/')) value = asTree(value)[part] ?? null
  return value
}

const trimDescription = (source: Tree): Tree => {
  const paths: Tree = {}
  for (const operation of DESCRIBED_OPERATIONS) {
    const [method = '', template = ''] = operation.split(' ')
    const path = asTree(asTree(source['paths'])[template])
    const found = path[method.toLowerCase()]
    if (found === undefined) throw new Error(`${operation} is not in @octokit/openapi ${VERSION}`)
    paths[template] = { ...asTree(paths[template]), [method.toLowerCase()]: trim(found) }
  }
  const components: Tree = {}
  const done = new Set<string>()
  const open = new Set<string>()
  references(paths, open)
  while (open.size > 0) {
    const [pointer = ''] = open
    open.delete(pointer)
    done.add(pointer)
    const [, , kind = '', name = ''] = pointer.split('/')
    // Header and example components are never checked.
    if (kind === 'examples' || kind === 'headers') continue
    const value = trim(lookUp(source, pointer))
    components[kind] = { ...asTree(components[kind]), [name]: value }
    const more = new Set<string>()
    references(value, more)
    for (const next of more) if (!done.has(next)) open.add(next)
  }
  for (const kind of Object.keys(components))
    components[kind] = Object.fromEntries(Object.entries(asTree(components[kind])).sort(([a], [b]) => (a < b ? -1 : 1)))
  return {
    openapi: source['openapi'] ?? '3.0.3',
    'x-trimmed-from': `@octokit/openapi ${VERSION} generated/api.github.com.json`,
    paths,
    components,
  }
}

const folder = mkdtempSync(join(tmpdir(), 'openapi-'))
try {
  execFileSync('npm', ['pack', '--silent', `@octokit/openapi@${VERSION}`], { cwd: folder })
  const tarball = readdirSync(folder).find(name => name.endsWith('.tgz')) ?? ''
  const wanted = ['package/generated/api.github.com.json', 'package/LICENSE']
  execFileSync('tar', ['xzf', tarball, ...wanted], { cwd: folder })
  const source = JSON.parse(readFileSync(join(folder, wanted[0] ?? ''), 'utf8')) as Tree
  mkdirSync(TARGET, { recursive: true })
  // One schema or path a line: small, and still readable in a diff.
  const trimmed = trimDescription(source)
  const lines = (tree: Tree): string =>
    Object.entries(tree)
      .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
      .join(',\n')
  const { paths, components, ...head } = trimmed
  const groups = Object.entries(asTree(components)).map(([kind, group]) => `"${kind}":{\n${lines(asTree(group))}}`)
  writeFileSync(
    join(TARGET, 'github.json'),
    `{${lines(head)},\n"paths":{\n${lines(asTree(paths))}},\n"components":{\n${groups.join(',\n')}}}\n`,
  )
  writeFileSync(join(TARGET, 'LICENSE'), readFileSync(join(folder, wanted[1] ?? '')))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
