const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 }

/** The longest time that a job of GitHub may run on a runner of one's own: 5 days (docs.github.com "Actions limits"). */
const MOST_MS = 5 * 24 * 3_600_000

/** Returns the milliseconds of `90s`, `2m` or `1h`; undefined for any other text. */
export const parseDuration = (text: string): number | undefined => {
  const [, number = '', unit = ''] = /^(\d{1,6})([smh])$/.exec(text.trim()) ?? []
  const millis = Number(number) * (UNITS[unit] ?? Number.NaN)
  return number === '' || Number.isNaN(millis) || millis > MOST_MS ? undefined : millis
}
