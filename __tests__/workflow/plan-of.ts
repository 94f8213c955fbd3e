import { exactName } from '../../src/schema/observed/name-pattern.ts'
import type { PlannedJob, WorkflowPlan } from '../../src/schema/observed/workflow-plan.ts'
import type { Reading } from '../../src/schema/values/fact.ts'
import { type PlanContexts, readWorkflowPlan } from '../../src/workflow/plan/read-plan.ts'

export const SHA = 'a'.repeat(40)
export const PATH = '.github/workflows/ci.yml'

/** Files by `owner/name/path@ref`, or by their path in the run's own repository and commit. */
export type Files = Readonly<Record<string, string>>

export const planOf = (
  content: string,
  files: Files = {},
  contexts: PlanContexts = { github: {} },
): Promise<Reading<WorkflowPlan | undefined>> =>
  readWorkflowPlan(
    { repository: 'octo/app', path: PATH, ref: SHA, content },
    async ({ repository, path, ref }) => {
      const own = repository === 'octo/app' && ref === SHA ? files[path] : undefined
      const found = own ?? files[`${repository}/${path}@${ref}`]
      return found === undefined ? { kind: 'unread', reason: 'not-found' } : { kind: 'text', content: found }
    },
    contexts,
  )

/** The plan of a file that must have one. */
export const jobsOf = async (...given: Parameters<typeof planOf>): Promise<ReadonlyMap<string, PlannedJob>> => {
  const { value: facts } = await planOf(...given)
  if (facts === undefined) throw new Error('no plan')
  return new Map(facts.jobs.map(job => [job.id, job]))
}

/** Exact names as text, others as their pattern. */
export const namesOf = (job: PlannedJob | undefined): readonly unknown[] | undefined =>
  job?.instances?.map(({ name }) => exactName(name) ?? name)
