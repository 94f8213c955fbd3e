/**
 * Returns the key that two names of one environment share: names "are not case sensitive" (GitHub docs, "Managing
 * environments for deployment"), so a workflow file may have `Production` where a deployment or a review has
 * `production`.
 */
export const environmentKey = (name: string): string => name.toLowerCase()

export const isSameEnvironment = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && environmentKey(a) === environmentKey(b)
