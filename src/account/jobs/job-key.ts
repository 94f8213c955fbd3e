/**
 * Keys of the jobs that the report job needs, as the workflow gave or wrote them, and the result of each where it is
 * known: a claim of the workflow, not of GitHub.
 */
export type Needs = ReadonlyMap<string, string | undefined>

/**
 * The key of `needs` that a job belongs to. A nested job `caller / inner` is waited for through its caller; a matrix leg
 * `build (a, b)` through its job. A name match is an inference: a job's display name is free text.
 */
export const findNeedsKey = (name: string, manifestKey: string | undefined, needs: Needs): string | undefined => {
  if (manifestKey !== undefined && needs.has(manifestKey)) return manifestKey
  const [first = ''] = name.split(' / ')
  if (needs.has(first)) return first
  const bracket = first.indexOf(' (')
  const bare = bracket > 0 ? first.slice(0, bracket) : first
  return needs.has(bare) ? bare : undefined
}
