import { duration, plural } from '../../core/quantity.ts'
import { millisBetween } from '../../core/time.ts'
import type { ProtectionEntry } from '../../schema/run/protection-entry.ts'
import { plain } from '../text/markdown.ts'
import type { Account, AccountJob } from './account/account.ts'

const MOST_NAMES = 3
const MINUTE_MS = 60_000

/** Maximum number of waits in the title: the sections have them all. */
const MOST_WAITS = 2

/**
 * Returns what the run waits for and a person can end now, as a sentence without its end; undefined where nothing is
 * known to hold it. Two jobs wait for two approvals, so the sentence has both.
 */
export const pendingWords = (account: Account): string | undefined => {
  const all = (account.timeline?.protection ?? []).filter(({ state }) => state === 'pending')
  const words = [...new Set(all.map(entry => waitWords(entry, account)))]
  if (words.length === 0) return undefined
  const more = words.length - MOST_WAITS
  return `${words.slice(0, MOST_WAITS).join('; ')}${more > 0 ? `; and ${plural(more, 'more wait')}` : ''}`
}

const waitWords = (entry: ProtectionEntry, { jobs }: Account): string => {
  const job = jobs.find(({ id }) => id !== undefined && id === entry.jobId)
  const waitedMs = waitedFor(entry, job)
  const soFar = waitedMs === undefined ? '' : `, for ${duration(waitedMs, undefined)} so far`
  return `${job === undefined ? 'the run' : plain(job.name, 70)} waits for ${whatHolds(entry, job)}${soFar}`
}

const waitedFor = (entry: ProtectionEntry, job: AccountJob | undefined): number | undefined =>
  entry.waitedMs ?? (entry.kind === 'concurrency' ? blockedMs(job) : job?.times.approvalMs)

/** Returns the time that the job has been blocked, up to the time of reading. */
const blockedMs = (job: AccountJob | undefined): number | undefined => {
  const blocked = (job?.intervals ?? []).filter(({ state }) => state === 'blocked')
  return blocked.length === 0
    ? undefined
    : blocked.reduce((sum, { start, end }) => sum + (millisBetween(start, end) ?? 0), 0)
}

/** `approval of production by octocat`, `the rule of app watchflow on production`. */
export const whatHolds = (entry: ProtectionEntry, job: AccountJob | undefined): string => {
  const place = entry.environment === undefined ? '' : plain(entry.environment, 80)
  const on = place === '' ? '' : ` on ${place}`
  const rules = entry.rules
    .filter(rule => !isOver(rule, waitedFor(entry, job)))
    .map(rule => ruleWords(rule, entry, place, on))
  const [only, ...more] = [...new Set(rules.filter(words => words !== ''))]
  if (only !== undefined) return [only, ...more].join(' and ')
  if (entry.kind === 'run-approval') return 'somebody with write access, who re-runs it'
  return entry.kind === 'concurrency' ? groupWords(entry) : approval(entry, place)
}

const groupWords = ({ group }: ProtectionEntry): string => {
  if (group === undefined) return 'another run of its concurrency group'
  const { position, heldBy } = group
  const at = position === undefined || position === 0 ? '' : ` at position ${position}`
  return `concurrency group ${plain(group.name, 100)}${at}, held by ${heldBy === undefined ? 'another run' : `run ${heldBy}`}`
}

/** Whether a timer has ended: its minutes have passed, and it holds nothing any more. */
const isOver = ({ kind, minutes }: ProtectionEntry['rules'][number], waitedMs: number | undefined): boolean =>
  kind === 'wait-timer' && minutes !== undefined && waitedMs !== undefined && waitedMs > minutes * MINUTE_MS

const ruleWords = (
  rule: ProtectionEntry['rules'][number],
  entry: ProtectionEntry,
  place: string,
  on: string,
): string => {
  switch (rule.kind) {
    case 'required-reviewers':
      return approval(entry, place)
    case 'wait-timer':
      return `the wait timer${rule.minutes === undefined ? '' : ` of ${plural(rule.minutes, 'minute')}`}${on}${rule.until === undefined ? '' : ` until ${plain(rule.until, 40)}`}`
    case 'custom-rule':
      return `the rule of ${rule.app === undefined ? 'an app' : `app ${plain(rule.app, 80)}`}${on}`
    // GitHub decides it at once, so it never holds a run.
    case 'branch-policy':
    case 'other':
      return ''
  }
}

const approval = ({ reviewers, kind }: ProtectionEntry, place: string): string => {
  const names = reviewers.slice(0, MOST_NAMES).map(({ name }) => plain(name, 40))
  const more = reviewers.length > MOST_NAMES ? ` or ${reviewers.length - MOST_NAMES} others` : ''
  const by = names.length === 0 ? '' : ` by ${names.join(' or ')}${more}`
  const of = kind === 'fork-approval' ? ' of a fork’s run' : place === '' ? '' : ` of ${place}`
  return `approval${of}${by}`
}
