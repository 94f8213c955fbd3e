import { isMapping, isSequence } from '#workflow-parser'
import { LIMITS } from '../../core/limits.ts'
import { findMember, literalText, type Token } from '../template-value.ts'

/**
 * Lists the crons of `on.schedule`. A cron is in UTC; one with another key beside it may not be, so none of the file is
 * then known.
 */
export const listCrons = (on: Token | undefined): readonly string[] | undefined => {
  const schedule = on !== undefined && isMapping(on) ? findMember(on, 'schedule') : undefined
  if (schedule === undefined || !isSequence(schedule) || schedule.count > LIMITS.crons) return undefined
  const crons = [...schedule].map(one =>
    isMapping(one) && one.count === 1 ? literalText(findMember(one, 'cron')) : undefined,
  )
  const known = crons.filter(cron => cron !== undefined)
  return known.length === crons.length ? known : undefined
}
