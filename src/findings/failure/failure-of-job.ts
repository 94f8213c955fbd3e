import type { Failure } from '../../model/failure.ts'
import type { RunObservation } from '../../model/run-observation.ts'
import type { RunTimeline, Timeline, TimelineJob } from '../../model/run-timeline.ts'
import { classifyFailure } from './classify-failure.ts'

/** What logs and annotations tell of the ends of a run's jobs, by job id. */
export type EndsOfRun = Pick<RunObservation, 'endSignals' | 'annotations' | 'errorLines'>

/** Why a job of the timeline did not end well, by all that is known of its end. */
export const failureOf = (timeline: Timeline, job: TimelineJob, ends: EndsOfRun): Failure | undefined =>
  classifyFailure({
    job,
    errorLines: ends.errorLines?.get(job.id) ?? [],
    signals: ends.endSignals.get(job.id) ?? [],
    annotations: ends.annotations?.get(job.id) ?? [],
    policy: timeline.policy,
    runShape: timeline.runShape,
  })

/** The document with the failure of each job. A carried-over one failed in another attempt: that one's report says why. */
export const withFailures = (document: RunTimeline, ends: EndsOfRun): RunTimeline => ({
  ...document,
  jobs: document.jobs.map(job => {
    const failure = job.shape === 'carried-over' ? undefined : failureOf(document, job, ends)
    return failure === undefined ? job : { ...job, failure: { ...failure, evidence: [...failure.evidence] } }
  }),
})
