import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Fact, Gap, Learned } from '../model/fact.ts'
import { LIMITS } from '../model/limits.ts'
import { parseJson, readRunnerFile } from './runner-file.ts'

export type LabelsRequest = {
  readonly workspace: string
  /** `owner/name` of the checked out repository. */
  readonly repository: string
  /** `owner/name/<path>@<ref>` of the file that defines the job. */
  readonly workflowRef: string
  readonly jobKey: string
  /** `toJSON(matrix)` */
  readonly matrixJson: string
  readonly strategyJson: string
  /** The github context, as far as an environment shows it. */
  readonly github: Readonly<Record<string, string>>
}

export type LabelsFacts = { readonly labels?: Fact<string[]> }

/**
 * The labels that the job asked for: `runs-on` of its workflow file in the workspace, evaluated with matrix and github
 * context by GitHub's own expression engine, which is loaded only for this. The file lies where any step may have
 * written and the workspace may be of another commit, so what it says has medium confidence. An expression that needs
 * what a job cannot see (vars, needs, inputs) is a gap, never a guess.
 */
export const readWorkflowLabels = async (request: LabelsRequest): Promise<Learned<LabelsFacts>> => {
  const path = await pathOf(request)
  if (path === undefined) return without('not-found')
  const file = await readRunnerFile(path, LIMITS.workflowFile)
  if (file.kind === 'unread') return without(file.reason)
  try {
    const [{ parseYaml }, { evaluateValue }] = await Promise.all([
      import('#workflow-parser'),
      import('./expressions.ts'),
    ])
    const runsOn = runsOnOf(parseYaml(file.text), request.jobKey)
    if (runsOn === undefined) return without('not-found')
    const contexts = {
      github: request.github,
      matrix: parseJson(request.matrixJson) ?? null,
      strategy: parseJson(request.strategyJson) ?? null,
    }
    const evaluate = (value: unknown): unknown => (typeof value === 'string' ? evaluateValue(value, contexts) : value)
    const labels = labelsOf(evaluate(runsOn), evaluate)
    if (labels === undefined) return without('malformed')
    return { facts: { labels: { value: labels, source: 'workflow-file', confidence: 'medium' } }, gaps: [] }
  } catch {
    return without('not-provided', 'runs-on needs a context that a job cannot see')
  }
}

/** The file's place in the workspace, symbolic links resolved; undefined when it is not of this repository or outside. */
const pathOf = async ({ workspace, repository, workflowRef }: LabelsRequest): Promise<string | undefined> => {
  const ref = workflowRef.lastIndexOf('@')
  const full = ref === -1 ? workflowRef : workflowRef.slice(0, ref)
  if (workspace === '' || !full.toLowerCase().startsWith(`${repository.toLowerCase()}/`)) return undefined
  const relative = full.slice(repository.length + 1)
  if (!/^\.github\/workflows\/[^/\\]{1,200}\.ya?ml$/.test(relative)) return undefined
  try {
    const [root, path] = await Promise.all([realpath(workspace), realpath(join(workspace, relative))])
    return path.startsWith(root + sep) ? path : undefined
  } catch {
    return undefined
  }
}

const runsOnOf = (workflow: unknown, jobKey: string): unknown =>
  member(member(member(workflow, 'jobs'), jobKey), 'runs-on')

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined

/** `runs-on` as a string, a list, or `{group, labels}` (docs.github.com workflow syntax, jobs.<job_id>.runs-on). */
const labelsOf = (runsOn: unknown, evaluate: (value: unknown) => unknown): string[] | undefined => {
  if (typeof runsOn === 'string') return runsOn === '' ? undefined : [runsOn.slice(0, 256)]
  if (Array.isArray(runsOn)) {
    const labels = runsOn.map(evaluate)
    return labels.length <= 50 && labels.every(label => typeof label === 'string')
      ? labels.map(label => label.slice(0, 256))
      : undefined
  }
  const labels = member(runsOn, 'labels')
  return labels === undefined ? undefined : labelsOf(evaluate(labels), evaluate)
}

const without = (reason: Gap['reason'], detail?: string): Learned<LabelsFacts> => ({
  facts: {},
  gaps: [{ field: 'runner.labels', source: 'workflow-file', reason, ...(detail === undefined ? {} : { detail }) }],
})
