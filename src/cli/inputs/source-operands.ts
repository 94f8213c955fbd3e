import type { Environment } from '../../io/env.ts'
import { type Online, readOnline } from './online-inputs.ts'

/** A run as the command line names it. */
export type SourceOperand =
  /** A folder or a file. */
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'run'; readonly online: Online; readonly place: string }

type Values = {
  readonly 'api-url'?: string | undefined
  readonly 'api-budget'?: string | undefined
  readonly offline?: boolean | undefined
}

type Operands = { readonly wrong: readonly string[]; readonly sources: readonly SourceOperand[] }

/**
 * Reads operands, each a path, the URL of a run, or `owner/repo` and an id. An id alone is of the repository before it:
 * `owner/repo 41 42` names two runs. A folder whose path looks like a repository is written as `./owner/repo`.
 */
export const readSourceOperands = (operands: readonly string[], values: Values, environment: Environment): Operands => {
  const named = groupOperands(operands).map(operand => toSource(operand, values, environment))
  const wrong = [...new Set(named.flatMap(one => one.wrong))]
  return { wrong, sources: named.flatMap(({ sources }) => sources) }
}

type Named = readonly [only: string] | readonly [repository: string, runId: string]

const groupOperands = (operands: readonly string[]): readonly Named[] => {
  const named: Named[] = []
  let repository: string | undefined
  for (const [index, operand] of operands.entries()) {
    const isFollowedById = RUN_ID.test(operands[index + 1] ?? '')
    if (REPOSITORY.test(operand) && isFollowedById) repository = operand
    else if (repository !== undefined && RUN_ID.test(operand)) named.push([repository, operand])
    else {
      repository = undefined
      named.push([operand])
    }
  }
  return named
}

/** An owner begins with a letter or a digit, so that `./folder` and `../folder` are paths. */
const REPOSITORY = /^[A-Za-z0-9][\w.-]{0,99}\/[\w.-]{1,100}$/
const RUN_ID = /^\d{1,20}$/

const toSource = (named: Named, values: Values, environment: Environment): Operands => {
  const [first, runId] = named
  if (runId === undefined && !/^https?:\/\//i.test(first))
    return first === '' ? { wrong: ['a run is named by nothing'], sources: [] } : path(first)
  const place = named.join(' ')
  if (values.offline === true)
    return { wrong: [`--offline asks nobody, and ${place} is a run on GitHub: name a folder`], sources: [] }
  const { wrong, online } = readOnline([...named], values, environment)
  return { wrong, sources: online === undefined ? [] : [{ kind: 'run', online, place }] }
}

const path = (name: string): Operands => ({ wrong: [], sources: [{ kind: 'path', path: name }] })
