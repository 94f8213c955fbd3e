import type { ObservedJob, RunObservation } from '../model/run-observation.ts'
import type { RunFacts } from '../sources/rest/run.ts'
import { toObservedRun } from './observed-run.ts'
import { readWorkflow, type WorkflowRead } from './workflow.ts'
import type { World } from '../report/connect.ts'
import { type Waits, waitsOf } from '../account/waits.ts'

/**
 * The workflow file of the report's own run, at the commit that the runner names: which jobs the report needs stands in
 * it. The runner knows its path, so that a refused answer about the run does not matter. Undefined where the runner does
 * not name the commit.
 */
export const readOwnWorkflow = async (world: World, facts: RunFacts): Promise<WorkflowRead | undefined> => {
  const { rest, serverUrl, repository, runId, attempt, environment, followed } = world
  const workflowSha = environment['GITHUB_WORKFLOW_SHA']
  if (followed || !workflowSha) return undefined
  const question = { serverUrl, repository, runId, attempt, given: { workflowSha } }
  const known = {
    ...facts,
    ...withDefined('path', facts.path ?? pathIn(repository, environment['GITHUB_WORKFLOW_REF'])),
    ...withDefined('event', facts.event ?? environment['GITHUB_EVENT_NAME']),
  }
  return readWorkflow(rest, question, toObservedRun(question, known), known, new Map())
}

/** `owner/name/<path>@<ref>` */
const pathIn = (repository: string, workflowRef = ''): string | undefined => {
  const [file = ''] = workflowRef.split('@', 1)
  return file.toLowerCase().startsWith(`${repository.toLowerCase()}/`) ? file.slice(repository.length + 1) : undefined
}

const withDefined = <K extends string>(key: K, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string }

/** Which of the jobs the report waited for, by that file. */
export const readWaits = (
  { inputs, environment, followed }: World,
  workflow: RunObservation['workflow'],
  jobs: readonly ObservedJob[],
  manifests: RunObservation['manifests'],
): Waits | undefined => {
  if (followed || workflow === undefined) return undefined
  const [own, run] = [inputs.jobWorkflowRef, environment['GITHUB_WORKFLOW_REF'] ?? '']
  return waitsOf(workflow.plan, jobs, manifests, {
    id: inputs.jobId,
    key: environment['GITHUB_JOB'] ?? '',
    isCalled: own === '' || run === '' ? undefined : own.toLowerCase() !== run.toLowerCase(),
  })
}
