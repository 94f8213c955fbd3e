import { LIMITS } from '../core/limits.ts'
import type { TraceDocument } from '../schema/questions/trace-document.ts'
import { buildChains } from './chains.ts'
import type { TraceFacts } from './facts.ts'
import { buildGraph } from './graph.ts'
import { findSubjects, LEAST_DIGITS, type TraceQuestion } from './question.ts'

export type TraceAnswer = Pick<TraceDocument, 'answer' | 'subjects' | 'chains' | 'nodes' | 'edges'>

/** Answers the question from the facts of the manifests: the same facts give the same answer, in whatever order. */
export const answerQuestion = (facts: TraceFacts, question: TraceQuestion): TraceAnswer => {
  const graph = buildGraph(facts)
  const subjects = findSubjects(graph, question).toSorted((a, b) => a.id.localeCompare(b.id))
  const isAmbiguous = isShortened(question) && new Set(subjects.map(({ digest }) => digest)).size > 1
  const chains = isAmbiguous ? [] : buildChains(graph, facts, question, subjects)
  const shown = new Set([...chains.flatMap(({ nodes }) => nodes), ...subjects.map(({ id }) => id)])
  return {
    answer: subjects.length === 0 ? 'not-found' : isAmbiguous ? 'ambiguous' : 'found',
    subjects: subjects.map(({ id }) => id).slice(0, LIMITS.traceSubjects),
    chains: [...chains],
    nodes: [...shown].flatMap(id => graph.nodes.get(id) ?? []).slice(0, LIMITS.traceNodes),
    edges: graph.edges.filter(({ from, to }) => shown.has(from) && shown.has(to)).slice(0, LIMITS.traceEdges),
  }
}

const isShortened = ({ kind, value }: TraceQuestion): boolean =>
  (kind === 'digest' && value.length < 64) || (kind === 'commit' && value.length >= LEAST_DIGITS && value.length < 40)
