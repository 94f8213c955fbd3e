import fc from 'fast-check'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import type {
  DeploymentStatus,
  ObservedApproval,
  ObservedAttempt,
  ObservedDeployment,
  ObservedJob,
  PendingDeployment,
  ProtectionRule,
  RunObservation,
} from '../../src/schema/observed/run-observation.ts'
import { toInstant } from '../../src/timeline/instant.ts'
import { aManifest } from '../report/a-manifest.ts'
import { asCheckRun, type JobSpec, jobSpec } from './any-observed-job.ts'
import { anyPlan, ENVIRONMENTS, namesOf } from './any-plan.ts'
import { maybe, time } from './any-times.ts'

const environment = fc.constantFrom(...ENVIRONMENTS)
const user = fc.constantFrom('mona', 'hubot', undefined)

const status: fc.Arbitrary<DeploymentStatus> = fc.record({
  state: fc.constantFrom('waiting', 'waiting', 'queued', 'in_progress', 'success', 'failure', 'inactive'),
  createdAt: time,
  creator: user,
  app: fc.constantFrom('github-actions', 'argocd', undefined),
})

const deployment = fc.record({
  environment,
  createdAt: time,
  job: fc.option(fc.nat(20), { nil: undefined }),
  statuses: fc
    .array(status, { maxLength: 4 })
    .map(list => list.toSorted((a, b) => (toInstant(a.createdAt) ?? 0) - (toInstant(b.createdAt) ?? 0))),
})

const approval: fc.Arbitrary<ObservedApproval> = fc.record({
  environments: fc.subarray([...ENVIRONMENTS]),
  state: fc.constantFrom('approved', 'rejected', 'pending', 'other'),
  user,
})

const reviewers = [{ kind: 'team', name: 'octo/release' }] as const
const rule: fc.Arbitrary<ProtectionRule> = fc.constantFrom<ProtectionRule>(
  { kind: 'wait-timer', minutes: 10 },
  { kind: 'required-reviewers', reviewers, preventSelfReview: true },
  { kind: 'branch-policy' },
  { kind: 'custom-rule', app: 'gate' },
)

const pendingDeployment: fc.Arbitrary<PendingDeployment> = fc.record({
  environment,
  waitTimerMinutes: fc.constantFrom(0, 10, undefined),
  waitTimerStartedAt: maybe,
  reviewers: fc.constantFrom([], reviewers),
})

const attempt = fc.record({
  startedAt: fc.oneof({ weight: 2, arbitrary: fc.constant('2026-03-01T10:00:00Z') }, maybe),
  conclusion: fc.constantFrom('success', 'failure', 'failure', 'action_required', undefined),
  isRefused: fc.integer({ min: 0, max: 19 }).map(dice => dice === 0),
  complete: fc.boolean(),
})
type AttemptSpec = typeof attempt extends fc.Arbitrary<infer T> ? T : never

type Listed = { readonly job: ObservedJob; readonly spec: JobSpec; readonly key: string }
type Turn = { readonly attempt: ObservedAttempt; readonly listed: readonly Listed[] }

const parts = fc.record({
  plan: anyPlan,
  isPlanKnown: fc.integer({ min: 0, max: 4 }).map(dice => dice > 0),
  isInferred: fc.boolean(),
  specs: fc
    .tuple(fc.array(jobSpec, { minLength: 1, maxLength: 8 }), fc.boolean())
    .map(([list, inOrder]) => (inOrder ? list.toSorted(byCreation) : list)),
  checkRuns: fc.nat(1),
  unmatchedArtifacts: fc.constantFrom(0, 0, 0, 1, 2),
  attempts: fc.array(attempt, { minLength: 1, maxLength: 3 }),
  deployments: fc.array(deployment, { maxLength: 3 }),
  approvals: fc.array(approval, { maxLength: 2 }),
  pending: fc.uniqueArray(pendingDeployment, { maxLength: 2, selector: one => one.environment }),
  rules: fc.array(rule, { maxLength: 2 }),
  own: fc.option(fc.nat(20), { nil: undefined, freq: 2 }),
  isBlocked: fc.boolean(),
  conclusion: fc.constantFrom('success', 'failure', 'startup_failure', 'action_required', undefined),
  observedAt: time,
})

/** Jobs that stand later in the file often begin later: such runs have paths of several jobs. */
const byCreation = (a: JobSpec, b: JobSpec): number => (a.api.createdAt ?? '').localeCompare(b.api.createdAt ?? '')

/** A whole run as the sources may give it: one to three attempts, and whatever of the rest could be read. */
export const anyRun: fc.Arbitrary<RunObservation> = parts.map((all): RunObservation => {
  const turns = turnsOf(all)
  const listed = turns.at(-1)?.listed ?? []
  const everyJob = turns.flatMap(turn => turn.listed)
  const idAt = (place: number | undefined): string | undefined =>
    place === undefined ? undefined : listed[place % Math.max(1, listed.length)]?.job.id
  const number = turns.length
  const choice = { path: '.github/workflows/ci.yml', by: 'head-sha', inferred: all.isInferred } as const
  return {
    run: {
      serverUrl: 'https://github.com',
      repository: 'octo/app',
      runId: '5',
      attempt: number,
      status: 'completed',
      conclusion: all.conclusion,
      startedAt: turns.at(-1)?.attempt.startedAt,
    },
    attempts: turns.map(turn => turn.attempt),
    workflow: all.isPlanKnown ? { plan: all.plan, choice } : undefined,
    manifests: new Map(everyJob.flatMap(one => manifestOf(one) ?? [])),
    deployments: all.deployments.map(
      ({ job, ...one }, index): ObservedDeployment => ({ ...one, id: String(900 + index), jobId: idAt(job) }),
    ),
    approvals: all.approvals,
    pending: all.pending,
    environments: ENVIRONMENTS.map(name => ({ name, rules: all.rules })),
    concurrency: all.isBlocked
      ? [{ name: 'deploy', members: [{ runId: '5', jobId: idAt(0), position: 1, status: 'pending' }] }]
      : [],
    endSignals: new Map(
      everyJob.map(({ job, spec }) => [job.id, spec.signals.map(signal => ({ signal, source: 'api' as const }))]),
    ),
    ownJobId: idAt(all.own),
    observedAt: all.observedAt,
    gaps: [{ field: 'artifacts', reason: 'permission-denied', source: 'api' }],
  }
})

type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never

const turnsOf = ({ plan, specs, checkRuns, unmatchedArtifacts, attempts }: Parts): readonly Turn[] => {
  const names = [
    ...namesOf(plan).map(({ name, planned }) => ({ name, key: planned.key })),
    ...['unknown', 'unknown'].slice(0, unmatchedArtifacts).map(name => ({ name, key: name })),
    ...['pipeline-trace / report'].slice(0, checkRuns).map(name => ({ name, key: '' })),
  ]
  const turns: Turn[] = []
  for (const [index, spec] of attempts.entries()) {
    const before = turns.at(-1)?.listed
    const listed = names.flatMap((one, place) => {
      const fresh = specs[(place + 7 * index) % specs.length]
      return fresh === undefined ? [] : listJob(one, { attempt: index + 1, place, fresh, before })
    })
    turns.push({ attempt: attemptOf(spec, index + 1, listed), listed })
  }
  return turns
}

type Place = {
  readonly attempt: number
  readonly place: number
  readonly fresh: JobSpec
  readonly before: readonly Listed[] | undefined
}

/** A re-run lists every job anew: what ran again, and what it took over as it was. */
const listJob = (
  { name, key }: { readonly name: string; readonly key: string },
  { attempt, place, fresh, before }: Place,
): readonly Listed[] => {
  const id = String(1_000 * attempt + place)
  const last = before?.find(one => Number(one.job.id) % 1_000 === place)
  if (last !== undefined && fresh.again === 'carried-over')
    return [{ ...last, job: { ...last.job, id, api: { ...last.job.api } } }]
  if (fresh.isMissing || (before !== undefined && fresh.again === 'missing')) return []
  const spec = key === '' ? asCheckRun(fresh) : fresh
  return [{ job: { id, name, hasRunner: spec.hasRunner, api: { ...spec.api, attempt } }, spec, key }]
}

const attemptOf = (spec: AttemptSpec, attempt: number, listed: readonly Listed[]): ObservedAttempt => ({
  attempt,
  status: 'completed',
  conclusion: spec.conclusion,
  startedAt: spec.startedAt,
  triggeredBy: 'mona',
  jobs: spec.isRefused ? undefined : listed.map(one => one.job),
  complete: spec.complete,
  traces: new Map(
    listed.flatMap(({ job, spec: { trace } }) => (trace === undefined ? [] : [[job.id, trace] as const])),
  ),
})

const manifestOf = ({ job, spec, key }: Listed): readonly (readonly [string, JobManifest])[] =>
  spec.manifest === undefined || key === ''
    ? []
    : [[job.id, aManifest({ jobId: job.id, key, name: job.name, more: spec.manifest })]]
