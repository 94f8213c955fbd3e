import { duration } from '../../core/quantity.ts'
import { millisBetween } from '../../core/time.ts'
import type { Retry, Timeline, TimelineAttempt } from '../../schema/run/run-timeline.ts'
import { code, table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'

/** Renders earlier attempts, and jobs that passed in a later one; nothing for a run with one attempt. */
export const attemptsSection = ({ attempts, retries }: Timeline): Section => ({
  title: 'Attempts and retries',
  blocks: attempts.length <= 1 && retries.length === 0 ? [] : [...attemptTable(attempts), ...retryList(retries)],
})

const KINDS: Readonly<Record<TimelineAttempt['kind'], string>> = {
  first: 'first',
  're-run': 're-run',
  'approved-fork': 'began when the fork was approved',
  'awaiting-approval': 'waited for approval of the fork',
  other: 'other',
}

const attemptTable = (attempts: readonly TimelineAttempt[]): readonly string[] =>
  table(
    ['Attempt', 'Kind', 'Started', 'Duration', 'Conclusion', 'By', 'Jobs', 'Carried over'],
    attempts.map(one => [
      String(one.attempt),
      KINDS[one.kind],
      one.startedAt === undefined ? '–' : text(one.startedAt),
      renderLength(one),
      text((one.conclusion ?? '–').replace(/_/g, ' ')),
      text(one.triggeredBy ?? '–', 80),
      String(one.jobs.length),
      String(one.jobs.filter(job => job.carriedOver).length),
    ]),
  )

/**
 * Renders the duration. An attempt cannot end before it began; where GitHub's times show this, the duration is
 * unknown.
 */
const renderLength = ({ startedAt, endedAt }: TimelineAttempt): string => {
  const millis = millisBetween(startedAt, endedAt)
  return millis !== undefined && millis < 0 ? 'ended before it began, by GitHub’s times' : duration(millis)
}

const retryList = (retries: readonly Retry[]): readonly string[] =>
  retries.map((one, index) => `${index === 0 ? '\n' : ''}- ${retryText(one)}\n`)

const retryText = ({ name, failed, passed, differences, same }: Retry): string => {
  const step = failed.step === undefined ? '' : ` at step “${text(failed.step, 160)}”`
  const verdict = `**${text(name, 160)}** failed in attempt ${failed.attempt}${step} and passed in attempt ${passed.attempt}`
  const changes = differences.map(
    one => `${word(one.field)} ${code(one.before ?? '–', 160)} → ${code(one.after ?? '–', 160)}`,
  )
  if (changes.length > 0) return `${verdict}; different: ${changes.join(', ')}`
  return same.length > 0
    ? `${verdict}; nothing that was looked at differs (${same.map(one => text(word(one))).join(', ')})`
    : `${verdict}; nothing of the two could be compared`
}

const word = (field: string): string => field.replace(/-/g, ' ')
