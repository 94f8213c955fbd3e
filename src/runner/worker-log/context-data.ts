/*
 * The form of context data in the job message: scalars are plain, a list is `{t: 1, a: […]}`, a mapping `{t: 2, d: [{k,
 * v}]}`, a case-sensitive mapping `{t: 5, …}` (actions/runner
 * src/Sdk/DTPipelines/Pipelines/ContextData/PipelineContextDataJsonConverter.cs).
 */

type Tagged = Readonly<Record<string, unknown>>

/** The maximum depth: a workflow file cannot contain deeper lists or mappings. */
const MAX_DEPTH = 50

/** Returns the plain value; undefined for any other form. `__proto__` is dropped. */
export const fromContextData = (data: unknown, depth = 0): unknown => {
  if (data === null || typeof data === 'string' || typeof data === 'boolean' || typeof data === 'number') return data
  if (!isTagged(data) || depth > MAX_DEPTH) return undefined
  switch (data['t']) {
    case 1:
      return readList(data['a'] ?? [], depth)
    case 2:
    case 5:
      return readMapping(data['d'] ?? [], depth)
    default:
      return undefined
  }
}

const isTagged = (value: unknown): value is Tagged =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readList = (items: unknown, depth: number): readonly unknown[] | undefined => {
  if (!Array.isArray(items)) return undefined
  const values = items.map(item => fromContextData(item, depth + 1))
  return values.includes(undefined) ? undefined : values
}

const readMapping = (pairs: unknown, depth: number): Readonly<Record<string, unknown>> | undefined => {
  if (!Array.isArray(pairs)) return undefined
  const entries: (readonly [string, unknown])[] = []
  for (const pair of pairs) {
    if (!isTagged(pair) || typeof pair['k'] !== 'string') return undefined
    const value = fromContextData(pair['v'] ?? null, depth + 1)
    if (value === undefined) return undefined
    if (pair['k'] !== '__proto__') entries.push([pair['k'], value])
  }
  return Object.fromEntries(entries)
}

/**
 * Returns whether the runner has masked a part of it with `***`, so that it differs from the job's value
 * (src/Sdk/DTLogging).
 */
export const isMasked = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('***')
  if (Array.isArray(value)) return value.some(isMasked)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, member]) => isMasked(key) || isMasked(member))
}
