/**
 * A duration as people write it: `12 s`, `6 m 10 s`, `2 h 5 m`, `18 d`. Under a second it is `<1 s`: what GitHub tells is whole
 * seconds. Of a run that took less than two, milliseconds are all there is.
 */
export const timeWords = (millis: number | undefined, wholeMs: number | undefined): string => {
  if (millis === undefined) return '–'
  if (millis <= 0) return '0 s'
  if (wholeMs !== undefined && wholeMs > 0 && wholeMs < SHORT_RUN) return `${Math.max(1, Math.round(millis))} ms`
  const seconds = Math.round(millis / 1_000)
  if (seconds === 0) return '<1 s'
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  if (hours >= 48) return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} m`
  if (minutes === 0) return `${rest} s`
  return rest === 0 ? `${minutes} m` : `${minutes} m ${rest} s`
}

const SHORT_RUN = 2_000
