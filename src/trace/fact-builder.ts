import type { TraceEdge, TraceGap, TraceNode } from '../schema/questions/trace-document.ts'
import type { Confidence, Source } from '../schema/values/fact.ts'
import type { TraceFacts } from './facts.ts'
import type { Scope } from './node-ids.ts'

/** Collects the facts of one manifest. */
export type FactBuilder = {
  readonly scope: Scope
  /** Adds a thing and returns its id. */
  readonly node: (node: TraceNode) => string
  readonly edge: (
    from: string,
    relation: TraceEdge['relation'],
    to: string,
    source: Source,
    confidence?: Confidence,
  ) => void
  readonly gap: (code: TraceGap['code'], node: string) => void
  readonly facts: TraceFacts
}

export const createFactBuilder = (scope: Scope, manifest: string): FactBuilder => {
  const nodes: TraceNode[] = []
  const edges: TraceEdge[] = []
  const gaps: (TraceGap & { readonly node: string })[] = []
  return {
    scope,
    node: node => {
      nodes.push(node)
      return node.id
    },
    edge: (from, relation, to, source, confidence = 'high') => {
      edges.push({ from, to, relation, source, confidence, manifest })
    },
    gap: (code, node) => {
      gaps.push({ code, node })
    },
    facts: { nodes, edges, gaps },
  }
}
