export type Permission = 'read' | 'write' | 'none'

/** A permission is at most this many characters in the manifest. */
const MAX_NAME = 60

/**
 * `PullRequests`, as the runner names it in its log and job message, is `pull-requests` in workflow files; undefined for
 * what is no such word. The runner gives no level but read and write (a permission at `none` is not named).
 */
export const permissionKey = (name: string): string | undefined =>
  name.length <= MAX_NAME / 2 && /^[A-Za-z]+$/.test(name)
    ? name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`).replace(/^-/, '')
    : undefined

export const isPermission = (level: unknown): level is Permission =>
  level === 'read' || level === 'write' || level === 'none'
