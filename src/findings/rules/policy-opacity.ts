import { duration, plural } from '../../core/quantity.ts'
import { millisBetween } from '../../core/time.ts'
import { findApprovalWait, withoutTimer } from '../../history/approval-wait.ts'
import type { Finding } from '../../schema/run/finding.ts'
import type { ProtectionEntry } from '../../schema/run/protection-entry.ts'
import { listNames, quoteName } from '../facts/finding-words.ts'
import { listRunJobs, type RunJob } from '../facts/run-jobs.ts'
import { isFarBeyond, measureUsual } from '../facts/usual.ts'
import type { FindingInput, FindingRule } from './finding-rule.ts'

const DAY_MS = 86_400_000

/**
 * Fires for a rule that holds the run now: low, and higher as it waits longer. For a wait that is over it fires from
 * the threshold on, and with enough past waits on the same environment only far beyond what is usual (usual.ts). The minutes of a wait timer are meant, and do not count. A past wait without times is no finding.
 */
export const policyOpacity: FindingRule = input => {
  const jobs = new Map(listRunJobs(input.manifest).map(job => [job.timed.id, job]))
  return (input.manifest.timeline?.protection ?? [])
    .map(entry => ({ entry, ms: measureWait(entry, input), job: jobs.get(entry.jobId ?? '') }))
    .toSorted((a, b) => (b.ms ?? 0) - (a.ms ?? 0))
    .flatMap(wait => (wait.entry.state === 'pending' ? describePending(wait, input) : describePassed(wait, input)))
}

type Wait = {
  readonly entry: ProtectionEntry
  /** Without the minutes of timers; undefined where its begin is not known. */
  readonly ms: number | undefined
  readonly job: RunJob | undefined
}

const measureWait = (entry: ProtectionEntry, { manifest }: FindingInput): number | undefined => {
  if (entry.state !== 'pending') return findApprovalWait(entry)
  const waited = millisBetween(entry.start, manifest.reportedAt)
  return waited === undefined ? undefined : withoutTimer(waited, entry)
}

const isTimerAlone = ({ rules }: ProtectionEntry): boolean =>
  rules.length > 0 && rules.every(({ kind }) => kind === 'wait-timer' || kind === 'branch-policy')

const describePending = (wait: Wait, { thresholds: { approvalMs } }: FindingInput): readonly Finding[] => {
  const { entry, ms, job } = wait
  if (isTimerAlone(entry) && (ms === undefined || ms === 0)) return []
  const since =
    entry.start === undefined || ms === undefined
      ? ', since an unknown time'
      : ` since ${entry.start}${ms === 0 ? '' : `, ${duration(ms)} by now`}`
  return [
    {
      ...describeWho(entry, job),
      severity: ms === undefined || ms < approvalMs ? 'low' : ms >= DAY_MS ? 'high' : 'medium',
      summary: `${nameHeld(wait)} waits for ${nameRule(entry)}${since}; ${nameDeciders(entry)}.`,
      evidence: [toEvidence(wait, 'pending when the run was read')],
      confidence: entry.confidence,
      reason:
        entry.start === undefined
          ? 'GitHub lists the wait, and no source has its begin'
          : 'GitHub lists the wait and its begin',
    },
  ]
}

const describePassed = (wait: Wait, { past, thresholds }: FindingInput): readonly Finding[] => {
  const { entry, ms, job } = wait
  if (ms === undefined || entry.kind === 'concurrency') return []
  const before = past.flatMap(({ approvals = [] }) =>
    approvals.filter(({ environment }) => environment === entry.environment).map(({ waitedMs }) => waitedMs),
  )
  const usual = measureUsual(before, thresholds.samples)
  if (ms < thresholds.approvalMs || (usual !== undefined && !isFarBeyond(ms, usual))) return []
  const against =
    usual === undefined
      ? ''
      : `; the median of ${usual.count} past waits is ${duration(usual.medianMs)}, their 95th percentile ${duration(usual.highMs)}`
  const by = entry.by.length === 0 ? '' : `, decided by ${listNames(entry.by)}`
  return [
    {
      ...describeWho(entry, job),
      severity: usual === undefined ? 'low' : 'medium',
      summary: `${nameHeld(wait)} waited ${duration(ms)} for ${nameRule(entry)}${by}${against}.`,
      evidence: [toEvidence(wait, `waited ${duration(ms)}`)],
      confidence: usual === undefined ? 'medium' : entry.confidence,
      reason:
        usual === undefined
          ? 'over the threshold; too few past waits are known to say whether it is unusual'
          : `compared with ${plural(usual.count, 'past wait')} on the same environment`,
    },
  ]
}

type Who = Pick<Finding, 'rule' | 'subject' | 'response' | 'owner' | 'owners' | 'ownersFrom'>

const describeWho = (entry: ProtectionEntry, job: RunJob | undefined): Who => ({
  rule: 'policy-opacity',
  subject:
    entry.environment !== undefined
      ? { kind: 'environment', name: entry.environment, jobId: entry.jobId }
      : job === undefined
        ? { kind: 'run', name: entry.group?.name ?? entry.kind }
        : { kind: 'job', name: job.timed.name, jobId: job.timed.id },
  response: RESPONSES[entry.kind],
  owner: entry.owner,
  owners: entry.reviewers.length === 0 ? undefined : entry.reviewers.slice(0, 10).map(({ name }) => name),
  ownersFrom: entry.reviewers.length === 0 ? undefined : 'reviewers',
})

const RESPONSES: Readonly<Record<ProtectionEntry['kind'], string>> = {
  environment:
    'Ask one of those who can decide; where approvals usually take this long, add reviewers or narrow what needs one.',
  'fork-approval': 'Somebody with write access approves the run of the fork after reading its changes.',
  'run-approval': 'Somebody with write access re-runs the run to approve it.',
  concurrency:
    'Wait for, or cancel, the run that holds the group; a group that is too wide serialises what could run at once.',
  other: 'Ask whoever owns the rule.',
}

const nameHeld = ({ job }: Wait): string => (job === undefined ? 'The run' : quoteName(job.timed.name))

const nameRule = ({ kind, environment, group, rules }: ProtectionEntry): string => {
  const apps = rules.flatMap(({ app }) => app ?? [])
  switch (kind) {
    case 'environment':
      return `${apps.length === 0 ? 'approval' : `the rule of ${listNames(apps)}`} of environment ${quoteName(environment ?? 'unknown')}`
    case 'fork-approval':
      return 'approval of a fork’s run'
    case 'run-approval':
      return 'approval of the run'
    case 'concurrency':
      return `concurrency group ${quoteName(group?.name ?? 'unknown')}`
    case 'other':
      return 'a rule'
  }
}

const nameDeciders = ({ kind, reviewers, group, rules }: ProtectionEntry): string => {
  if (kind === 'concurrency')
    return group?.heldBy === undefined ? 'which run holds it is not known' : `run ${group.heldBy} holds it`
  if (reviewers.length > 0) return `${listNames(reviewers.map(({ name }) => name))} can decide`
  if (rules.some(({ kind: rule }) => rule === 'custom-rule')) return 'the app decides'
  return 'who can decide is not known'
}

const toEvidence = ({ entry, job }: Wait, what: string): Finding['evidence'][number] => ({
  what: `${nameRule(entry)}: ${what}`,
  source: entry.source,
  job: job?.timed.name,
  jobId: entry.jobId,
  url: job?.reported.api?.url,
})
