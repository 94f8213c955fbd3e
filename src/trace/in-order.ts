import type { TraceNode } from '../schema/questions/trace-document.ts'
import type { Graph } from './graph.ts'

/** Which kind comes first where no edge decides. */
const KINDS: readonly TraceNode['kind'][] = [
  'pull-request',
  'commit',
  'run',
  'signer',
  'job',
  'artifact',
  'image',
  'file',
  'approval',
  'deployment',
  'environment',
]

/**
 * Orders the nodes so that each comes after what led to it. Where the facts contradict each other and lead in a circle,
 * the circle is entered at the node of the first kind.
 */
export const inOrder = (graph: Graph, nodes: ReadonlySet<string>): readonly string[] => {
  const open = new Map([...nodes].map(id => [id, graph.into(id).filter(({ from }) => nodes.has(from)).length]))
  const waiting = [...nodes].toSorted((a, b) => compare(graph, a, b))
  const ready = waiting.filter(id => open.get(id) === 0)
  const ordered = new Set<string>()
  let next = 0
  while (ordered.size < nodes.size) {
    const id = ready.shift() ?? waiting.slice(next).find(one => !ordered.has(one))
    if (id === undefined) break
    if (ordered.has(id)) continue
    ordered.add(id)
    while (ordered.has(waiting[next] ?? '')) next += 1
    for (const { to } of graph.outOf(id)) {
      if (!nodes.has(to) || ordered.has(to)) continue
      const left = (open.get(to) ?? 1) - 1
      open.set(to, left)
      if (left === 0) ready.unshift(to)
    }
  }
  return [...ordered]
}

const compare = (graph: Graph, one: string, other: string): number => {
  const [a, b] = [graph.nodes.get(one), graph.nodes.get(other)]
  const order = KINDS.indexOf(a?.kind ?? 'environment') - KINDS.indexOf(b?.kind ?? 'environment')
  return order || (a?.at ?? '').localeCompare(b?.at ?? '') || one.localeCompare(other)
}
