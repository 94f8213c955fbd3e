import { LIMITS } from '../core/limits.ts'
import type { RunObservation } from '../schema/observed/run-observation.ts'
import type { RunTimeline } from '../schema/run/run-timeline.ts'
import type { Gap } from '../schema/values/fact.ts'
import { SCHEMA_VERSION, VERSION } from '../schema/values/version.ts'
import { buildTimeline } from './build-timeline.ts'

/** Builds the document that `pipeline-trace report` prints: the run, its gaps, and its complete timeline. */
export const buildRunTimeline = (observation: RunObservation): RunTimeline => {
  const { run, gaps } = observation
  const timeline = buildTimeline(observation)
  const { headSha, headBranch, number, event, workflow, status, conclusion, createdAt, startedAt, url } = run
  return {
    kind: 'run-timeline',
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'pipeline-trace', version: VERSION },
    run: {
      serverUrl: run.serverUrl,
      repository: run.repository,
      runId: run.runId,
      attempt: run.attempt,
      number,
      event,
      workflow,
      headSha,
      headBranch,
      status,
      conclusion,
      createdAt,
      startedAt,
      url,
    },
    complete: isComplete(observation, timeline.runShape),
    gaps: [...(isListHollow(observation, timeline.runShape) ? [HOLLOW] : []), ...gaps].slice(0, LIMITS.gaps),
    ...timeline,
  }
}

/** Returns true if every list was read to its end and nothing in it continued. */
const isComplete = (observation: RunObservation, shape: RunTimeline['runShape']): boolean => {
  const { run, attempts } = observation
  return (
    shape !== 'unfinished' &&
    (run.status === undefined || run.status === 'completed') &&
    !isListHollow(observation, shape) &&
    attempts.length > 0 &&
    attempts.every(one => one.complete && one.jobs !== undefined)
  )
}

/** Returns true if the job list of a successful run is empty. Such a run had a job, so the list is incomplete. */
const isListHollow = ({ run, attempts }: RunObservation, shape: RunTimeline['runShape']): boolean =>
  shape === 'no-jobs' && run.conclusion === 'success' && attempts.at(-1)?.jobs !== undefined

const HOLLOW: Gap = {
  field: 'jobs',
  reason: 'not-found',
  source: 'api',
  detail: 'the run succeeded, and no job of it is listed',
}
