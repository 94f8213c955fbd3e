import { exactName } from '../schema/observed/name-pattern.ts'
import type { ObservedAttempt, ObservedJob, RunObservation } from '../schema/observed/run-observation.ts'
import type { PlannedJob } from '../schema/observed/workflow-plan.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'
import { findAdmission } from './admission.ts'
import { awaitsApproval, buildAttempts } from './attempts/attempts.ts'
import { isCarriedOver } from './attempts/carried-over.ts'
import { findRetries } from './attempts/retries.ts'
import { buildGraph, type JobGraph, rateEdgeKnowledge } from './graph/job-graph.ts'
import type { JobPlace } from './graph/job-place.ts'
import { placeJobs } from './graph/place-jobs.ts'
import { inFixedOrder } from './in-fixed-order.ts'
import { fromInstant, type Instant, toInstant } from './instant.ts'
import { decideHosted } from './jobs/is-hosted.ts'
import { findOwner } from './jobs/owner.ts'
import { isPseudoJob } from './jobs/pseudo-job.ts'
import { createReadiness, type Readiness } from './jobs/readiness.ts'
import { buildTimelineJob, type TimedJob } from './jobs/timeline-job.ts'
import { findCriticalPath } from './path/critical-path.ts'
import { toPathJob } from './path/path-job.ts'
import { measureSlack } from './path/slack.ts'
import { buildDeployments } from './protection/deployments.ts'
import { findProtectionWaits, type ProtectionWaits } from './protection/protection-waits.ts'
import { findRunEnding } from './run-ending.ts'
import { findLateness } from './schedule.ts'
import { createSkipReasons, type SkipReasons } from './skips/skip-reasons.ts'
import { type ActivityReader, createActivityReader } from './steps/activities.ts'

/**
 * Builds the timeline of a run: the states of each job, the graph between the jobs, and the critical path that
 * determined the end. Pure: the same observation gives the same timeline, byte for byte.
 */
export const buildTimeline = (told: RunObservation): Timeline => {
  const observation = inFixedOrder(told)
  const attempt = observation.attempts.at(-1)
  const listed = attempt?.jobs ?? []
  const jobs = listed.filter(job => job.id === observation.ownJobId || !isPseudoJob(job))
  const plan = observation.workflow?.plan
  const places = placeJobs(plan, jobs, observation.manifests)
  const graph = buildGraph(plan, places, jobs)
  // The report's own job still runs while it reports, so its missing end says nothing about the run.
  const others = jobs.filter(job => job.id !== observation.ownJobId)
  const environments = jobs.map(job => ({ id: job.id, environment: findEnvironment(job, places, observation) }))
  const protection = findProtectionWaits(observation, environments)
  const context: ProtectionContext = {
    observation,
    attempt,
    places,
    graph,
    protection,
    environments: new Map(environments.map(one => [one.id, one.environment])),
    recognizeActivity: createActivityReader(),
    skipReasons: createSkipReasons({
      run: observation.run,
      jobs: new Map(jobs.map(job => [job.id, job])),
      places,
      graph,
      traces: attempt?.traces ?? new Map(),
      isInferred: observation.workflow?.choice.inferred === true,
      isTimedOut: id => (observation.endSignals.get(id) ?? []).some(({ signal }) => signal === 'timed-out'),
    }),
    readiness: createReadiness(
      jobs,
      graph,
      toInstant(attempt?.startedAt),
      observation.workflow?.choice.inferred === true,
    ),
  }
  const timed = jobs.map(job => timeJob(context, job)).sort(inOrder)
  const own = timed.filter(({ job }) => takesPart(job, observation))
  const start = findStart(toInstant(attempt?.startedAt), findEarliest(own))
  const pathJobs = own.flatMap(one => toPathJob(one) ?? [])
  const path = start === undefined ? undefined : findCriticalPath(graph, pathJobs, start)
  // In a run that continues, nothing shows how much shorter it could have been.
  const isOver = own.every(({ job }) => job.shape !== 'unfinished')
  const slack = start === undefined || !isOver ? undefined : measureSlack(graph, pathJobs, start)
  const end = own.reduce<Instant | undefined>(
    (latest, { to }) => (to !== undefined && to > (latest ?? 0) ? to : latest),
    undefined,
  )
  const schedule = findLateness(observation)
  return {
    runShape: classifyRun(observation, others),
    ending: findRunEnding(observation, jobs, places),
    schedule,
    admission: findAdmission(observation, schedule, findFirstAdmitted(own)),
    start: start === undefined ? undefined : fromInstant(start),
    end: end === undefined ? undefined : fromInstant(end),
    edges:
      graph.edges === 'unknown'
        ? 'unknown'
        : rateEdgeKnowledge(others.filter(job => graph.findNeeds(job.id) !== undefined).length, others.length),
    ...findWorkflowFile(observation),
    jobs: timed.map(({ job }) => withSlack(job, slack?.get(job.id))),
    pseudoJobs: listed.filter(job => !jobs.includes(job)).map(({ id, name }) => ({ id, name })),
    criticalPath: path,
    attempts: [...buildAttempts(observation)],
    retries: [...findRetries(observation)],
    protection: [...protection.entries],
    deployments: [...buildDeployments(observation)],
  }
}

/** The context that every job of the run is read with. */
type ProtectionContext = {
  readonly observation: RunObservation
  readonly attempt: ObservedAttempt | undefined
  readonly places: ReadonlyMap<string, JobPlace>
  readonly graph: JobGraph
  readonly protection: ProtectionWaits
  readonly environments: ReadonlyMap<string, string | undefined>
  readonly readiness: Readiness
  readonly recognizeActivity: ActivityReader
  readonly skipReasons: SkipReasons
}

const timeJob = (context: ProtectionContext, job: ObservedJob): TimedJob => {
  const { observation, attempt, places, graph, protection } = context
  const place = places.get(job.id)
  const manifest = observation.manifests.get(job.id)
  // The archive's lines about a skipped job explain the skip, and give no time.
  const trace = job.api.conclusion === 'skipped' ? undefined : attempt?.traces.get(job.id)
  const environment = context.environments.get(job.id)
  const carriedOver = isCarriedOver(job, { attempt: attempt?.attempt ?? 1, startedAt: attempt?.startedAt })
  const isHosted = decideHosted(job, trace, manifest)
  const ruleOwner = protection.findRuleOwner(environment)
  return buildTimelineJob(job, {
    skip: context.skipReasons(job),
    planned: place?.planned,
    key: place?.key,
    matrix: place?.matrix,
    joinedBy: place?.joinedBy,
    needs: graph.findNeeds(job.id),
    ready: carriedOver ? undefined : context.readiness(job.id),
    manifest,
    trace,
    waits: carriedOver ? [] : protection.listWaits(job.id),
    probablyHeld: protection.heldProbably(job.id),
    environment,
    signals: (observation.endSignals.get(job.id) ?? []).map(({ signal }) => signal),
    carriedOver,
    isHosted,
    findOwner: state => findOwner(state, { isHosted, ruleOwner }),
    recognizeActivity: context.recognizeActivity,
    observedAt: toInstant(observation.observedAt) ?? 0,
  })
}

/** Returns the environment from the deployment, else from the workflow file: of the job, or of its matrix leg. */
const findEnvironment = (
  { id, name }: ObservedJob,
  places: ReadonlyMap<string, JobPlace>,
  { deployments }: RunObservation,
): string | undefined => {
  const planned = places.get(id)?.planned
  return (
    deployments.find(one => one.jobId === id)?.environment ??
    planned?.environment?.name ??
    (planned === undefined ? undefined : findLegEnvironment(planned, name))
  )
}

/** Returns the environment that all legs of this name share. */
const findLegEnvironment = ({ instances = [] }: PlannedJob, name: string): string | undefined => {
  const legs = instances.filter(instance => exactName(instance.name) === name)
  const [environment, ...others] = new Set(legs.map(leg => leg.environment))
  return others.length === 0 ? environment : undefined
}

/**
 * Returns true if a job counts for start, end and path of the run. A carried-over job ran in another attempt, and the
 * report's own job still runs while it reports. An unfinished job extends to the moment of reading, so the path shows
 * it if the run waits for it.
 */
const takesPart = (job: TimedJob['job'], { ownJobId }: RunObservation): boolean =>
  job.id !== ownJobId && job.shape !== 'carried-over'

const withSlack = (job: TimedJob['job'], slack: TimedJob['job']['slack']): TimedJob['job'] =>
  slack === undefined || job.intervals.length === 0 || job.shape === 'carried-over'
    ? job
    : { ...job, slack: { ...slack } }

/** Sorts by begin. Ids grow, so they order jobs that began together. */
const inOrder = (a: TimedJob, b: TimedJob): number =>
  (a.from ?? Number.MAX_SAFE_INTEGER) - (b.from ?? Number.MAX_SAFE_INTEGER) || Number(a.job.id) - Number(b.job.id)

/** Returns when the first job of the attempt was admitted. Times of RFC 3339 in UTC are compared as instants. */
const findFirstAdmitted = (timed: readonly TimedJob[]): string | undefined => {
  const known = timed.flatMap(({ job }) => toInstant(job.admittedAt) ?? [])
  return known.length === 0 ? undefined : fromInstant(known.reduce((first, at) => Math.min(first, at)))
}

const findEarliest = (timed: readonly TimedJob[]): Instant | undefined =>
  timed.reduce<Instant | undefined>(
    (first, { from }) => (from !== undefined && from < (first ?? from + 1) ? from : first),
    undefined,
  )

/** Returns the attempt's start, or the earliest job time if that contradicts it. */
const findStart = (attempt: Instant | undefined, jobs: Instant | undefined): Instant | undefined =>
  attempt === undefined || jobs === undefined ? (attempt ?? jobs) : Math.min(attempt, jobs)

const classifyRun = (
  { run, attempts, ownJobId }: RunObservation,
  jobs: readonly ObservedJob[],
): Timeline['runShape'] => {
  const attempt = attempts.at(-1)
  if (run.conclusion === 'startup_failure') return 'startup-failure'
  if (attempt !== undefined && awaitsApproval(attempt)) return 'awaiting-approval'
  // GitHub lists jobs as it creates them: a run may continue although every listed job has ended. A run that reports
  // itself always continues, so its status is no evidence there.
  if (ownJobId === undefined && run.status !== undefined && run.status !== 'completed') return 'unfinished'
  if (jobs.length === 0) return 'no-jobs'
  return jobs.every(job => job.api.status === 'completed') ? 'normal' : 'unfinished'
}

const findWorkflowFile = ({ workflow }: RunObservation): Pick<Timeline, 'workflowFile'> => {
  if (workflow === undefined) return {}
  const { path, sha, by, inferred } = workflow.choice
  return { workflowFile: { path, sha, by, inferred } }
}
