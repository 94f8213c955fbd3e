import type {
  TraceChain,
  TraceDocument,
  TraceEdge,
  TraceGap,
  TraceNode,
} from '../../schema/questions/trace-document.ts'
import { type Block, joined, type Line, type Part, paragraph, strong, text } from '../screen/document.ts'
import { indexNodes, nameNode } from './trace-names.ts'

const MOST_NODES = 60

/** Renders one chain: a line for each thing, from the cause to the effect, with what joins it to the things before. */
export const chainPart = (document: TraceDocument, chain: TraceChain): Part => {
  const nodes = indexNodes(document)
  const inChain = new Set(chain.nodes)
  const edges = document.edges.filter(({ from, to }) => inChain.has(from) && inChain.has(to))
  // A signer is named at the job that it signed for.
  const listed = chain.nodes.flatMap(id => nodes.get(id) ?? []).filter(({ kind }) => kind !== 'signer')
  const shown = listed.slice(0, MOST_NODES)
  const left = listed.length - shown.length
  const blocks: Block[] = [
    { kind: 'list', items: shown.map(node => renderNode(node, edges, nodes)) },
    ...(left > 0 ? [paragraph(`${left} more are in --format json.`)] : []),
    ...gapBlocks(chain, nodes),
  ]
  return { title: '', blocks }
}

const renderNode = (node: TraceNode, edges: readonly TraceEdge[], nodes: ReadonlyMap<string, TraceNode>): Line => {
  const causes = edges.filter(({ to, relation }) => to === node.id && CAUSES[relation] !== undefined)
  return [
    strong(...(node.kind === 'approval' ? nameApproval(node) : nameNode(node))),
    ...(node.state === undefined || node.kind === 'approval' ? [] : [': ', text(node.state, 40)]),
    ...(node.at === undefined ? [] : [`, ${node.at}`]),
    ...causes.slice(0, 3).flatMap(edge => renderCause(edge, nodes)),
    ...(causes.length > 3 ? [`; and ${causes.length - 3} more`] : []),
  ]
}

const nameApproval = ({ by = [], state, rules = [] }: TraceNode): Line => [
  ...(state === 'passed' ? (by.length === 0 ? ['let through'] : ['approved by ']) : [`${state ?? 'undecided'} by `]),
  ...joined(
    by.map((person): Line => [text(person)]),
    ', ',
  ),
  ...(rules.length === 0 ? [] : [` (${rules.join(', ')})`]),
]

const renderCause = (edge: TraceEdge, nodes: ReadonlyMap<string, TraceNode>): Line => {
  const cause = nodes.get(edge.from)
  return cause === undefined
    ? []
    : [
        `; ${CAUSES[edge.relation] ?? ''}`,
        ...nameNode(cause),
        ` (${edge.source}${edge.confidence === 'high' ? '' : `, ${edge.confidence} confidence`})`,
      ]
}

/** Words for an edge at its effect. An edge without words is seen from the order of the lines. */
const CAUSES: Readonly<Partial<Record<TraceEdge['relation'], string>>> = {
  triggered: 'triggered by ',
  signed: '',
  made: 'made by ',
  used: 'used ',
  deployed: 'by ',
  started: 'of ',
  'followed-by': 'after ',
}

const gapBlocks = ({ gaps }: TraceChain, nodes: ReadonlyMap<string, TraceNode>): readonly Block[] =>
  gaps.length === 0
    ? []
    : [
        paragraph('Not known:'),
        {
          kind: 'list',
          items: gaps.slice(0, MOST_NODES).map(({ code, node }): Line => {
            const of = nodes.get(node ?? '')
            return [...(of === undefined ? [] : [...nameNode(of), ': ']), GAPS[code]]
          }),
        },
      ]

const GAPS: Readonly<Record<TraceGap['code'], string>> = {
  'producer-not-searched': 'no manifest of the run that produced it is in what was searched',
  'run-not-searched': 'no manifest of it is in what was searched',
  'trigger-unknown': 'its manifest does not name the run that triggered it',
  'artifacts-not-observed': 'its job has no record of the artifacts that it used',
  'no-artifact': 'its job is recorded, and used and made no artifact',
  'no-approval-recorded': 'no approval and no protection rule is recorded',
  'approval-time-unknown': 'when it was approved',
  'job-unknown': 'which job made it',
  'unsigned-job': 'it signed no manifest of its own',
  'pull-request-unknown': 'which pull request it came with',
  'digest-differs': 'it got other bytes than were made',
  'nothing-observed-after': 'what was observed after it: no run that followed is in what was searched',
  other: 'something that this version has no words for',
}
