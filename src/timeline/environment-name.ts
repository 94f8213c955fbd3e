/**
 * Names of environments "are not case sensitive" (GitHub docs, "Managing environments for deployment"): a workflow file
 * may write `Production` where a deployment, a review or the environment itself says `production`.
 */
export const isSameEnvironment = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase()
