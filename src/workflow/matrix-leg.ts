import { LIMITS } from '../core/limits.ts'
import { readRunnerFile } from '../io/runner-file.ts'
import type { GapReason } from '../schema/values/fact.ts'
import type { MatrixLeg } from './matrix.ts'
import { type WorkflowPlace, workflowPath } from './workflow-labels.ts'

export type LegRequest = WorkflowPlace & {
  /**
   * Whether the runner named this file as the definition of the job. False: the runner named only the run's first file.
   */
  readonly definesJob: boolean
  readonly jobKey: string
  /** `strategy.job-index` and `strategy.job-total`. */
  readonly index: number | undefined
  readonly total: number | undefined
  readonly github: Readonly<Record<string, string>>
  readonly inputs: Readonly<Record<string, string>> | undefined
}

/**
 * Returns the job's matrix leg from its workflow file in the workspace: the matrix is expanded as GitHub does, and the
 * leg is the one at the job's own index. A file with another number of legs is not the file of the run. A matrix that
 * needs values outside the job (needs, vars, inputs of a called workflow) is unknown. The file may be of another
 * commit: medium confidence.
 */
export const readLegInFile = async (request: LegRequest): Promise<MatrixLeg> => {
  const { index, total, jobKey } = request
  if (index === undefined || total === undefined) return unknown('not-provided', 'the runner does not say which leg')
  const path = await workflowPath(request)
  if (path === undefined) return unknown('not-readable', NO_FILE)
  const file = await readRunnerFile(path, LIMITS.workflowFile)
  if (file.kind === 'unread') return unknown(file.reason, NO_FILE)
  try {
    const legs = await expandLegs(file.text, request)
    if (legs === undefined)
      return unknown('not-provided', `the matrix of ${jobKey.slice(0, 100)} cannot be told from it`)
    const values = legs[index]
    if (legs.length !== total || values === undefined)
      return unknown('not-found', 'the workflow file in the workspace has another number of legs')
    return values === null ? { kind: 'none' } : { kind: 'leg', values, source: 'workflow-file' }
  } catch {
    return unknown('not-readable', "GitHub's workflow parser could not read it")
  }
}

const NO_FILE = "neither the runner's job message nor the workflow file can be read"

type Legs = readonly (Readonly<Record<string, unknown>> | null)[]

/** Returns the legs; undefined if they are unknown, or if another file may define the job. */
const expandLegs = async (text: string, request: LegRequest): Promise<Legs | undefined> => {
  // The imports are sequential: the later ones depend on the parser.
  const { parseFile } = await import('./parse-file.ts')
  const { planLegs } = await import('./plan/plan-legs.ts')
  const { createEvaluate } = await import('./known-value.ts')
  const { runInputs } = await import('./plan/call-inputs.ts')
  const file = await parseFile(request.workflowRef, text)
  if (file.kind === 'unread') return undefined
  const jobs = file.template.jobs ?? []
  const job = jobs.find(({ id, type }) => type === 'job' && id.value === request.jobKey)
  if (job === undefined || (!request.definesJob && jobs.some(({ type }) => type !== 'job'))) return undefined
  const inputs = runInputs(request.inputs, file.on)
  const scope = { callers: [{ scope: [], inputs }], anyScope: [], anyInputs: inputs }
  const { legs } = planLegs(job, scope, request.github, createEvaluate(), LIMITS.matrixLegs)
  const values = legs?.map(({ contexts }) => contexts.matrix)
  return values?.every(leg => leg !== undefined) === true ? values : undefined
}

const unknown = (reason: GapReason, detail: string): MatrixLeg => ({
  kind: 'unknown',
  gap: { field: 'job.matrix', source: 'workflow-file', reason, detail },
})
