import type { TraceNode } from '../schema/questions/trace-document.ts'
import type { Graph } from './graph.ts'

export type TraceQuestion =
  /** `value` may be the beginning of a digest, hex, or of a commit. */
  | { readonly kind: 'digest'; readonly value: string }
  | { readonly kind: 'commit'; readonly value: string }
  | { readonly kind: 'run'; readonly value: string; readonly repository: string | undefined }
  | { readonly kind: 'pull-request'; readonly value: string }
  | { readonly kind: 'deployment'; readonly value: string }
  | { readonly kind: 'environment'; readonly value: string }
  /** The id of a run or of a deployment. */
  | { readonly kind: 'number'; readonly value: string }

/** A shortened digest or commit has at least this many digits. */
export const LEAST_DIGITS = 7

/**
 * Reads what was asked for: a word before a colon names the kind, and without one the form decides. Anything that is
 * no digest, commit or number is the name of an environment.
 */
export const readQuestion = (words: string): TraceQuestion | undefined => {
  const [, kind = '', value = ''] = /^(commit|run|pull-request|deployment|environment):(.{1,300})$/s.exec(words) ?? []
  if (kind !== '') return readNamed(kind, value)
  const [, digest] = /(?:^|@)sha256:([0-9a-f]{7,64})$/.exec(words) ?? []
  if (digest !== undefined) return { kind: 'digest', value: digest }
  const [, number] = /^#(\d{1,10})$/.exec(words) ?? []
  if (number !== undefined) return { kind: 'pull-request', value: number }
  if (/^\d{1,20}$/.test(words)) return { kind: 'number', value: words }
  if (COMMIT.test(words)) return { kind: 'commit', value: words }
  return words === '' || words.length > 255 ? undefined : { kind: 'environment', value: words }
}

const COMMIT = /^[0-9a-f]{7,64}$/
const ID = /^\d{1,20}$/

const readNamed = (kind: string, value: string): TraceQuestion | undefined => {
  switch (kind) {
    case 'commit':
      return COMMIT.test(value) ? { kind, value } : undefined
    case 'run':
      return ID.test(value) ? { kind, value, repository: undefined } : undefined
    case 'pull-request':
    case 'deployment':
      return ID.test(value) ? { kind, value } : undefined
    default:
      return { kind: 'environment', value }
  }
}

/** Returns the nodes that the question names. */
export const findSubjects = ({ nodes }: Graph, question: TraceQuestion): readonly TraceNode[] =>
  [...nodes.values()].filter(node => isAskedFor(node, question))

const isAskedFor = (node: TraceNode, question: TraceQuestion): boolean => {
  const { value } = question
  switch (question.kind) {
    case 'digest':
      return node.kind !== 'commit' && node.digest?.startsWith(`sha256:${value}`) === true
    case 'commit':
      return node.kind === 'commit' && node.digest?.startsWith(value) === true
    case 'run':
      return node.kind === 'run' && node.runId === value && isOfRepository(node, question.repository)
    case 'pull-request':
      return node.kind === 'pull-request' && node.name === `#${value}`
    case 'deployment':
      return node.kind === 'deployment' && node.name === value
    case 'environment':
      return node.kind === 'environment' && node.name.toLowerCase() === value.toLowerCase()
    case 'number':
      return (node.kind === 'run' && node.runId === value) || (node.kind === 'deployment' && node.name === value)
  }
}

const isOfRepository = ({ repository }: TraceNode, asked: string | undefined): boolean =>
  asked === undefined || repository?.toLowerCase() === asked.toLowerCase()
