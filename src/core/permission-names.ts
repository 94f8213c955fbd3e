export type Permission = 'read' | 'write' | 'none'

/** The maximum length of a permission in the manifest, in characters. */
const MAX_NAME = 60

/**
 * Returns the name that workflow files use (`pull-requests`) for the runner's name in its log and job message
 * (`PullRequests`); undefined for any other word. The runner names only permissions at read or write, never at `none`.
 */
export const permissionKey = (name: string): string | undefined =>
  name.length <= MAX_NAME / 2 && /^[A-Za-z]+$/.test(name)
    ? name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`).replace(/^-/, '')
    : undefined

export const isPermission = (level: unknown): level is Permission =>
  level === 'read' || level === 'write' || level === 'none'
