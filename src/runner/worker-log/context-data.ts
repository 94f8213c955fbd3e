/*
 * Context data as the job message holds it: scalars are plain, a list is `{t: 1, a: […]}`, a mapping `{t: 2, d: [{k, v}]}`,
 * one that knows case `{t: 5, …}` (actions/runner
 * src/Sdk/DTPipelines/Pipelines/ContextData/PipelineContextDataJsonConverter.cs).
 */

type Tagged = Readonly<Record<string, unknown>>

/** A list or mapping inside this many others is none that a workflow file can hold. */
const MAX_DEPTH = 50

/** The plain value; undefined for what has not that form. `__proto__` is dropped. */
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

/** Whether the runner has put `***` over a part of it, which is then not what the job had (src/Sdk/DTLogging). */
export const isMasked = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('***')
  if (Array.isArray(value)) return value.some(isMasked)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, member]) => isMasked(key) || isMasked(member))
}
