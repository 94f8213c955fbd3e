import { parseRunArtifactName } from '../core/artifact-name.ts'
import { type Sha256Hex, UNKNOWN_REPOSITORY } from '../core/ids.ts'
import { withRetryClasses } from '../findings/failures/retry-classes.ts'
import type { GivenNeeds } from '../run/given-needs.ts'
import type { RunRead } from '../run/run-read.ts'
import type { Subject } from '../run/subject.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import type { ObservedJob } from '../schema/observed/run-observation.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import type { Timeline } from '../schema/run/run-timeline.ts'
import type { Gap } from '../schema/values/fact.ts'
import type { AccountInput } from './build-account.ts'
import type { Candidate } from './candidate.ts'
import { findPlannedJobs } from './planned-jobs.ts'
import { findWaits } from './waits.ts'

/** The reporter of the account, and facts of the run beside what was read. */
export type About = Pick<AccountInput, 'run' | 'reporter' | 'apiBudget' | 'reportedAt'> & {
  /** Undefined where the job list is refused. */
  readonly timeline: Timeline | undefined
  readonly sha256: Sha256Hex
}

/** Converts everything that was read of the run to the input of its account. */
export const toAccountInput = (read: RunRead, about: About): AccountInput => {
  const { subject, listed, collected, logs, observation } = read
  const own = subject.kind === 'own-run' ? { id: subject.jobId, key: subject.jobKey } : { id: '', key: '' }
  return {
    ...listed,
    ...about,
    timeline: about.timeline && withRetryClasses(about.timeline, read.failureReadings),
    planned: listed.jobs && findPlannedJobs(observation.workflow, listed.jobs, own.id),
    ownJobId: own.id,
    ownJobKey: own.key,
    ...(subject.kind === 'own-run' ? findNeeds(subject, read) : { needs: undefined }),
    sorted: read.sorted,
    logs: logs.facts,
    failureReadings: logs.failureReadings,
    hiddenFailures: logs.hiddenFailures,
    signals: observation.endSignals,
    annotations: observation.annotations,
    services: logs.services,
    packages: logs.packages,
    observedRun: observation.run,
    logRecords: logs.logRecords,
    unread: logs.unread,
    earlierJobs: read.earlierJobs,
    api: listed.facts,
    unmatchedArtifacts: collected.unmatchedArtifacts,
    earlierReports: collected.earlierReports,
    gaps: [...read.gaps, ...missingId(read)],
    warnings: [...listed.warnings, ...unreadForBudget(logs), ...reportedBefore(subject, listed)],
  }
}

/**
 * Finds the jobs that the report needs: by the workflow file, which pairs names and keys, else by input `needs`. A
 * file with other `needs` than the input is not the run's file.
 */
const findNeeds = (
  subject: Extract<Subject, { kind: 'own-run' }>,
  { listed, sorted, observation }: RunRead,
): Pick<AccountInput, 'needs' | 'neededResults' | 'waits'> => {
  const given = subject.needs
  const recorded = listed.jobs === undefined ? listManifests(sorted.accepted) : observation.manifests
  const jobs = listed.jobs ?? [...recorded].map(([id, manifest]) => asJob(id, manifest))
  const found = findWaits(subject, observation.workflow, jobs, recorded)
  const waits = found !== undefined && isOfFile(given, found.keys) ? found : undefined
  if (given?.kind === 'by-key') return { needs: given.results, waits }
  const keys = waits === undefined ? undefined : new Map(waits.keys.map(key => [key, undefined]))
  return { needs: keys, neededResults: given?.results, waits }
}

const isOfFile = (given: GivenNeeds | undefined, keys: readonly string[]): boolean => {
  if (given === undefined) return true
  if (given.kind === 'results') return given.results.length === keys.length
  return given.results.size === keys.length && keys.every(key => given.results.has(key))
}

const listManifests = (candidates: readonly Candidate[]): ReadonlyMap<string, JobManifest> =>
  new Map(
    candidates.flatMap(({ manifest }) => (manifest.job.id === undefined ? [] : [[manifest.job.id.value, manifest]])),
  )

/** Builds a job from its manifest, in the form of GitHub's list, for a refused list. */
const asJob = (id: string, { job }: JobManifest): ObservedJob => ({
  id,
  name: job.name?.value ?? job.key.value,
  hasRunner: true,
  api: { labels: [], steps: [] },
})

const missingId = ({ repositoryId, subject }: RunRead): readonly Gap[] =>
  repositoryId === UNKNOWN_REPOSITORY ? [subject.kind === 'own-run' ? NOT_GIVEN : NOT_ANSWERED] : []

const NOT_GIVEN: Gap = {
  field: 'run.repositoryId',
  reason: 'not-provided',
  source: 'runner',
  detail: 'GITHUB_REPOSITORY_ID is not set, and neither the event file nor REST gives it',
}

const NOT_ANSWERED: Gap = { field: 'run.repositoryId', reason: 'not-provided', source: 'api' }

/** Warns of earlier reports of this attempt. They are read as reports of earlier attempts are. */
const reportedBefore = (subject: Subject, { artifacts }: RunRead['listed']): RunManifest['warnings'] =>
  subject.kind === 'other-run'
    ? []
    : artifacts
        .filter(({ name }) => {
          const parts = parseRunArtifactName(name)
          return parts?.runId === subject.runId && parts.attempt === subject.attempt
        })
        .map(({ name }) => ({ code: 'second-report', subject: name }))

const unreadForBudget = ({ unread }: RunRead['logs']): RunManifest['warnings'] => {
  const count = [...unread.values()].filter(reason => reason === 'budget').length
  return count === 0 ? [] : [{ code: 'budget', subject: `${count} job logs` }]
}
