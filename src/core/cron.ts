/** The minutes, hours, days, months and weekdays of a cron, as sets of numbers. */
export type Cron = {
  readonly minutes: ReadonlySet<number>
  readonly hours: ReadonlySet<number>
  readonly days: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  readonly weekdays: ReadonlySet<number>
  /** POSIX: a day matches one of the two fields if neither is `*`, else both. */
  readonly eitherDay: boolean
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

/**
 * Reads a cron of five fields with `*`, lists, ranges, steps and names, as GitHub documents it (docs.github.com "Events
 * that trigger workflows", schedule). Returns undefined for anything else.
 */
export const readCron = (text: string): Cron | undefined => {
  const fields = text.trim().split(/\s+/)
  const [minute, hour, day, month, weekday] = fields
  if (fields.length !== 5 || text.length > 200) return undefined
  const minutes = readField(minute, 0, 59, [])
  const hours = readField(hour, 0, 23, [])
  const days = readField(day, 1, 31, [])
  const months = readField(month, 1, 12, MONTHS)
  const weekdays = readField(weekday, 0, 6, WEEKDAYS)
  if (minutes === undefined || hours === undefined || days === undefined) return undefined
  if (months === undefined || weekdays === undefined) return undefined
  return { minutes, hours, days, months, weekdays, eitherDay: !isAny(day) && !isAny(weekday) }
}

const isAny = (field: string | undefined): boolean => field?.startsWith('*') === true

const readField = (
  field: string | undefined,
  from: number,
  to: number,
  names: readonly string[],
): ReadonlySet<number> | undefined => {
  const values = new Set<number>()
  for (const part of (field ?? '').split(',')) {
    const [, first = '', last, step] = /^(\*|\w{1,3})(?:-(\w{1,3}))?(?:\/(\d{1,2}))?$/.exec(part) ?? []
    const low = first === '*' ? from : toNumber(first, from, names)
    const high = first === '*' || (last === undefined && step !== undefined) ? to : toNumber(last ?? first, from, names)
    const by = step === undefined ? 1 : Number(step)
    if (!(low >= from && high <= to && low <= high && by >= 1)) return undefined
    for (let value = low; value <= high; value += by) values.add(value)
  }
  return values
}

/** NaN for what is neither a number nor a name. */
const toNumber = (text: string, from: number, names: readonly string[]): number => {
  const index = names.indexOf(text.toUpperCase())
  if (index >= 0) return index + from
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** 29 February on a given weekday comes back after at most 40 years; a cron that rare has no last time here. */
const MAX_DAYS = 1_500

/** Returns the latest time of the cron in UTC that is not after `before`, in milliseconds since the epoch. */
export const latestBefore = (cron: Cron, before: number): number | undefined => {
  const limit = Math.floor(before / MINUTE_MS)
  const today = Math.floor(before / DAY_MS)
  for (let day = today; day > today - MAX_DAYS; day -= 1) {
    if (!isDayOf(cron, new Date(day * DAY_MS))) continue
    const most = limit - day * 1_440
    const found = latestMinute(cron, Math.min(most, 1_439))
    if (found !== undefined) return (day * 1_440 + found) * MINUTE_MS
  }
  return undefined
}

const isDayOf = ({ days, months, weekdays, eitherDay }: Cron, date: Date): boolean => {
  const isOfMonth = days.has(date.getUTCDate())
  const isOfWeek = weekdays.has(date.getUTCDay())
  return months.has(date.getUTCMonth() + 1) && (eitherDay ? isOfMonth || isOfWeek : isOfMonth && isOfWeek)
}

const latestMinute = ({ hours, minutes }: Cron, most: number): number | undefined => {
  for (let minute = most; minute >= 0; minute -= 1)
    if (minutes.has(minute % 60) && hours.has(Math.floor(minute / 60))) return minute
  return undefined
}
