/**
 * Formats a duration for every table and sentence: `0.8 s`, `12 s`, `6 m 10 s`, `6 m`, `2 h 5 m`, `18 d`; an en dash
 * for a duration that was not observed. In a run of less than two seconds every duration is in milliseconds. The
 * duration of a request or of another thing that belongs to no run has no `wholeMs`; below a second it is in
 * milliseconds too.
 */
export const duration = (millis: number | undefined, wholeMs?: number | undefined): string => {
  if (millis === undefined) return '–'
  if (millis <= 0) return '0 s'
  const isShort = wholeMs !== undefined && wholeMs > 0 && wholeMs < SHORT_RUN
  if (isShort || (millis < 1_000 && wholeMs === undefined)) return `${Math.max(1, Math.round(millis))} ms`
  if (millis < 50) return 'under 0.1 s'
  if (millis < 950) return `${(millis / 1_000).toFixed(1)} s`
  const seconds = Math.round(millis / 1_000)
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  if (hours >= 48) return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} m`
  if (minutes === 0) return `${rest} s`
  return rest === 0 ? `${minutes} m` : `${minutes} m ${rest} s`
}

const SHORT_RUN = 2_000

/** Formats a size in decimal units, as GitHub shows artifact sizes: `512 B`, `1.4 kB`, `12.0 MB`. */
export const size = (bytes: number | undefined): string => {
  if (bytes === undefined) return '–'
  if (bytes < 1_000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1_000 ** power).toFixed(1)} ${units[power - 1]}`
}

/** Formats a count: `1 job`, `2 jobs`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
