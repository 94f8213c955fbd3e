import { plural } from '../../core/quantity.ts'
import type { TraceChain, TraceDocument, TraceNode } from '../../schema/questions/trace-document.ts'
import { code, joined, type Line, text } from '../screen/document.ts'
import { indexNodes, nameNode } from './trace-names.ts'

/** Renders the answer in one line: what reached which environment, who approved it, and what it was made of. */
export const answerLine = (document: TraceDocument): Line => {
  const { question, answer, chains, subjects } = document
  switch (answer) {
    case 'not-found':
      return [
        `No manifest that was searched names ${QUESTIONS[question.kind]}`,
        code(`${question.kind === 'digest' ? 'sha256:' : ''}${question.value}`, 300),
        '.',
      ]
    case 'ambiguous':
      return [`${plural(subjects.length, 'thing')} begin with `, code(question.value, 100), ': give more of it.']
    default: {
      const nodes = indexNodes(document)
      const [first] = chains
      return first?.deployment === undefined
        ? withoutDeployment(document, nodes)
        : describeDeployment(document, first, nodes)
    }
  }
}

const QUESTIONS: Readonly<Record<TraceDocument['question']['kind'], string>> = {
  digest: 'the digest ',
  commit: 'the commit ',
  run: 'the run ',
  'pull-request': 'the pull request #',
  deployment: 'the deployment ',
  environment: 'a deployment to the environment ',
  number: 'a run or a deployment ',
  other: '',
}

type Nodes = ReadonlyMap<string, TraceNode>

const CONTENTS: ReadonlySet<string> = new Set(['artifact', 'image', 'file'])
const MOST_CONTENTS = 3

const describeDeployment = (document: TraceDocument, chain: TraceChain, nodes: Nodes): Line => {
  const deployment = nodes.get(chain.deployment ?? '')
  const into = document.edges.filter(({ to }) => to === chain.deployment)
  const from = (relation: string): readonly TraceNode[] =>
    into.flatMap(edge => (edge.relation === relation ? (nodes.get(edge.from) ?? []) : []))
  const [job] = from('deployed')
  const contents = listContents(document, chain, nodes, job)
  const target = document.edges.find(
    edge => edge.from === chain.deployment && nodes.get(edge.to)?.kind === 'environment',
  )
  const state = deployment?.state ?? 'unknown'
  return [
    ...(contents.length === 0 ? ['What was deployed is not known: it'] : nameContents(contents)),
    ` ${STATES[state] ?? STATES['unknown']} `,
    ...(target === undefined ? ['its environment'] : [text(nodes.get(target.to)?.name ?? '')]),
    ...(deployment?.at === undefined ? [] : [` at ${deployment.at}`]),
    ...(job === undefined ? [] : [', by ', ...nameNode(job)]),
    ...approvals(from('approved'), from('rejected')),
    ...origin(document, contents, nodes),
    '.',
  ]
}

const STATES: Readonly<Record<string, string>> = {
  reached: 'reached',
  failed: 'was being deployed when the job failed, to',
  cancelled: 'was being deployed when the job was cancelled, to',
  rejected: 'was rejected for',
  waiting: 'waits for',
  skipped: 'was not deployed to',
  'in-progress': 'is being deployed to',
  unknown: 'was deployed, with an unknown result, to',
}

/** The things that the deployment is known to have deployed; else those that its job used. */
const listContents = (
  { edges }: TraceDocument,
  { deployment, nodes: shown }: TraceChain,
  nodes: Nodes,
  job: TraceNode | undefined,
): readonly TraceNode[] => {
  const inChain = new Set(shown)
  const leading = (to: string | undefined, relation: string): readonly TraceNode[] =>
    edges.flatMap(edge => {
      const node =
        edge.to === to && edge.relation === relation && inChain.has(edge.from) ? nodes.get(edge.from) : undefined
      return node !== undefined && CONTENTS.has(node.kind) ? [node] : []
    })
  const part = leading(deployment, 'part-of')
  return part.length > 0 ? part : leading(job?.id, 'used')
}

const nameContents = (contents: readonly TraceNode[]): Line => {
  const named = contents.slice(0, MOST_CONTENTS).map(nameNode)
  const left = contents.length - named.length
  return joined(left > 0 ? [...named, [`${left} more`]] : named, ', ')
}

const approvals = (approved: readonly TraceNode[], rejected: readonly TraceNode[]): Line => [
  ...approved.flatMap(node => [', approved by ', ...nameDecision(node)]),
  ...rejected.flatMap(node => [', rejected by ', ...nameDecision(node)]),
]

const nameDecision = ({ by = [], at, rules = [] }: TraceNode): Line => [
  ...(by.length === 0
    ? ['nobody who is named']
    : joined(
        by.map((person): Line => [text(person)]),
        ', ',
      )),
  ...(at === undefined ? [] : [` at ${at}`]),
  ...(rules.length === 0 ? [] : [` (${rules.join(', ')})`]),
]

/** Where the deployed things were made. */
const origin = ({ edges }: TraceDocument, contents: readonly TraceNode[], nodes: Nodes): Line => {
  const [first] = contents
  const made = edges.find(({ to, relation }) => to === first?.id && relation === 'made')
  const producer = nodes.get(made?.from ?? '')
  const run = edges.find(({ to, relation }) => to === producer?.id && relation === 'ran')
  const started = edges.find(({ to, relation }) => to === run?.from && relation === 'started')
  const commit = nodes.get(started?.from ?? '')
  return producer === undefined
    ? []
    : ['; made by ', ...nameNode(producer), ...(commit === undefined ? [] : [' from ', ...nameNode(commit)])]
}

const withoutDeployment = ({ subjects, chains, edges }: TraceDocument, nodes: Nodes): Line => {
  const subject = nodes.get(subjects[0] ?? '')
  if (subject === undefined) return ['Nothing is known of it.']
  if (subject.kind === 'environment') return ['No deployment to ', text(subject.name), ' is recorded.']
  const shown = new Set(chains.flatMap(one => one.nodes))
  const contents = [...nodes.values()].filter(({ id, kind }) => shown.has(id) && CONTENTS.has(kind))
  return CONTENTS.has(subject.kind)
    ? [
        ...nameNode(subject),
        ' reached no environment, as far as was searched',
        ...origin({ edges } as TraceDocument, [subject], nodes),
        '.',
      ]
    : [
        ...nameNode(subject),
        ` led to ${plural(contents.length, 'artifact')} and to no deployment, as far as was searched.`,
      ]
}
