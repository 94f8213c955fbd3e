/** `850 ms`, `12 s`, `6 m 10 s`, `2 h 5 m`; an en dash for what was not observed. */
export const duration = (millis: number | undefined): string => {
  if (millis === undefined) return '–'
  if (millis > 0 && millis < 1_000) return `${Math.round(millis)} ms`
  const seconds = Math.round(millis / 1_000)
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  if (hours > 0) return `${hours} h ${minutes} m`
  return minutes > 0 ? `${minutes} m ${rest} s` : `${rest} s`
}

/** Decimal units, as GitHub shows artifact sizes: `512 B`, `1.4 kB`, `12.0 MB`. */
export const size = (bytes: number | undefined): string => {
  if (bytes === undefined) return '–'
  if (bytes < 1_000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1_000 ** power).toFixed(1)} ${units[power - 1]}`
}

/** `1 job`, `2 jobs`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
