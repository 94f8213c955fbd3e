import type {
  ObservedDeployment,
  PendingDeployment,
  PolicyWait,
  ProtectionRule,
  RunObservation,
} from '../model/run-observation.ts'
import type { OwnerClass, PolicyEntry } from '../model/run-timeline.ts'
import { awaitsApproval } from './attempts.ts'
import { millisOf, toInstant } from './instant.ts'

/** What rules held: every entry for people, and the waits by job for its intervals. */
export type Policy = {
  readonly entries: readonly PolicyEntry[]
  readonly waitsOf: (jobId: string) => readonly PolicyWait[]
  /** A rule held the job, but GitHub gives no time for it. */
  readonly heldProbably: (jobId: string) => boolean
  readonly ruleOwnerOf: (environment: string | undefined) => OwnerClass | undefined
}

/**
 * Waits on environments, fork approvals and concurrency groups. Approvals carry no time in any API of GitHub; deployment
 * statuses do (`waiting`, then `queued` or `in_progress`), so without `deployments: read` a wait has no length.
 */
export const policyOf = (
  observation: RunObservation,
  jobs: readonly { readonly id: string; readonly environment: string | undefined }[],
): Policy => {
  const waits = observation.deployments.flatMap(deployment => waitsOfDeployment(deployment))
  const began = toInstant(observation.attempts.at(-1)?.startedAt) ?? 0
  const timed = new Map<string, PolicyWait[]>()
  // A gate that an earlier attempt passed did not hold this one.
  for (const { jobId, wait } of waits)
    if (jobId !== undefined && wait.to !== undefined && (toInstant(wait.to) ?? 0) > began)
      timed.set(jobId, [...(timed.get(jobId) ?? []), { ...wait, to: wait.to }])
  const ruleOwnerOf = (environment: string | undefined) => ownerOfRules(rulesOf(observation, environment))
  const held = jobs.filter(
    job => job.environment !== undefined && !timed.has(job.id) && wasDecided(observation, job.environment),
  )
  return {
    waitsOf: id => timed.get(id) ?? [],
    heldProbably: id => held.some(job => job.id === id),
    ruleOwnerOf,
    entries: [
      ...waits.map(found => environmentEntry(observation, found)),
      ...held.map(job => untimedEntry(observation, job.id, job.environment ?? '')),
      ...pendingEntries(observation, waits),
      ...forkApprovals(observation),
      ...blockedEntries(observation),
    ],
  }
}

type State = PolicyEntry['state']
type Wait = Omit<PolicyWait, 'to'> & { readonly to: string | undefined }
type Found = { readonly jobId: string | undefined; readonly wait: Wait; readonly state: State }

/** Each `waiting` to the next status; a gate that a re-run meets again waits again. */
const waitsOfDeployment = ({ environment, jobId, statuses }: ObservedDeployment): readonly Found[] =>
  statuses.flatMap((status, index) => {
    if (status.state !== 'waiting' || statuses[index - 1]?.state === 'waiting') return []
    const next = statuses.slice(index + 1).find(other => other.state !== 'waiting')
    const wait = {
      from: status.createdAt,
      to: next?.createdAt,
      environment,
      source: 'api',
      confidence: 'high',
    } as const
    return [{ jobId, wait, state: stateAfter(next?.state) }]
  })

const stateAfter = (next: string | undefined): State => {
  if (next === undefined) return 'pending'
  return next === 'queued' || next === 'in_progress' || next === 'pending' ? 'passed' : 'rejected'
}

const rulesOf = ({ environments }: RunObservation, environment: string | undefined): readonly ProtectionRule[] =>
  environments.find(one => one.name === environment)?.rules ?? []

/** Reviewers are asked last and take longest; a timer or branch rule is set by who runs the platform. */
const ownerOfRules = (rules: readonly ProtectionRule[]): OwnerClass | undefined => {
  if (rules.some(rule => rule.kind === 'required-reviewers')) return 'approver'
  if (rules.some(rule => rule.kind === 'custom-rule')) return 'external-service'
  return rules.length > 0 ? 'platform' : undefined
}

const decisionsOn = ({ approvals }: RunObservation, environment: string) =>
  approvals.filter(one => one.environments.includes(environment))

/** Somebody decided on it, or a timer always holds it. */
const wasDecided = (observation: RunObservation, environment: string): boolean =>
  decisionsOn(observation, environment).some(one => one.state === 'approved' || one.state === 'rejected') ||
  rulesOf(observation, environment).some(rule => rule.kind === 'wait-timer')

const aboutEnvironment = (observation: RunObservation, environment: string) => {
  const rules = rulesOf(observation, environment)
  const decided = decisionsOn(observation, environment).filter(one => one.state !== 'pending')
  const sure = observation.deployments.filter(one => one.environment === environment).length <= 1
  return {
    kind: 'environment' as const,
    environment,
    rules: rules.slice(0, 20).map(rule => ({
      kind: rule.kind,
      ...(rule.kind === 'wait-timer' ? { minutes: rule.minutes } : {}),
      ...(rule.kind === 'custom-rule' && rule.app !== undefined ? { app: rule.app } : {}),
    })),
    by: [...new Set(decided.flatMap(one => one.user ?? []))].slice(0, 20),
    reviewers: rules.flatMap(rule => (rule.kind === 'required-reviewers' ? [...rule.reviewers] : [])).slice(0, 20),
    owner: ownerOfRules(rules) ?? ('approver' as const),
    source: 'api' as const,
    /** Several deployments of one environment: GitHub does not say which of them a review was for. */
    confidence: sure ? ('high' as const) : ('medium' as const),
  }
}

const environmentEntry = (observation: RunObservation, { wait, state, jobId }: Found): PolicyEntry => {
  const [from, to] = [toInstant(wait.from), toInstant(wait.to)]
  const live = state === 'pending' ? observation.pending.find(one => one.environment === wait.environment) : undefined
  return {
    ...withLive(aboutEnvironment(observation, wait.environment ?? ''), live),
    ...(jobId === undefined ? {} : { jobId }),
    state,
    start: wait.from,
    ...(wait.to === undefined ? {} : { end: wait.to }),
    ...(from === undefined || to === undefined || to < from ? {} : { waitedMs: millisOf(from, to) }),
    timeKnown: true,
  }
}

const untimedEntry = (observation: RunObservation, jobId: string, environment: string): PolicyEntry => {
  const decisions = decisionsOn(observation, environment)
  const rejected = decisions.some(one => one.state === 'rejected')
  const approved = decisions.some(one => one.state === 'approved')
  return {
    ...aboutEnvironment(observation, environment),
    jobId,
    state: rejected ? (approved ? 'unknown' : 'rejected') : approved ? 'passed' : 'unknown',
    timeKnown: false,
  }
}

/** What waits now and of which no deployment status tells. */
const pendingEntries = (observation: RunObservation, waits: readonly Found[]): readonly PolicyEntry[] =>
  observation.pending
    .filter(one => !waits.some(({ wait, state }) => state === 'pending' && wait.environment === one.environment))
    .map(one => {
      const start = one.waitTimerStartedAt
      return {
        ...withLive(aboutEnvironment(observation, one.environment), one),
        state: 'pending' as const,
        ...(start === undefined ? {} : { start }),
        timeKnown: start !== undefined,
      }
    })

/** The list of what waits names its reviewers and its timer, also where the environment itself cannot be read. */
const withLive = (about: ReturnType<typeof aboutEnvironment>, live: PendingDeployment | undefined) => {
  if (live === undefined) return about
  const { waitTimerMinutes: minutes = 0, reviewers } = live
  return {
    ...about,
    rules: about.rules.length > 0 || minutes === 0 ? about.rules : [{ kind: 'wait-timer' as const, minutes }],
    reviewers: about.reviewers.length > 0 ? about.reviewers : reviewers.slice(0, 20),
    owner: reviewers.length > 0 ? ('approver' as const) : minutes > 0 ? ('platform' as const) : about.owner,
  }
}

const forkApprovals = ({ attempts }: RunObservation): readonly PolicyEntry[] =>
  attempts.flatMap((one, index) => {
    if (!awaitsApproval(one)) return []
    const next = attempts[index + 1]
    const [from, to] = [toInstant(one.startedAt), toInstant(next?.startedAt)]
    return [
      {
        kind: 'fork-approval' as const,
        state: next === undefined ? ('pending' as const) : ('passed' as const),
        rules: [],
        by: next?.triggeredBy === undefined || next.triggeredBy === one.triggeredBy ? [] : [next.triggeredBy],
        reviewers: [],
        ...(one.startedAt === undefined ? {} : { start: one.startedAt }),
        ...(next?.startedAt === undefined ? {} : { end: next.startedAt }),
        ...(from === undefined || to === undefined || to < from ? {} : { waitedMs: millisOf(from, to) }),
        timeKnown: from !== undefined,
        owner: 'approver' as const,
        source: 'api' as const,
        confidence: 'medium' as const,
      },
    ]
  })

/** Concurrency groups are shown live only: who waits now, behind whom. */
const blockedEntries = ({ concurrency, run }: RunObservation): readonly PolicyEntry[] =>
  concurrency.flatMap(group =>
    group.members
      .filter(member => member.runId === run.runId && member.status === 'pending')
      .map(member => ({
        kind: 'concurrency' as const,
        ...(member.jobId === undefined ? {} : { jobId: member.jobId }),
        state: 'pending' as const,
        rules: [],
        by: [],
        reviewers: [],
        timeKnown: false,
        owner: 'author' as const,
        source: 'api' as const,
        confidence: 'high' as const,
      })),
  )
