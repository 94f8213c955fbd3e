import { parseYaml } from '#workflow-parser'
import { LIMITS } from '../core/limits.ts'
import type { GapReason } from '../schema/values/fact.ts'

export type PlainText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread'; readonly reason: GapReason }

/** Patterns for anchors and aliases. They match more than real ones, since a script has such words too. */
const ANCHOR = /(?:^|[\s,[{:])&[^\s&]/
const ALIAS = /(?:^|[\s,[{:])\*[^\s*]/g

/**
 * Returns the document without YAML aliases. GitHub's parser expands each alias without a limit, so a small file could
 * fill the memory. The expanded text must fit the cap of a file.
 */
export const withoutAliases = (content: string): PlainText => {
  const aliases = ANCHOR.test(content) ? [...content.matchAll(ALIAS)].length : 0
  if (aliases === 0) return { kind: 'text', text: content }
  if (aliases > LIMITS.yamlAliases) return { kind: 'unread', reason: 'too-large' }
  try {
    // Aliased parts are shared here, so the value stays small. The parser reports duplicate keys.
    const value: unknown = parseYaml(content, { uniqueKeys: false, maxAliasCount: -1, logLevel: 'silent' })
    return measureSize(value, new Map()) > LIMITS.workflowFile
      ? { kind: 'unread', reason: 'too-large' }
      : { kind: 'text', text: JSON.stringify(value) ?? '' }
  } catch {
    // Not YAML, or an alias inside its own anchor.
    return { kind: 'unread', reason: 'malformed' }
  }
}

/**
 * Returns the approximate length of the value as JSON. A shared part is measured once and counted at each occurrence.
 */
const measureSize = (value: unknown, measured: Map<object, number>): number => {
  if (typeof value !== 'object' || value === null) return 2 + String(value).length
  const known = measured.get(value)
  if (known !== undefined) return known
  const size = Object.entries(value).reduce((sum, [key, item]) => sum + key.length + 4 + measureSize(item, measured), 2)
  measured.set(value, size)
  return size
}
