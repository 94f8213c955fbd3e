import { code } from '../text/markdown.ts'

/** Maximum number of entries in one line. */
const MAX_ENTRIES = 20

/** Renders a list in one line, cut with the count of the rest; undefined for an empty list. */
export const all = <T>(items: readonly T[], show: (item: T) => string, max = MAX_ENTRIES): string | undefined =>
  items.length === 0
    ? undefined
    : items
        .slice(0, max)
        .map(show)
        .concat(items.length > max ? [`and ${items.length - max} more`] : [])
        .join(', ')

/** Shortens a digest for comparison by eye. The manifest holds the whole digest. */
export const shortDigest = (digest: string): string => code(digest.slice(0, 'sha256:'.length + 12))
