/**
 * Keys of the jobs that the report job needs, from input `needs` or the workflow file, with the result of each where
 * known. The workflow claims them; GitHub does not.
 */
export type Needs = ReadonlyMap<string, string | undefined>

/**
 * Finds the key of `needs` for a job. The report waits for a nested job `caller / inner` through its caller, and for a
 * matrix leg `build (a, b)` through its job. A match by name is an inference: a job's display name is free text.
 */
export const findNeedsKey = (name: string, manifestKey: string | undefined, needs: Needs): string | undefined => {
  if (manifestKey !== undefined && needs.has(manifestKey)) return manifestKey
  const [first = ''] = name.split(' / ')
  if (needs.has(first)) return first
  const bracket = first.indexOf(' (')
  const bare = bracket > 0 ? first.slice(0, bracket) : first
  return needs.has(bare) ? bare : undefined
}
