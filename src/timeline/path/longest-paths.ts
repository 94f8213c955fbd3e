import type { JobGraph, Needs } from '../graph/job-graph.ts'
import { type GraphNode, topologicalOrder } from '../graph/topological-order.ts'

/** The weight of a job in the graph, in any unit: the wait between its needs and itself, and its own time. */
export type Weight = { readonly lag: number; readonly own: number }

/** The longest path through each job, and the longest path that does not include it. */
export type LongestPaths = {
  readonly longest: number
  readonly through: ReadonlyMap<string, number>
  readonly around: ReadonlyMap<string, number>
}

/**
 * Finds the longest paths through the jobs and the groups that they wait for. Each path visits the nodes in topological
 * order. So a path around a job has exactly one edge that passes over the job's place in that order, and every path
 * with such an edge is one around it: the best of those edges is the answer. The same method finds a most vital arc in
 * a shortest path (Malik, Mittal and Gupta, "The k most vital arcs in the shortest path problem", 1989). Returns
 * undefined for needs in a cycle.
 */
export const longestPaths = (
  weights: ReadonlyMap<string, Weight>,
  findNeeds: JobGraph['findNeeds'],
): LongestPaths | undefined => {
  const order = topologicalOrder([...weights.keys()], findNeeds)
  if (order.filter(({ kind }) => kind === 'job').length < weights.size) return undefined
  const heads = measureHeads(order, weights)
  const tails = measureTails(order, weights)
  const through = new Map(
    [...weights.keys()].map(id => [id, (heads.jobs.get(id) ?? 0) + (tails.jobs.get(id) ?? 0)] as const),
  )
  const longest = [...through.values()].reduce((a, b) => Math.max(a, b), 0)
  return { longest, through, around: around(order, listEdges(order, weights, heads, tails, through)) }
}

type Lengths = { readonly jobs: ReadonlyMap<string, number>; readonly groups: ReadonlyMap<Needs, number> }

/** Measures the longest path from the start to the end of a job, or to the moment when a group is done. */
const measureHeads = (order: readonly GraphNode[], weights: ReadonlyMap<string, Weight>): Lengths => {
  const [jobs, groups] = [new Map<string, number>(), new Map<Needs, number>()]
  for (const node of order) {
    if (node.kind === 'group') groups.set(node.needs, findMax(node.needs, jobs))
    else jobs.set(node.id, (groups.get(node.needs ?? []) ?? 0) + weighed(weights, node.id))
  }
  return { jobs, groups }
}

/** Measures the longest path from the end of a job, or from the moment when a group is done, to the end. */
const measureTails = (order: readonly GraphNode[], weights: ReadonlyMap<string, Weight>): Lengths => {
  const [jobs, groups] = [new Map<string, number>(), new Map<Needs, number>()]
  for (const node of order.toReversed()) {
    if (node.kind === 'group') {
      const tail = groups.get(node.needs) ?? 0
      for (const id of node.needs) jobs.set(id, Math.max(jobs.get(id) ?? 0, tail))
    } else if (node.needs !== undefined) {
      const length = weighed(weights, node.id) + (jobs.get(node.id) ?? 0)
      groups.set(node.needs, Math.max(groups.get(node.needs) ?? 0, length))
    }
  }
  return { jobs, groups }
}

/** An edge between two places of the order, with the length of the longest path over it. */
type Edge = { readonly from: number; readonly to: number; readonly length: number }

/** Lists only edges that pass over a node. The start is before the first node, the end behind the last one. */
const listEdges = (
  order: readonly GraphNode[],
  weights: ReadonlyMap<string, Weight>,
  heads: Lengths,
  tails: Lengths,
  through: ReadonlyMap<string, number>,
): readonly Edge[] => {
  const edges: Edge[] = []
  const add = (from: number, to: number, length: number): void => {
    if (to - from > 1) edges.push({ from, to, length })
  }
  const jobAt = new Map(order.flatMap((node, index) => (node.kind === 'job' ? [[node.id, index] as const] : [])))
  const groupAt = new Map<Needs, number>()
  const needed = new Set<string>()
  for (const [index, node] of order.entries()) {
    if (node.kind === 'group') {
      groupAt.set(node.needs, index)
      const inside = node.needs.filter(id => weights.has(id))
      if (inside.length === 0) add(-1, index, tails.groups.get(node.needs) ?? 0)
      for (const id of inside) {
        needed.add(id)
        add(jobAt.get(id) ?? -1, index, (heads.jobs.get(id) ?? 0) + (tails.groups.get(node.needs) ?? 0))
      }
    } else {
      const from = node.needs === undefined ? -1 : groupAt.get(node.needs)
      add(from ?? -1, index, through.get(node.id) ?? 0)
    }
  }
  for (const [id, index] of jobAt) if (!needed.has(id)) add(index, order.length, heads.jobs.get(id) ?? 0)
  return edges
}

/** Takes the longest edges first. Each edge gives its length to the places under it without a length. */
const around = (order: readonly GraphNode[], edges: readonly Edge[]): ReadonlyMap<string, number> => {
  const lengths = new Float64Array(order.length)
  // The next place at or after each index without a length. Places with a length point past themselves.
  const next = Int32Array.from({ length: order.length + 1 }, (_, index) => index)
  const openFrom = (place: number): number => {
    let open = place
    while (next[open] !== open) {
      const after = next[open] ?? open
      next[open] = next[after] ?? after
      open = after
    }
    return open
  }
  for (const { from, to, length } of edges.toSorted((a, b) => b.length - a.length))
    for (let place = openFrom(from + 1); place < to; place = openFrom(place)) {
      lengths[place] = length
      next[place] = place + 1
    }
  return new Map(order.flatMap((node, index) => (node.kind === 'job' ? [[node.id, lengths[index] ?? 0] as const] : [])))
}

const weighed = (weights: ReadonlyMap<string, Weight>, id: string): number => {
  const { lag, own } = weights.get(id) ?? { lag: 0, own: 0 }
  return lag + own
}

const findMax = (ids: readonly string[], lengths: ReadonlyMap<string, number>): number =>
  ids.reduce((longest, id) => Math.max(longest, lengths.get(id) ?? 0), 0)
