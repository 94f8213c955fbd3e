/** Groups items by key, in the order of their first appearance (`Map.groupBy`, which Node 20 lacks). */
export const grouped = <K, V>(items: readonly V[], getKey: (item: V) => K): ReadonlyMap<K, readonly V[]> => {
  const groups = new Map<K, V[]>()
  for (const item of items) {
    const key = getKey(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
