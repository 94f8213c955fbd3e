import { sha256Hex } from '../digest.ts'
import type { SigningState } from '../model/job-manifest.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import type { RunObservation } from '../model/run-observation.ts'
import type { Timeline } from '../model/run-timeline.ts'
import type { Collected } from './collect-manifests.ts'
import type { World } from './connect.ts'
import type { Listed } from './list-run.ts'
import type { Sorted } from './merge/candidate.ts'
import { type Merged, mergeRun } from './merge/merge-run.ts'
import { findPlannedJobs } from './merge/planned-jobs.ts'
import type { Logs } from './read-logs.ts'
import { reporterOf, runFactsOf } from './run-facts.ts'

/** Everything that was read of the run. */
export type RunRead = {
  readonly listed: Listed
  readonly collected: Collected
  readonly sorted: Sorted
  readonly logs: Logs
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
    needs: followed ? undefined : inputs.needs,
    sorted,
    logs: logs.facts,
    errorLines: logs.errorLines,
    signals: observation?.endSignals ?? new Map(),
    annotations: observation?.annotations,
    services: logs.services,
    told: logs.told,
    unread: logs.unread,
    api: listed.facts,
    strangers: collected.strangers,
    timeline,
    gaps: [...listed.gaps, ...logs.gaps, ...(observation?.gaps ?? [])],
    warnings: [...listed.warnings, ...unreadForBudget(logs)],
    reportedAt,
    sha256: sha256Hex,
  }
  // What is spent of the budget is known last.
  return signing => mergeRun({ ...input, apiBudget: world.rest.spent(), signing })
}

const unreadForBudget = ({ unread }: Logs): RunManifest['warnings'] => {
  const count = [...unread.values()].filter(reason => reason === 'budget').length
  return count === 0 ? [] : [{ code: 'budget', subject: `${count} job logs` }]
}
