import { shortenText } from '../../core/cut-text.ts'
import { fromMillis } from '../../core/time.ts'

const MOST_NAMES = 3
const MAX_NAME = 60

/** Quotes a name of the run, cut so that a sentence stays a sentence. */
export const quoteName = (name: string): string => `“${shortenText(name, MAX_NAME)}”`

/** Lists the first names, and counts the rest. */
export const listNames = (names: readonly string[], quote: (name: string) => string = quoteName): string => {
  const all = [...new Set(names)]
  const left = all.length - MOST_NAMES
  const shown = all.slice(0, MOST_NAMES).map(quote)
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(', ')
}

/** `94 %` */
export const share = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`

/** `10:00:05 UTC`, the clock of a run's times. */
export const clock = (millis: number): string => `${fromMillis(millis).slice(11, 19)} UTC`
