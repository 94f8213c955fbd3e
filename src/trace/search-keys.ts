import type { TraceNode } from '../schema/questions/trace-document.ts'
import { buildChains } from './chains.ts'
import type { TraceFacts } from './facts.ts'
import { buildGraph, findCauses, findEffects } from './graph.ts'
import { findSubjects, type TraceQuestion } from './question.ts'

/** What a manifest that may add to the answer names. */
export type SearchKeys = {
  /** `sha256:` digests. */
  readonly digests: readonly string[]
  readonly runIds: readonly string[]
}

/**
 * Returns the names by which manifests that were not read yet may belong to the answer: the artifacts and runs of the
 * answer so far, which other runs may have made, used, triggered or followed. A commit is no such name, since other runs
 * of it did not lead to the answer.
 */
export const findSearchKeys = (facts: TraceFacts, question: TraceQuestion): SearchKeys => {
  const graph = buildGraph(facts)
  const subjects = findSubjects(graph, question)
  const ids = subjects.map(({ id }) => id)
  // An environment has deployments of years: those that the answer names are followed alone.
  const related =
    question.kind === 'environment'
      ? buildChains(graph, facts, question, subjects).flatMap(({ nodes }) => nodes)
      : [...findCauses(graph, ids), ...findEffects(graph, ids)]
  const nodes = related.flatMap(id => graph.nodes.get(id) ?? [])
  return {
    digests: unique(nodes.flatMap(node => (CONTENTS.has(node.kind) ? (node.digest ?? []) : []))),
    runIds: unique(nodes.flatMap(toRunId)),
  }
}

const CONTENTS: ReadonlySet<string> = new Set(['artifact', 'image', 'file'])

const toRunId = ({ kind, runId }: TraceNode): readonly string[] =>
  runId !== undefined && (kind === 'run' || kind === 'job' || kind === 'deployment') ? [runId] : []

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)]
