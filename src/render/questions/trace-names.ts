import type { TraceDocument, TraceNode } from '../../schema/questions/trace-document.ts'
import { code, type Inline, type Line, text } from '../screen/document.ts'

/** The first digits of a digest, as many as a reader compares. */
export const shortDigest = (digest: string): Inline =>
  code(digest.replace(/^(sha\d+:)?([0-9a-f]{12})[0-9a-f]+$/, '$1$2'), 40)

/** Names a thing in a sentence. */
export const nameNode = ({ kind, name, digest, runId, attempt, repository, event }: TraceNode): Line => {
  switch (kind) {
    case 'commit':
      return ['commit ', shortDigest(digest ?? name), ...inRepository(repository)]
    case 'pull-request':
      return ['pull request ', text(name, 20), ...inRepository(repository)]
    case 'run':
      return [
        `run ${runId ?? ''}`,
        ...(attempt === undefined ? [] : [`, attempt ${attempt}`]),
        ...(name === '' ? [] : [', ', text(name)]),
        ...(event === undefined ? [] : [' (', text(event, 40), ')']),
      ]
    case 'job':
      return ['job ', text(name), ` of run ${runId ?? ''}`]
    case 'artifact':
    case 'image':
    case 'file':
      return [`${kind} `, text(name), ...(digest === undefined ? [] : [' ', shortDigest(digest)])]
    case 'signer':
      return ['signed by ', code(name, 300)]
    case 'deployment':
      return [`deployment ${name}`]
    case 'environment':
      return ['environment ', text(name), ...inRepository(repository)]
    case 'approval':
    case 'other':
      return [text(name)]
  }
}

const inRepository = (repository: string | undefined): Line =>
  repository === undefined ? [] : [' of ', text(repository)]

export const indexNodes = ({ nodes }: TraceDocument): ReadonlyMap<string, TraceNode> =>
  new Map(nodes.map(node => [node.id, node]))
