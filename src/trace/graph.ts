import { grouped } from '../core/grouped.ts'
import type { TraceEdge, TraceNode } from '../schema/questions/trace-document.ts'
import type { Confidence } from '../schema/values/fact.ts'
import type { TraceFacts } from './facts.ts'

/** The facts of all manifests together, each node and each edge once. */
export type Graph = {
  readonly nodes: ReadonlyMap<string, TraceNode>
  readonly edges: readonly TraceEdge[]
  readonly into: (node: string) => readonly TraceEdge[]
  readonly outOf: (node: string) => readonly TraceEdge[]
}

export const buildGraph = (facts: TraceFacts): Graph => {
  const nodes = new Map<string, TraceNode>()
  for (const node of facts.nodes) nodes.set(node.id, mergeNodes(nodes.get(node.id), node))
  const edges = new Map<string, TraceEdge>()
  for (const edge of [...facts.edges, ...findFollowers(facts.edges)]) {
    const key = `${edge.from}\n${edge.relation}\n${edge.to}`
    const known = edges.get(key)
    if (known === undefined || rank(edge.confidence) > rank(known.confidence)) edges.set(key, edge)
  }
  const all = [...edges.values()]
  const [byTarget, bySource] = [grouped(all, ({ to }) => to), grouped(all, ({ from }) => from)]
  return { nodes, edges: all, into: id => byTarget.get(id) ?? [], outOf: id => bySource.get(id) ?? [] }
}

const rank = (confidence: Confidence | 'other'): number => ['low', 'medium', 'high'].indexOf(confidence)

/** The node of the thing's own manifest comes before one that another manifest names, and a later attempt before an earlier. */
const mergeNodes = (known: TraceNode | undefined, node: TraceNode): TraceNode => {
  if (known === undefined) return node
  const isBetter =
    node.searched === known.searched ? (node.attempt ?? 0) > (known.attempt ?? 0) : node.searched && !known.searched
  const [first, second] = isBetter ? [node, known] : [known, node]
  return { ...second, ...withoutUndefined(first), name: first.name === '' ? second.name : first.name }
}

const withoutUndefined = (node: TraceNode): TraceNode =>
  Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined)) as TraceNode

/** A run that the run of a deployment triggered comes after the deployment: it may observe what was deployed. */
const findFollowers = (edges: readonly TraceEdge[]): readonly TraceEdge[] => {
  const runOf = new Map(edges.flatMap(({ relation, from, to }) => (relation === 'ran' ? [[to, from] as const] : [])))
  const triggered = grouped(
    edges.filter(({ relation }) => relation === 'triggered'),
    ({ from }) => from,
  )
  return edges.flatMap(({ relation, from: job, to: deployment }) =>
    relation === 'deployed'
      ? (triggered.get(runOf.get(job) ?? '') ?? []).map(edge => ({
          ...edge,
          from: deployment,
          relation: 'followed-by' as const,
        }))
      : [],
  )
}

/** Follows edges from the given nodes while `isWanted` holds; cycles end, since every node is visited once. */
export const walk = (
  start: Iterable<string>,
  next: (node: string) => readonly string[],
  isWanted: (node: string) => boolean = () => true,
): ReadonlySet<string> => {
  const seen = new Set(start)
  const waiting = [...seen]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop())
    for (const other of next(node)) {
      if (seen.has(other) || !isWanted(other)) continue
      seen.add(other)
      waiting.push(other)
    }
  return seen
}

/** Everything that led to the nodes. */
export const findCauses = (graph: Graph, start: Iterable<string>, isWanted?: (node: string) => boolean) =>
  walk(start, node => graph.into(node).map(({ from }) => from), isWanted)

/** Everything that followed from the nodes. Of a run that only followed a deployment, the runs after it count alone. */
export const findEffects = (graph: Graph, start: Iterable<string>): ReadonlySet<string> => {
  const direct = walk(start, node =>
    graph.outOf(node).flatMap(({ to, relation }) => (relation === 'followed-by' ? [] : [to])),
  )
  return new Set([...direct, ...findFollowingRuns(graph, direct)])
}

/** The runs that followed the deployments among the nodes, with the runs that those triggered. */
export const findFollowingRuns = (graph: Graph, nodes: Iterable<string>): ReadonlySet<string> =>
  walk(
    [...nodes].flatMap(node => follow(graph, node, 'followed-by')),
    node => follow(graph, node, 'triggered'),
  )

const follow = (graph: Graph, node: string, wanted: TraceEdge['relation']): readonly string[] =>
  graph.outOf(node).flatMap(({ to, relation }) => (relation === wanted ? [to] : []))
