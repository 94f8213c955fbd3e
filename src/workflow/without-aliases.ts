import { parseYaml } from '#workflow-parser'
import { LIMITS } from '../core/limits.ts'
import type { GapReason } from '../schema/values/fact.ts'

export type PlainText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unread'; readonly reason: GapReason }

/** More places than aliases: a script has such words too. */
const ANCHOR = /(?:^|[\s,[{:])&[^\s&]/
const ALIAS = /(?:^|[\s,[{:])\*[^\s*]/g

/** The YAML reader looks through all anchors for each alias. */
const MAX_ALIASES = 10_000

/**
 * The same document without YAML aliases. GitHub's parser writes each alias out, with no limit of its own, so a small
 * file could fill the memory. What is written out must fit the cap of a file.
 */
export const withoutAliases = (content: string): PlainText => {
  const aliases = ANCHOR.test(content) ? [...content.matchAll(ALIAS)].length : 0
  if (aliases === 0) return { kind: 'text', text: content }
  if (aliases > MAX_ALIASES) return { kind: 'unread', reason: 'too-large' }
  try {
    // Parts that are aliased are shared here, so this stays small. Duplicate keys are the parser's to name.
    const value: unknown = parseYaml(content, { uniqueKeys: false, maxAliasCount: -1, logLevel: 'silent' })
    return measureSize(value, new Map()) > LIMITS.workflowFile
      ? { kind: 'unread', reason: 'too-large' }
      : { kind: 'text', text: JSON.stringify(value) ?? '' }
  } catch {
    // Not YAML, or an alias inside its own anchor.
    return { kind: 'unread', reason: 'malformed' }
  }
}

/** About the length of the value as JSON; a shared part is measured once and counted wherever it stands. */
const measureSize = (value: unknown, measured: Map<object, number>): number => {
  if (typeof value !== 'object' || value === null) return 2 + String(value).length
  const known = measured.get(value)
  if (known !== undefined) return known
  const size = Object.entries(value).reduce((sum, [key, item]) => sum + key.length + 4 + measureSize(item, measured), 2)
  measured.set(value, size)
  return size
}
