import type { Refusal } from '../github/rest/client.ts'
import type { ListedJob } from '../github/rest/job.ts'
import { gapOfRefusal } from '../github/rest/refusal-gap.ts'
import type { RunAnswer, RunFacts } from '../github/rest/workflow-run.ts'
import type { ListedArtifact } from '../github/results/results-service.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { OWN_JOB_GAP } from '../schema/run/run-outcome.ts'
import type { Gap, Reading } from '../schema/values/fact.ts'
import type { JobList } from './await-jobs.ts'
import { findOwnJob, type Subject } from './subject.ts'

/** The run, its jobs and its artifacts as GitHub's services list them, with the gaps for what was refused. */
export type Listed = {
  readonly facts: RunFacts
  /** Undefined where the list was refused. */
  readonly jobs: readonly ListedJob[] | undefined
  /** Whether the list was read to its end. */
  readonly jobsComplete: boolean
  readonly artifacts: readonly ListedArtifact[]
  readonly gaps: readonly Gap[]
  readonly warnings: RunManifest['warnings']
}

/** Puts run, jobs and artifacts together. */
export const toListed = (
  subject: Subject,
  run: RunAnswer,
  jobs: JobList,
  artifacts: Reading<readonly ListedArtifact[]>,
): Listed => ({
  facts: run.facts,
  jobs: jobs.jobs,
  jobsComplete: jobs.complete,
  artifacts: artifacts.value,
  gaps: [
    ...(run.refusal === undefined ? [] : [gapOfRefusal('run', run.refusal)]),
    ...jobs.gaps,
    ...(lacksOwnJob(subject, jobs) ? [LACKS_OWN] : []),
    ...artifacts.gaps,
  ],
  warnings: toWarnings([run.refusal, jobs.refusal].filter(refusal => refusal !== undefined)),
})

/** The report's own job runs while the report reads. A list without that job is not the list of this attempt. */
const lacksOwnJob = (subject: Subject, { jobs }: JobList): boolean => {
  const own = findOwnJob(subject).id
  return own !== '' && jobs !== undefined && !jobs.some(({ id }) => id === own)
}

const LACKS_OWN: Gap = {
  field: OWN_JOB_GAP,
  reason: 'malformed',
  source: 'api',
  detail: 'the list does not hold the report’s own job',
}

const toWarnings = (refusals: readonly Refusal[]): RunManifest['warnings'] => [
  ...(refusals.some(refusal => refusal.reason === 'permission-denied')
    ? [{ code: 'permission-missing', subject: 'actions: read' } as const]
    : []),
  ...(refusals.some(refusal => refusal.reason === 'budget')
    ? [{ code: 'budget', subject: 'run and jobs' } as const]
    : []),
]
