import { duration } from '../../core/quantity.ts'
import { toMillis } from '../../core/time.ts'
import type { StateEntry, TargetConvergence } from '../../schema/converge/target-convergence.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { quoteName } from '../facts/finding-words.ts'
import { listRunJobs, locate, type RunJob } from '../facts/run-jobs.ts'

/** A target that a job observed after its deployment, and the job. */
type Observed = { readonly job: RunJob; readonly target: TargetConvergence }

/** Lists the deployment targets that the action converge observed in the jobs of the run. */
const listObserved = (manifest: RunManifest): readonly Observed[] =>
  listRunJobs(manifest).flatMap(job => (job.reported.record?.convergence ?? []).map(target => ({ job, target })))

/** Ids of the jobs whose recorder has what became of a deployment. A target that nothing was read of counts as none. */
export const findObservers = (manifest: RunManifest): ReadonlySet<string> =>
  new Set(
    listObserved(manifest)
      .filter(({ target }) => target.verdict !== 'not-observed')
      .map(({ job }) => job.timed.id),
  )

type Fault = { readonly words: string; readonly severity: Finding['severity'] }

/** What a verdict says of a deployment whose job succeeded. The other verdicts are no fault, or no statement. */
const FAULTS: ReadonlyMap<string, Fault> = new Map([
  ['degraded', { words: 'was degraded', severity: 'high' }],
  ['never-applied', { words: 'never applied the revision', severity: 'high' }],
  ['rolled-back', { words: 'was rolled back', severity: 'high' }],
  ['out-of-sync', { words: 'was out of sync', severity: 'medium' }],
])

const OTHER_IMAGE: Fault = { words: 'runs another image than the run built', severity: 'medium' }

const findFault = ({ verdict, images }: TargetConvergence): Fault | undefined =>
  FAULTS.get(verdict) ?? (images.match === 'differs' ? OTHER_IMAGE : undefined)

/** Finds the targets that are not as their green job left them: degraded, rolled back, out of sync, never applied. */
export const findFaults = (manifest: RunManifest): readonly Finding[] =>
  listObserved(manifest).flatMap(({ job, target }) => {
    const fault = job.timed.conclusion === 'success' ? findFault(target) : undefined
    return fault === undefined ? [] : [describe(job, target, fault)]
  })

const describe = (job: RunJob, target: TargetConvergence, { words, severity }: Fault): Finding => ({
  rule: 'deployment-blind-spot',
  severity,
  subject: { kind: 'environment', name: nameTarget(target), jobId: job.timed.id },
  summary: `${quoteName(job.timed.name)} succeeded, and ${nameTarget(target)} ${words}${describeDelay(target)}.`,
  evidence: target.states.slice(-10).map(state => ({
    what: `${state.state}${state.statedAt === undefined && state.at === undefined ? '' : ` at ${state.statedAt ?? state.at}`}`,
    source: 'runner',
    ...locate(job),
  })),
  confidence: target.confidence === 'high' ? 'medium' : target.confidence,
  reason: 'the step that observed the target is of the same job: a later step of it could have written the record',
  response:
    'Read the events and the log of the workload, and roll back or mend the manifest: the job ended before the workload was healthy.',
  owner: 'author',
})

const nameTarget = ({ target }: TargetConvergence): string =>
  `${target.kind} ${quoteName(target.namespace === undefined ? target.name : `${target.namespace}/${target.name}`)}`

/** `, 3 m after it was applied`; empty where one of both has no time. */
const describeDelay = ({ states, verdict }: TargetConvergence): string => {
  const [applied, fault] = ['applied', verdict].map(name => toInstant(states.find(({ state }) => state === name)))
  return applied === undefined || fault === undefined || fault < applied
    ? ''
    : `, ${duration(fault - applied)} after it was applied`
}

const toInstant = (entry: StateEntry | undefined): number | undefined =>
  entry?.at === undefined ? undefined : toMillis(entry.at)
