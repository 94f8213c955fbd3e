/**
 * Returns the pages of a list file. The file holds GitHub's object or array as received, an array of such pages, or
 * (made by hand) an array of the entries of a list that GitHub wraps into an object. Where a record states how many
 * pages were kept, that number decides.
 */
export const listPages = (value: unknown, member: string | undefined, kept?: number): readonly unknown[] => {
  if (!Array.isArray(value) || kept === 1) return [value]
  const items: readonly unknown[] = value
  if (kept !== undefined) return items
  if (items.length === 0) return member === undefined ? [items] : [wrap([], member)]
  const isPage = (item: unknown): boolean => (member === undefined ? Array.isArray(item) : holds(item, member))
  if (items.some(isPage)) return items
  return member === undefined ? [items] : [wrap(items, member)]
}

const holds = (item: unknown, member: string): boolean =>
  typeof item === 'object' &&
  item !== null &&
  member in item &&
  Array.isArray((item as Record<string, unknown>)[member])

const wrap = (items: readonly unknown[], member: string): unknown => ({ total_count: items.length, [member]: items })
