import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { LIMITS } from '../core/limits.ts'
import { redactThenCut } from '../core/redact/redact.ts'
import { digestFile } from '../io/digest-file.ts'
import { readRunnerFile } from '../io/runner-file.ts'
import type { Fact, Gap, Reading } from '../schema/values/fact.ts'
import type { MatrixLeg } from './matrix.ts'
import { nestsTooDeep } from './nesting.ts'

/** The location of the workflow file. */
export type WorkflowPlace = {
  readonly workspace: string
  /** `owner/name` of the checked out repository. */
  readonly repository: string
  /** `owner/name/<path>@<ref>` of the file that defines the job. */
  readonly workflowRef: string
}

export type LabelsRequest = WorkflowPlace & {
  /**
   * Whether the runner named this file as the definition of the job. False: the runner named only the run's first file.
   */
  readonly definesJob: boolean
  readonly jobKey: string
  readonly leg: MatrixLeg
  /** The strategy context, as far as it is known. */
  readonly strategy: Readonly<Record<string, unknown>>
  /** The github context, as far as the environment contains it. */
  readonly github: Readonly<Record<string, string>>
  /** Inputs of the run from the event, all text; {} if the event has none; undefined if they are not known. */
  readonly inputs: Readonly<Record<string, string>> | undefined
}

export type LabelsFacts = { readonly labels?: Fact<string[]> }

/**
 * Returns the labels that the job requested: `runs-on` of its workflow file in the workspace, evaluated with matrix and
 * github context by GitHub's own expression engine, which is loaded only for this. Any step may have changed the file,
 * and the workspace may be of another commit, so the labels have medium confidence. An expression that needs values
 * outside the job (vars, needs, inputs of a called workflow) is a gap, never a guess.
 */
export const readWorkflowLabels = async (request: LabelsRequest): Promise<Reading<LabelsFacts>> => {
  const path = await workflowPath(request)
  if (path === undefined) return without('not-found')
  const file = await readRunnerFile(path, LIMITS.workflowFile)
  if (file.kind === 'unread') return without(file.reason)
  if (nestsTooDeep(file.text)) return without('too-large')
  const engine = await loadEngine()
  if (engine === undefined) return without('not-readable', "GitHub's workflow parser could not be loaded")
  const { parseYaml, evaluateValue, knowsProperties } = engine
  const workflow = parsed(() => parseYaml(file.text))
  if (workflow === undefined) return without('malformed')
  const runsOn = getRunsOn(workflow, request.jobKey)
  if (runsOn === undefined) return without('not-found')
  if (!request.definesJob && callsOthers(workflow))
    return without('not-provided', 'the runner does not say which workflow file defines the job')
  const inputs = resolveInputs(workflow, request)
  const contexts = {
    github: request.github,
    // An unknown context is left out, so that the engine throws for its name.
    ...(request.leg.kind === 'unknown' ? {} : { matrix: request.leg.kind === 'leg' ? request.leg.values : null }),
    strategy: request.strategy,
    ...(inputs === undefined ? {} : { inputs }),
  }
  const evaluate = (value: unknown): unknown => {
    if (typeof value !== 'string') return value
    if (value.includes('${{') && !isKnown(value, request, knowsProperties)) throw new Error('not known in a job')
    return evaluateValue(value, contexts)
  }
  try {
    const labels = findLabels(evaluate(runsOn), evaluate)
    if (labels === undefined)
      return member(runsOn, 'group') === undefined
        ? without('malformed')
        : without('not-applicable', 'runs-on names a runner group and no label')
    return { value: { labels: { value: labels, source: 'workflow-file', confidence: 'medium' } }, gaps: [] }
  } catch {
    return without('not-provided', 'runs-on needs a context that a job cannot see')
  }
}

const isKnown = (
  value: string,
  { github, strategy }: LabelsRequest,
  knows: typeof import('./expressions.ts').knowsProperties,
): boolean =>
  knows(value, 'github', name => Object.hasOwn(github, name)) &&
  knows(value, 'strategy', name => Object.hasOwn(strategy, name))

/**
 * Returns the digest of the bytes of that file, as found: the workflow that a repetition would have to run. Absent if
 * the labels' gaps show that there is no such file.
 */
export const readWorkflowDigest = async (request: WorkflowPlace): Promise<Fact<string> | undefined> => {
  const path = await workflowPath(request)
  if (path === undefined) return undefined
  const file = await digestFile(path, LIMITS.workflowFile, () => false)
  if (file.kind === 'unread') return undefined
  return { value: file.digest, source: 'workflow-file', confidence: 'medium' }
}

const loadEngine = async () => {
  try {
    // The imports are sequential: the second depends on the first.
    const { parseYaml } = await import('#workflow-parser')
    const { evaluateValue, knowsProperties } = await import('./expressions.ts')
    return { parseYaml, evaluateValue, knowsProperties }
  } catch {
    return undefined
  }
}

const parsed = (parse: () => unknown): unknown => {
  try {
    return parse()
  } catch {
    return undefined
  }
}

/**
 * Returns the file's path in the workspace, with symbolic links resolved; undefined if it is not of this repository, or
 * outside the workspace.
 */
export const workflowPath = async ({
  workspace,
  repository,
  workflowRef,
}: WorkflowPlace): Promise<string | undefined> => {
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

const getRunsOn = (workflow: unknown, jobKey: string): unknown =>
  member(member(member(workflow, 'jobs'), jobKey), 'runs-on')

/** A job of a called workflow may have the key of a job in this file; only the runner's value distinguishes them. */
const callsOthers = (workflow: unknown): boolean =>
  Object.values(member(workflow, 'jobs') ?? {}).some(job => member(job, 'uses') !== undefined)

/**
 * Returns the inputs context: empty except for a workflow_dispatch, where booleans and numbers have their declared type
 * (docs.github.com contexts, "inputs context"). Undefined if a declared input is not in the event, since its default
 * may differ in the file that ran.
 */
const resolveInputs = (
  workflow: unknown,
  { inputs, github }: LabelsRequest,
): Readonly<Record<string, string | number | boolean>> | undefined => {
  if (inputs === undefined) return undefined
  if (github['event_name'] !== 'workflow_dispatch') return {}
  const declared = member(member(member(workflow, 'on'), 'workflow_dispatch'), 'inputs') ?? {}
  if (Object.keys(declared).some(name => !Object.hasOwn(inputs, name))) return undefined
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, typed(value, member(member(declared, name), 'type'))]),
  )
}

const typed = (value: string, type: unknown): string | number | boolean => {
  if (type === 'boolean') return value === 'true'
  return type === 'number' && value !== '' ? Number(value) : value
}

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined

/** `runs-on` as a string, a list, or `{group, labels}` (docs.github.com workflow syntax, jobs.<job_id>.runs-on). */
const findLabels = (runsOn: unknown, evaluate: (value: unknown) => unknown): string[] | undefined => {
  if (typeof runsOn === 'string') return runsOn === '' ? undefined : [redactThenCut(runsOn, 256)]
  if (Array.isArray(runsOn)) {
    const labels = runsOn.map(evaluate)
    return labels.length <= 50 && labels.every((label): label is string => typeof label === 'string' && label !== '')
      ? labels.map(label => redactThenCut(label, 256))
      : undefined
  }
  const labels = member(runsOn, 'labels')
  return labels === undefined ? undefined : findLabels(evaluate(labels), evaluate)
}

const without = (reason: Gap['reason'], detail?: string): Reading<LabelsFacts> => ({
  value: {},
  gaps: [{ field: 'runner.labels', source: 'workflow-file', reason, detail }],
})
