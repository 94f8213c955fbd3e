import type { TraceEdge, TraceGap, TraceNode } from '../schema/questions/trace-document.ts'

/** What run manifests state, as a graph. A manifest may name what another manifest describes. */
export type TraceFacts = {
  readonly nodes: readonly TraceNode[]
  readonly edges: readonly TraceEdge[]
  /** Gaps that a manifest itself shows, each at its node. */
  readonly gaps: readonly (TraceGap & { readonly node: string })[]
}

export const NO_FACTS: TraceFacts = { nodes: [], edges: [], gaps: [] }

export const joinFacts = (all: readonly TraceFacts[]): TraceFacts => ({
  nodes: all.flatMap(({ nodes }) => nodes),
  edges: all.flatMap(({ edges }) => edges),
  gaps: all.flatMap(({ gaps }) => gaps),
})
