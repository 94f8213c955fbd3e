import { code } from '../text/markdown.ts'

/** Entries of one line. */
const MAX_ENTRIES = 20

/** A line of a list, cut with the count of the rest; undefined for an empty one. */
export const all = <T>(items: readonly T[], show: (item: T) => string, max = MAX_ENTRIES): string | undefined =>
  items.length === 0
    ? undefined
    : items
        .slice(0, max)
        .map(show)
        .concat(items.length > max ? [`and ${items.length - max} more`] : [])
        .join(', ')

/** Enough to compare by eye; the manifest holds the whole. */
export const shortDigest = (digest: string): string => code(digest.slice(0, 'sha256:'.length + 12))
