import type { ObservedJob, RunObservation } from '../schema/observed/run-observation.ts'
import type { PlannedJob, WorkflowPlan } from '../schema/observed/workflow-plan.ts'
import type { RunEnding } from '../schema/run/run-timeline.ts'
import type { JobPlace } from './graph/job-place.ts'
import { measureMillis, toInstant } from './instant.ts'

/**
 * Returns how the run ended if no job of its list explains it: the run failed and no listed job did, or it ended before
 * it had a job. Returns undefined for a run that its jobs explain, and for one that continues.
 */
export const findRunEnding = (
  observation: RunObservation,
  jobs: readonly ObservedJob[],
  places: ReadonlyMap<string, JobPlace>,
): RunEnding | undefined => {
  const { run, attempts, workflow } = observation
  const isWhole = attempts.at(-1)?.complete === true && attempts.at(-1)?.jobs !== undefined
  if (run.status !== 'completed' || !isWhole) return undefined
  const confidence = workflow?.choice.inferred === true ? ('low' as const) : ('medium' as const)
  if (run.conclusion === 'startup_failure')
    return {
      kind: 'startup-failure',
      missing: [],
      source: 'api',
      confidence: 'high',
      ...explainRefusal(workflow?.plan),
    }
  if (jobs.length === 0) return withoutJobs(run, workflow?.plan, confidence)
  if (run.conclusion !== 'failure' || jobs.some(failed)) return undefined
  const missing = workflow === undefined ? [] : missingJobs(workflow.plan, [...places.values()])
  const cause = workflow === undefined ? undefined : explainEnding(workflow.plan, missing)
  return {
    kind: 'no-listed-job',
    missing: missing.map(({ id }) => id.slice(0, 1_024)).slice(0, 100),
    ...(cause === undefined ? {} : cause),
    source: cause === undefined && missing.length === 0 ? 'api' : 'workflow-file',
    confidence: cause === undefined && missing.length === 0 ? 'high' : confidence,
  }
}

const failed = ({ api }: ObservedJob): boolean => !['success', 'neutral', 'skipped'].includes(api.conclusion ?? '')

/**
 * Returns the ending of a run without a job. A person cancels such a run, or GitHub does: it keeps one waiting run of a
 * concurrency group and cancels it for the next (docs.github.com "Control the concurrency of workflows and jobs"). No
 * API answer shows which.
 */
const withoutJobs = (
  run: RunObservation['run'],
  plan: WorkflowPlan | undefined,
  confidence: RunEnding['confidence'],
): RunEnding | undefined => {
  const [from, to] = [toInstant(run.startedAt ?? run.createdAt), toInstant(run.updatedAt)]
  const after = from === undefined || to === undefined || to < from ? {} : { afterMs: measureMillis(from, to) }
  switch (run.conclusion) {
    case 'cancelled':
      return plan?.hasConcurrency === true
        ? {
            kind: 'superseded',
            missing: [],
            ...toGroupName(plan.group),
            ...after,
            source: 'workflow-file',
            confidence: 'low',
          }
        : { kind: 'cancelled-without-jobs', missing: [], ...after, source: 'api', confidence: 'high' }
    case 'failure':
      // If GitHub cannot read the workflow file, the run has the file's path in place of a name, and no job.
      if (run.path !== undefined && run.workflow === run.path)
        return {
          ...{ kind: 'unread-workflow-file', missing: [], source: 'api', confidence: 'medium' },
          ...explainRefusal(plan),
        }
      return { kind: 'no-listed-job', missing: [], ...after, source: 'api', confidence }
    default:
      return undefined
  }
}

/** Explains why GitHub refused a file that its published parser accepts. */
const explainRefusal = (plan: WorkflowPlan | undefined): Pick<RunEnding, 'cause' | 'line'> =>
  plan?.conflict === undefined ? {} : { cause: 'concurrency-queue', line: plan.conflict }

const toGroupName = (group: string | undefined): { readonly group?: string } => (group === undefined ? {} : { group })

/**
 * Lists the jobs of the run's own file that are missing from the list. A caller is missing if no job of the called file
 * is listed.
 */
const missingJobs = (plan: WorkflowPlan, places: readonly JobPlace[]): readonly PlannedJob[] => {
  // Any of them could be the job of the list without a place.
  if (places.some(({ planned }) => planned === undefined)) return []
  const listed = places.flatMap(({ planned }) => planned?.id ?? [])
  return plan.jobs.filter(
    ({ id, caller }) => caller === undefined && !listed.some(one => one === id || one.startsWith(`${id}/`)),
  )
}

/**
 * Explains a run that failed without a failed job. GitHub refuses a job if its own run already holds the job's
 * concurrency group ("Canceling since a deadlock … was detected"), and a matrix that is empty or no matrix. The
 * `github` context of a called workflow is the caller's (docs.github.com "Reuse workflows"), so one expression over it
 * is one group in both.
 */
const explainEnding = (
  plan: WorkflowPlan,
  missing: readonly PlannedJob[],
): Pick<RunEnding, 'cause' | 'group'> | undefined => {
  const held = missing.find(job => isSameGroup(plan.group, job.group) || isSameGroup(plan.group, job.calledGroup))
  if (held !== undefined && plan.group !== undefined) return { cause: 'concurrency-deadlock', group: plan.group }
  if (missing.some(({ instances, caller }) => instances === undefined && caller === undefined))
    return { cause: 'matrix' }
  return undefined
}

const isSameGroup = (own: string | undefined, other: string | undefined): boolean =>
  own !== undefined &&
  other !== undefined &&
  withoutBlanks(own) === withoutBlanks(other) &&
  !/\b(?:inputs|matrix|needs|vars)\b/i.test(own)

const withoutBlanks = (text: string): string => text.replace(/\s+/g, '').toLowerCase()
