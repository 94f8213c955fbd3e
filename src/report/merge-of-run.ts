import { sha256Hex } from '../digest.ts'
import { parseRunArtifactName } from '../model/artifact-name.ts'
import type { Gap } from '../model/fact.ts'
import { UNKNOWN_REPOSITORY } from '../model/ids.ts'
import type { JobManifest, SigningState } from '../model/job-manifest.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import type { ObservedJob, RunObservation } from '../model/run-observation.ts'
import type { Timeline } from '../model/run-timeline.ts'
import type { World } from './connect.ts'
import type { GivenNeeds } from '../run/given-needs.ts'
import type { Listed } from '../run/list-run.ts'
import type { Candidate, Sorted } from '../account/candidate.ts'
import { type Merged, type MergeInput, mergeRun } from '../account/build-account.ts'
import { findPlannedJobs } from '../account/planned-jobs.ts'
import { readWaits } from '../run/own-workflow.ts'
import type { Collected } from '../run/manifests/read-candidate.ts'
import type { Logs } from '../run/logs/read-logs.ts'
import { reporterOf, runFactsOf } from './run-facts.ts'

/** Everything that was read of the run. */
export type RunRead = {
  readonly listed: Listed
  readonly collected: Collected
  readonly sorted: Sorted
  readonly logs: Logs
  /** Jobs of earlier attempts, as those listed them. */
  readonly earlierJobs: readonly ObservedJob[]
  /** Both undefined where the jobs may not be listed. */
  readonly observation: RunObservation | undefined
  readonly timeline: Timeline | undefined
  readonly reportedAt: string
}

/** The account of the run for each way in which it may be signed: the run manifest states its signing. */
export const mergeOf = (world: World, read: RunRead): ((signing: SigningState) => Merged) => {
  const { listed, collected, sorted, logs, observation, timeline, reportedAt } = read
  const { inputs, environment, followed } = world
  const ownJobId = followed ? '' : inputs.jobId
  const input = {
    ...listed,
    planned: findPlannedJobs(observation?.workflow, listed.jobs ?? [], ownJobId),
    run: runFactsOf(world, listed.facts),
    reporter: reporterOf(world),
    ownJobId,
    ownJobKey: followed ? '' : (environment['GITHUB_JOB'] ?? ''),
    ...(followed ? { needs: undefined } : needsOf(world, read)),
    sorted,
    logs: logs.facts,
    failureReadings: logs.failureReadings,
    signals: observation?.endSignals ?? new Map(),
    annotations: observation?.annotations,
    services: logs.services,
    observedRun: observation?.run,
    told: logs.told,
    unread: logs.unread,
    earlierJobs: read.earlierJobs,
    api: listed.facts,
    strangers: collected.strangers,
    earlierReports: collected.earlierReports,
    timeline,
    gaps: [...listed.gaps, ...logs.gaps, ...(observation?.gaps ?? []), ...missingId(world)],
    warnings: [...listed.warnings, ...unreadForBudget(logs), ...reportedBefore(world, listed)],
    reportedAt,
    sha256: sha256Hex,
  }
  // What is spent of the budget is known last.
  return signing => mergeRun({ ...input, apiBudget: world.rest.spent(), signing })
}

/**
 * Which jobs the report needs: by the workflow file, whose names and keys belong together, else by input `needs`. A file
 * with other needs than the input has is not the one of the run.
 */
const needsOf = (
  world: World,
  { listed, sorted, observation }: RunRead,
): Pick<MergeInput, 'needs' | 'neededResults' | 'waits'> => {
  const given = world.inputs.needs
  const workflow = observation === undefined ? listed.workflow?.read : observation.workflow
  const recorded = observation?.manifests ?? manifestsOf(sorted.accepted)
  const read = readWaits(
    world,
    workflow,
    listed.jobs ?? [...recorded].map(([id, manifest]) => asJob(id, manifest)),
    recorded,
  )
  const waits = read !== undefined && isOfFile(given, read.keys) ? read : undefined
  if (given?.kind === 'by-key') return { needs: given.results, waits }
  const keys = waits === undefined ? undefined : new Map(waits.keys.map(key => [key, undefined]))
  return { needs: keys, neededResults: given?.results, waits }
}

const isOfFile = (given: GivenNeeds | undefined, keys: readonly string[]): boolean => {
  if (given === undefined) return true
  if (given.kind === 'results') return given.results.length === keys.length
  return given.results.size === keys.length && keys.every(key => given.results.has(key))
}

const manifestsOf = (candidates: readonly Candidate[]): ReadonlyMap<string, JobManifest> =>
  new Map(
    candidates.flatMap(({ manifest }) => (manifest.job.id === undefined ? [] : [[manifest.job.id.value, manifest]])),
  )

/** A job that GitHub's list, which was refused, would show. */
const asJob = (id: string, { job }: JobManifest): ObservedJob => ({
  id,
  name: job.name?.value ?? job.key.value,
  hasRunner: true,
  api: { labels: [], steps: [] },
})

const missingId = ({ repositoryId }: World): readonly Gap[] =>
  repositoryId === UNKNOWN_REPOSITORY ? [NO_REPOSITORY_ID] : []

const NO_REPOSITORY_ID: Gap = {
  field: 'run.repositoryId',
  reason: 'not-provided',
  source: 'runner',
  detail: 'GITHUB_REPOSITORY_ID is not set, and neither the event file nor REST gives it',
}

/** Reports of this attempt that went before, and were read as those of earlier attempts are. */
const reportedBefore = ({ followed, runId, attempt }: World, { artifacts }: Listed): RunManifest['warnings'] =>
  followed
    ? []
    : artifacts
        .filter(({ name }) => {
          const parts = parseRunArtifactName(name)
          return parts?.runId === runId && parts.attempt === attempt
        })
        .map(({ name }) => ({ code: 'second-report', subject: name }))

const unreadForBudget = ({ unread }: Logs): RunManifest['warnings'] => {
  const count = [...unread.values()].filter(reason => reason === 'budget').length
  return count === 0 ? [] : [{ code: 'budget', subject: `${count} job logs` }]
}
