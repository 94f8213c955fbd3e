import { parseJobArtifactName, parseRunArtifactName } from '../model/artifact-name.ts'
import { BUDGETS } from '../model/budgets.ts'
import type { Gap, Learned } from '../model/fact.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import { OWN_JOB_GAP } from '../model/run-outcome.ts'
import { readRestArtifacts } from '../sources/rest/artifacts.ts'
import type { Refusal } from '../sources/rest/client.ts'
import type { ListedJob } from '../sources/rest/job.ts'
import { gapOfRefusal } from '../sources/rest/refusal-gap.ts'
import { type RunFacts, readRun } from '../sources/rest/run.ts'
import { type ListedArtifact, listArtifacts } from '../sources/results-service.ts'
import type { WorkflowRead } from './workflow.ts'
import { type JobList, readSettledJobs } from './await-jobs.ts'
import type { World } from '../report/connect.ts'

/** What GitHub's services say of the run, with what they refused. */
export type Listed = {
  readonly facts: RunFacts
  readonly jobs: readonly ListedJob[] | undefined
  readonly jobsComplete: boolean
  /** The run's workflow file, where it was read already. */
  readonly workflow?: WorkflowRead | undefined
  readonly artifacts: readonly ListedArtifact[]
  readonly gaps: readonly Gap[]
  readonly warnings: RunManifest['warnings']
}

/** Reads run, jobs and artifacts in this order, as far as the API budget goes. */
export const listRun = async (world: World, now: () => number): Promise<Listed> => {
  const { rest, repository, runId, attempt } = world
  const run = await readRun(rest, repository, runId, attempt)
  const list = withOwnJob(world, await readSettledJobs(world, run.facts, now))
  const artifacts = await readArtifacts(world, list.jobs !== undefined)
  const refusals = [run.refusal, list.refusal].filter(refusal => refusal !== undefined)
  return {
    facts: run.facts,
    jobs: list.jobs,
    jobsComplete: list.complete,
    workflow: list.workflow,
    artifacts: artifacts.facts,
    gaps: [
      ...(run.refusal === undefined ? [] : [gapOfRefusal('run', run.refusal)]),
      ...list.gaps,
      ...(list.jobs === undefined ? (list.workflow?.gaps ?? []) : []),
      ...artifacts.gaps,
    ],
    warnings: warningsOf(refusals),
  }
}

/** The report's own job runs while it reads: a list without it is not the list of this attempt. */
const withOwnJob = ({ followed, inputs }: World, list: JobList): JobList =>
  followed || inputs.jobId === '' || list.jobs === undefined || list.jobs.some(({ id }) => id === inputs.jobId)
    ? list
    : { ...list, gaps: [...list.gaps, LACKS_OWN] }

const LACKS_OWN: Gap = {
  field: OWN_JOB_GAP,
  reason: 'malformed',
  source: 'api',
  detail: 'the list does not hold the report’s own job',
}

const NO_SERVICE: Gap = { field: 'artifacts', reason: 'not-provided', source: 'results' }

/**
 * The results service first: it needs no permission and knows which job made what. Whether it lists what earlier
 * attempts made is not documented, so REST is asked for those when it shows none.
 */
const readArtifacts = async (world: World, apiAnswers: boolean): Promise<Learned<readonly ListedArtifact[]>> => {
  const listed: Learned<readonly ListedArtifact[]> =
    world.results === undefined
      ? { facts: [], gaps: world.followed ? [] : [NO_SERVICE] }
      : await listArtifacts(world.results, BUDGETS.results)
  const refused = listed.facts.length === 0 && (world.results === undefined || listed.gaps.length > 0)
  const lacksEarlier = world.attempt > 1 && !listed.facts.some(artifact => isOfEarlierAttempt(world, artifact.name))
  if (!apiAnswers || !(refused || lacksEarlier)) return listed
  const pages = await readRestArtifacts(world.rest, world.repository, world.runId)
  const known = new Set(listed.facts.map(artifact => artifact.id))
  return {
    facts: [...listed.facts, ...pages.items.filter(artifact => !known.has(artifact.id))],
    gaps: [...listed.gaps, ...pages.gaps],
  }
}

const isOfEarlierAttempt = ({ runId, attempt }: World, name: string): boolean => {
  const job = parseJobArtifactName(name)
  if (job !== undefined) return job.runId === runId && job.attempt < attempt
  const report = parseRunArtifactName(name)
  return report?.runId === runId && report.attempt < attempt
}

const warningsOf = (refusals: readonly Refusal[]): RunManifest['warnings'] => [
  ...(refusals.some(refusal => refusal.reason === 'permission-denied')
    ? [{ code: 'permission-missing', subject: 'actions: read' } as const]
    : []),
  ...(refusals.some(refusal => refusal.reason === 'budget')
    ? [{ code: 'budget', subject: 'run and jobs' } as const]
    : []),
]
