type Needs = readonly string[]

/** A job, or the group of jobs that one or more jobs wait for. */
export type GraphNode =
  | { readonly kind: 'job'; readonly id: string; readonly needs: Needs | undefined }
  | { readonly kind: 'group'; readonly needs: Needs }

/**
 * Sorts jobs and groups, each after what it waits for (Kahn's algorithm). A group is an array: the same array is the
 * same group. Nodes in a cycle, or behind one, are left out. Needs that are not among the jobs count as met.
 */
export const topologicalOrder = (
  ids: readonly string[],
  findNeeds: (id: string) => Needs | undefined,
): readonly GraphNode[] => {
  const waiting = new Map<Needs, string[]>()
  const groupsWith = new Map<string, Needs[]>(ids.map(id => [id, []]))
  const open = new Map<Needs, number>()
  const order: GraphNode[] = []
  const close = (group: Needs): void => {
    order.push({ kind: 'group', needs: group })
    for (const id of waiting.get(group) ?? []) order.push({ kind: 'job', id, needs: group })
  }
  const free: Needs[] = []
  for (const id of groupsWith.keys()) {
    const needs = findNeeds(id)
    const others = needs === undefined ? undefined : waiting.get(needs)
    if (needs === undefined) order.push({ kind: 'job', id, needs })
    else if (others !== undefined) others.push(id)
    else {
      waiting.set(needs, [id])
      const inside = new Set(needs.filter(need => groupsWith.has(need)))
      for (const need of inside) groupsWith.get(need)?.push(needs)
      open.set(needs, inside.size)
      if (inside.size === 0) free.push(needs)
    }
  }
  free.forEach(close)
  // The array grows during the loop.
  for (const node of order) {
    if (node.kind === 'group') continue
    for (const group of groupsWith.get(node.id) ?? []) {
      const left = (open.get(group) ?? 0) - 1
      open.set(group, left)
      if (left === 0) close(group)
    }
  }
  return order
}
