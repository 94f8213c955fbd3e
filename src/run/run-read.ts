import type { Sorted } from '../account/candidate.ts'
import { UNKNOWN_REPOSITORY } from '../core/ids.ts'
import type { FailureReading } from '../log/failure-reading.ts'
import type { ObservedAttempt, ObservedJob, RunObservation } from '../schema/observed/run-observation.ts'
import type { Gap } from '../schema/values/fact.ts'
import type { SideLists } from './begin-lists.ts'
import { joinSignals, type readEnds } from './job-ends.ts'
import type { joinDeployments } from './join-deployments.ts'
import type { Listed } from './list-run.ts'
import type { Logs } from './logs/read-logs.ts'
import { keepManifests } from './manifests/kept-manifests.ts'
import { type Collected, toField } from './manifests/read-candidate.ts'
import { type AttemptsRead, toObservedAttempt, toObservedRun } from './read-attempts.ts'
import type { readEnvironments } from './read-environments.ts'
import type { WorkflowRead } from './read-workflow.ts'
import type { RunContext } from './run-context.ts'
import { findOwnJob, type Subject } from './subject.ts'

/** Everything that was read of one run, before it is joined and diagnosed. */
export type RunRead = {
  readonly subject: Subject
  /** UNKNOWN_REPOSITORY where no source gives it. */
  readonly repositoryId: string
  readonly listed: Listed
  readonly collected: Collected
  /** The manifests of the run by attempt. `kept` lacks those that the steps and log of their own job reject. */
  readonly sorted: Sorted
  readonly kept: Sorted
  readonly logs: Logs
  /** Jobs of earlier attempts, as the lists of those attempts show them. */
  readonly earlierJobs: readonly ObservedJob[]
  /** Workflow files that were read at a known commit. */
  readonly files: WorkflowRead['files']
  /**
   * What could not be learned. `collected` and `sorted` hold the reasons for artifacts of ours that were not accepted.
   */
  readonly gaps: readonly Gap[]
  /** Log lines of all jobs that did not end well, earlier attempts included. */
  readonly failureReadings: ReadonlyMap<string, FailureReading>
  /** The input of the timeline. Its gaps include artifacts of ours that could not be read. */
  readonly observation: RunObservation
}

/** The run as its lists show it. */
export type SeenRun = {
  readonly subject: Subject
  readonly repositoryId: string
  readonly isClosed: boolean
  readonly listed: Listed
  readonly jobs: NonNullable<Listed['jobs']>
  /** In ascending order; the last attempt is the reported one. */
  readonly attempts: readonly ObservedAttempt[]
  readonly attempt: number
  readonly earlierJobs: readonly ObservedJob[]
  readonly observedAt: string
}

/** Puts together the lists of the run. */
export const toSeenRun = (
  subject: Subject,
  { attempt, isClosed }: { readonly attempt: number; readonly isClosed: boolean },
  listed: Listed,
  earlier: AttemptsRead,
  observedAt: string,
): SeenRun => ({
  subject,
  repositoryId: subject.repositoryId ?? listed.facts.repositoryId ?? UNKNOWN_REPOSITORY,
  isClosed,
  listed,
  jobs: listed.jobs ?? [],
  attempts: [
    ...earlier.attempts,
    toObservedAttempt(attempt, listed.facts, { jobs: listed.jobs, complete: listed.jobsComplete }),
  ],
  attempt,
  earlierJobs: earlier.attempts.flatMap(({ jobs = [] }) => jobs),
  observedAt,
})

export type ManifestsRead = { readonly collected: Collected; readonly sorted: Sorted }

export type Gates = {
  readonly deployed: Awaited<ReturnType<typeof joinDeployments>>
  readonly environments: Awaited<ReturnType<typeof readEnvironments>>
}

export const byJobId = ({ accepted, earlier }: Pick<Sorted, 'accepted' | 'earlier'>): RunObservation['manifests'] =>
  new Map(
    [...accepted, ...earlier].flatMap(({ manifest }) => {
      const id = manifest.job.id?.value
      return id === undefined ? [] : [[id, manifest] as const]
    }),
  )

export type RunParts = ManifestsRead &
  Gates & {
    readonly logs: Logs
    readonly earlier: AttemptsRead
    readonly context: RunContext
    readonly found: Awaited<SideLists['deployments']>
    readonly workflow: WorkflowRead
    readonly ends: Awaited<ReturnType<typeof readEnds>>
  }

/** Puts together what was read of the run, and what the timeline is built from. */
export const toRunRead = (seen: SeenRun, parts: RunParts): RunRead => {
  const { subject, repositoryId, listed, attempts, attempt, earlierJobs, observedAt } = seen
  const { collected, sorted, logs, context, workflow, ends, deployed, environments } = parts
  const own = findOwnJob(subject).id
  const jobs = listed.jobs
  const times = { attempt, startedAt: listed.facts.startedAt }
  const kept = keepManifests({ jobs, attempt: times, earlierJobs, ownJobId: own }, sorted, logs)
  const before = [...logs.earlier.values()]
  const gaps = [...listed.gaps, ...parts.earlier.gaps, ...context.gaps, ...parts.found.gaps]
  const after = [...logGaps(logs), ...ends.gaps, ...workflow.gaps, ...deployed.gaps, ...environments.gaps]
  return {
    ...{ subject, repositoryId, listed, collected, sorted, kept, logs, earlierJobs },
    files: workflow.files,
    gaps: [...gaps, ...after],
    failureReadings: new Map([...before, logs].flatMap(one => [...one.failureReadings])),
    observation: {
      run: toObservedRun(subject, listed.facts),
      attempts: attempts.map(one => ({
        ...one,
        traces: (one.attempt === attempt ? logs : logs.earlier.get(one.attempt))?.traces ?? one.traces,
      })),
      workflow: workflow.read,
      manifests: byJobId(kept),
      deployments: deployed.value,
      approvals: context.approvals,
      pending: context.pending,
      environments: environments.value,
      concurrency: context.concurrency,
      endSignals: joinSignals(
        ends.signals,
        [...before, logs].map(one => one.signals),
      ),
      annotations: ends.messages,
      ownJobId: own === '' ? undefined : own,
      observedAt,
      gaps: [...gaps, ...collected.gaps, ...sorted.unmatchedArtifacts.flatMap(unmatchedGap), ...after],
    },
  }
}

/** The gap of an earlier attempt's log names the attempt. */
const logGaps = ({ gaps, earlier }: Logs): readonly Gap[] => [
  ...[...earlier]
    .toSorted(([one], [other]) => one - other)
    .flatMap(([number, read]) => read.gaps.map(gap => ({ ...gap, field: `attempts.${number}.${gap.field}` }))),
  ...gaps,
]

/** The gap for a manifest that belongs to another run or repository. */
const unmatchedGap = ({ artifact, reason }: Sorted['unmatchedArtifacts'][number]): readonly Gap[] =>
  reason === 'other-run' || reason === 'other-repository'
    ? [
        {
          field: toField(artifact),
          reason: 'malformed',
          source: 'results',
          detail: 'a manifest of another run or repository',
        },
      ]
    : []
