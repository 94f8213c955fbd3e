import { LIMITS } from '../core/limits.ts'
import type { TraceChain, TraceGap, TraceNode } from '../schema/questions/trace-document.ts'
import type { TraceFacts } from './facts.ts'
import { findCauses, findEffects, findFollowingRuns, type Graph } from './graph.ts'
import { inOrder } from './in-order.ts'
import type { TraceQuestion } from './question.ts'

/** Newer deployments that did not reach the environment, of which a chain is shown. */
const MOST_NEWER = 3

/**
 * Builds the chains of the answer. A question by an environment has the chain of the newest deployment that reached it,
 * then those of newer ones that did not. Any other question has one chain for each deployment that the subjects led to
 * or are part of, else one chain for what led to them and followed.
 */
export const buildChains = (
  graph: Graph,
  facts: TraceFacts,
  question: TraceQuestion,
  subjects: readonly TraceNode[],
): readonly TraceChain[] => {
  const ids = subjects.map(({ id }) => id)
  const gapsAt = indexGaps(facts)
  if (question.kind === 'environment')
    return subjects.flatMap(({ id }) =>
      chooseDeployments(graph, id).map(deployment => chainTo(graph, gapsAt, deployment, undefined)),
    )
  const related = new Set([...findCauses(graph, ids), ...findEffects(graph, ids)])
  const deployments = newestFirst([...related].flatMap(id => graph.nodes.get(id) ?? []).filter(isDeployment))
  // Of a digest, other things that the same job deployed are not part of the answer.
  const wanted = question.kind === 'digest' ? related : undefined
  if (deployments.length > 0)
    return deployments.slice(0, LIMITS.traceChains).map(node => chainTo(graph, gapsAt, node.id, wanted))
  return ids.length === 0 ? [] : [toChain(graph, gapsAt, related, undefined)]
}

const isDeployment = ({ kind }: TraceNode): boolean => kind === 'deployment'

const newestFirst = (nodes: readonly TraceNode[]): readonly TraceNode[] =>
  nodes.toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))

const chooseDeployments = (graph: Graph, environment: string): readonly string[] => {
  const all = newestFirst(graph.into(environment).flatMap(({ from }) => graph.nodes.get(from) ?? []))
  const reached = all.findIndex(({ state }) => state === 'reached')
  const newer = reached < 0 ? all : all.slice(0, reached)
  return [...all.slice(reached, reached + 1).filter(() => reached >= 0), ...newer.slice(0, MOST_NEWER)].map(
    ({ id }) => id,
  )
}

type GapsAt = ReadonlyMap<string, readonly TraceGap[]>

const indexGaps = ({ gaps }: TraceFacts): GapsAt => {
  const found = new Map<string, TraceGap[]>()
  for (const gap of gaps) {
    const same = found.get(gap.node) ?? []
    if (!same.some(({ code }) => code === gap.code)) found.set(gap.node, [...same, gap])
  }
  return found
}

const CONTENTS: ReadonlySet<string> = new Set(['artifact', 'image', 'file'])

const chainTo = (
  graph: Graph,
  gapsAt: GapsAt,
  deployment: string,
  related: ReadonlySet<string> | undefined,
): TraceChain => {
  const isWanted = (id: string): boolean =>
    related === undefined || related.has(id) || !CONTENTS.has(graph.nodes.get(id)?.kind ?? '')
  const causes = findCauses(graph, [deployment], isWanted)
  const environments = graph.outOf(deployment).flatMap(({ to, relation }) => (relation === 'followed-by' ? [] : [to]))
  const after = findFollowingRuns(graph, [deployment])
  return toChain(graph, gapsAt, new Set([...causes, ...environments, ...after]), deployment)
}

const toChain = (
  graph: Graph,
  gapsAt: GapsAt,
  nodes: ReadonlySet<string>,
  deployment: string | undefined,
): TraceChain => ({
  deployment,
  nodes: inOrder(graph, nodes).slice(0, LIMITS.traceNodes),
  gaps: [...nodes].flatMap(id => findGaps(graph, gapsAt, id)).slice(0, LIMITS.traceGaps),
})

/** The gaps of one node. One that another manifest closes is none. */
const findGaps = (graph: Graph, gapsAt: GapsAt, id: string): readonly TraceGap[] => {
  const node = graph.nodes.get(id)
  const has = (relation: string): boolean => graph.into(id).some(edge => edge.relation === relation)
  const stated = (gapsAt.get(id) ?? []).filter(
    ({ code }) =>
      !(code === 'pull-request-unknown' && has('proposed')) && !(code === 'trigger-unknown' && has('triggered')),
  )
  switch (node?.kind) {
    case 'artifact':
    case 'image':
      return has('made') ? stated : [...stated, { code: 'producer-not-searched', node: id }]
    case 'run':
      return node.searched ? stated : [...stated, { code: 'run-not-searched', node: id }]
    case 'deployment':
      return graph.outOf(id).some(({ relation }) => relation === 'followed-by') || node.state !== 'reached'
        ? stated
        : [...stated, { code: 'nothing-observed-after', node: id }]
    default:
      return stated
  }
}
