import { cutText } from '../../core/cut-text.ts'
import { duration, plural } from '../../core/quantity.ts'
import { endingWords } from '../ending-words.ts'
import { plain } from '../text/markdown.ts'
import { type Account, totalMs } from './account/account.ts'
import { shortCause } from './cause.ts'
import { firstFailure } from './failed-run.ts'
import { largestSegment } from './largest-segment.ts'
import { pendingWords } from './pending.ts'

const MAX_TITLE = 255

/**
 * Returns one line that can stand alone: what failed, where and why, or the duration of a passed run and its largest
 * part.
 */
export const toTitle = (account: Account): string =>
  cutText(`${mark(account)}${body(account)}${account.attempt > 1 ? ` · attempt ${account.attempt}` : ''}`, MAX_TITLE)

const mark = ({ result, policyWord }: Account): string => {
  switch (result) {
    case 'success':
      return `✅ Passed${policyWord}`
    case 'failure':
      return policyWord === '' ? '❌ ' : `❌ Failed${policyWord}: `
    case 'cancelled':
      return `🚫 Cancelled${policyWord}: `
    case 'skipped':
      return `⏭️ Skipped${policyWord}: `
    case 'incomplete':
    case 'other':
      return `⏳ Incomplete${policyWord}: `
  }
}

const body = (account: Account): string => {
  switch (account.result) {
    case 'success':
      return passedBody(account)
    case 'failure':
      return failedBody(account)
    case 'cancelled':
      return cancelledBody(account)
    case 'skipped':
      return 'no job of the run ran'
    case 'incomplete':
    case 'other':
      return (
        pendingWords(account) ??
        soFarWords(account) ??
        plain(account.open[0] ?? account.tally ?? 'not everything of the run could be read', 200)
      )
  }
}

const failedBody = (account: Account): string => {
  const { counts } = account
  const first = firstFailure(account)
  if (first === undefined)
    return (
      endingWords(account.timeline?.ending) ??
      account.noTime ??
      (account.isFailureNameless ? 'a needed job failed' : 'no listed job explains why the run failed')
    )
  const step = first.step === undefined ? '' : ` at “${plain(first.step, 60)}”`
  const cause = plain(first.cause, 100)
  return counts.failed > 1
    ? `${counts.failed} of ${plural(counts.known, 'job')} failed · first: ${plain(first.job, 70)}${step}: ${cause}`
    : `${plain(first.job, 70)} ${first.word}${step}: ${cause}`
}

/** Returns the duration of a run in progress so far, and its largest part. */
const soFarWords = (account: Account): string | undefined => {
  const whole = totalMs(account)
  if (whole === undefined || account.timeline?.runShape !== 'unfinished') return undefined
  const largest = largestSegment(account)
  return `${duration(whole, whole)} so far${largest === undefined ? '' : ` · largest part: ${largest.words}`}`
}

/**
 * Returns the words for a cancelled run. GitHub cancels what a limit ended; the limit is then the more useful
 * information.
 */
const cancelledBody = (account: Account): string => {
  const ended = account.jobs.find(({ result, failure }) => result === 'cancelled' && failure?.class === 'time-out')
  if (ended === undefined) return endingWords(account.timeline?.ending) ?? sharedCause(account) ?? 'no job is known'
  const step = ended.failedStep === undefined ? '' : ` at “${plain(ended.failedStep.name, 60)}”`
  return `${plain(ended.name, 70)}${step}: ${plain(shortCause(ended), 100)}`
}

/** Returns the common cause of all cancelled jobs, shown before the counts, where it is more than a cancellation. */
const sharedCause = (account: Account): string | undefined => {
  const cancelled = account.jobs.filter(({ result }) => result === 'cancelled')
  const causes = new Set(cancelled.map(job => shortCause(job)))
  const [first] = cancelled
  const [cause] = causes
  if (
    first === undefined ||
    cause === undefined ||
    causes.size > 1 ||
    cause === 'cancelled' ||
    first.failure === undefined
  )
    return account.tally
  const who = cancelled.length === 1 ? plain(first.name, 70) : plural(cancelled.length, 'job')
  return `${who}: ${plain(cause, 100)}${account.tally === undefined ? '' : ` · ${account.tally}`}`
}

const passedBody = (account: Account): string => {
  const whole = totalMs(account)
  const time = whole === undefined ? '' : ` in ${duration(whole, whole)}`
  const tally = account.tally === undefined ? '' : `: ${account.tally}`
  if (account.counts.known > 0 && account.counts.skipped === account.counts.known)
    return ': every job was skipped, nothing ran'
  const largest = largestSegment(account)
  return `${time}${tally}${largest === undefined ? '' : ` · largest part: ${largest.words}${largest.saves === undefined ? '' : `; without it ${largest.saves} less`}`}`
}
