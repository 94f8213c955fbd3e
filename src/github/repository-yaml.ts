import type * as z from 'zod/mini'
import { parseYaml } from '#workflow-parser'
import { LIMITS } from '../core/limits.ts'
import { nestsTooDeep } from '../workflow/nesting.ts'

/**
 * Returns the mapping in the bytes of a settings file of the repository, or its fault in one line. Aliases are refused:
 * such a file needs none, and a few lines of them fill the memory. The key `__proto__` is refused, since JSON readers
 * and zod drop it silently, and a rule must not disappear silently.
 */
export const parseRepositoryYaml = (bytes: Uint8Array): object | string => {
  if (bytes.byteLength > LIMITS.policyFile) return `${bytes.byteLength} bytes, limit ${LIMITS.policyFile}`
  const value = parseText(bytes)
  if (typeof value !== 'object' || value === null) return 'not a YAML mapping without aliases, tags and doubled keys'
  return hasProtoKey(value) ? 'unknown key "__proto__"' : value
}

const parseText = (bytes: Uint8Array): unknown => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return nestsTooDeep(text) ? undefined : parseYaml(text, { maxAliasCount: 0, logLevel: 'error' })
  } catch {
    return undefined
  }
}

const hasProtoKey = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.hasOwn(value, '__proto__') || Object.values(value).some(hasProtoKey))

/** Returns the keys that a strict schema does not know. */
export const unknownKeys = (issue: z.core.$ZodIssue): readonly string[] => {
  if (issue.code === 'unrecognized_keys') return issue.keys
  return issue.code === 'invalid_union' ? issue.errors.flat().flatMap(unknownKeys) : []
}
