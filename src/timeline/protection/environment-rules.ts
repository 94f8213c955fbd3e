import type {
  PendingDeployment,
  ProtectionRule,
  Reviewer,
  RunObservation,
} from '../../schema/observed/run-observation.ts'
import type { ProtectionEntry } from '../../schema/run/protection-entry.ts'
import type { OwnerClass } from '../../schema/values/owner-class.ts'
import { fromInstant, toInstant } from '../instant.ts'
import { isSameEnvironment } from './environment-name.ts'

/** The known rules of one environment: the present ones, which can differ from those that the run met. */
export type EnvironmentRules = {
  readonly rules: ProtectionEntry['rules']
  /** People who could decide, or still can. */
  readonly reviewers: readonly Reviewer[]
  /** Undefined if no rule is known. */
  readonly owner: OwnerClass | undefined
  /** True if a timer of the environment itself holds every job. A timer that only waits now has held no job yet. */
  readonly hasTimer: boolean
}

/**
 * Finds the rules in the environment's own answer. If GitHub refused that, the list of pending deployments names its
 * reviewers and its timer.
 */
export const findRules = (
  { environments, pending, attempts }: RunObservation,
  environment: string,
): EnvironmentRules => {
  const read = environments.find(one => isSameEnvironment(one.name, environment))?.rules.filter(isInForce) ?? []
  const live = pending.find(one => isSameEnvironment(one.environment, environment))
  const rules = read.length > 0 || live === undefined ? read : rulesOfPending(live)
  return {
    rules: rules.slice(0, 20).map(rule => toEntryRule(rule, live?.waitTimerStartedAt)),
    reviewers: rules.flatMap(rule => listReviewers(rule, attempts.at(-1)?.triggeredBy)).slice(0, 20),
    owner: ownerOfRules(rules),
    hasTimer: read.some(rule => rule.kind === 'wait-timer'),
  }
}

/** Returns true if the rule is active. A timer of zero minutes holds nothing. */
const isInForce = (rule: ProtectionRule): boolean => rule.kind !== 'wait-timer' || rule.minutes > 0

const rulesOfPending = ({ reviewers, waitTimerMinutes = 0 }: PendingDeployment): readonly ProtectionRule[] => [
  ...(reviewers.length > 0 ? [{ kind: 'required-reviewers', reviewers, preventSelfReview: false } as const] : []),
  ...(waitTimerMinutes > 0 ? [{ kind: 'wait-timer', minutes: waitTimerMinutes } as const] : []),
]

/**
 * Lists the reviewers. If self-reviews are prevented, the person who started the run cannot approve it (GitHub docs,
 * "Reviewing deployments").
 */
const listReviewers = (rule: ProtectionRule, startedBy: string | undefined): readonly Reviewer[] =>
  rule.kind === 'required-reviewers'
    ? rule.reviewers.filter(({ kind, name }) => !(rule.preventSelfReview && kind === 'user' && name === startedBy))
    : []

/**
 * Returns one owner for several rules. GitHub does not report which rule held longest, so people come first, then a
 * service, then fixed settings.
 */
const ownerOfRules = (rules: readonly ProtectionRule[]): OwnerClass | undefined => {
  if (rules.some(rule => rule.kind === 'required-reviewers')) return 'approver'
  if (rules.some(rule => rule.kind === 'custom-rule')) return 'external-service'
  return rules.length > 0 ? 'platform' : undefined
}

const toEntryRule = (rule: ProtectionRule, timerStart: string | undefined): ProtectionEntry['rules'][number] => {
  switch (rule.kind) {
    case 'wait-timer':
      return { kind: rule.kind, minutes: rule.minutes, until: addMinutes(timerStart, rule.minutes) }
    case 'custom-rule':
      return rule.app === undefined ? { kind: rule.kind } : { kind: rule.kind, app: rule.app }
    case 'required-reviewers':
    case 'branch-policy':
      return { kind: rule.kind }
  }
}

/** In the microseconds of an instant. */
const MINUTE = 60_000_000

const addMinutes = (start: string | undefined, minutes: number): string | undefined => {
  const from = toInstant(start)
  return from === undefined ? undefined : fromInstant(from + minutes * MINUTE)
}
