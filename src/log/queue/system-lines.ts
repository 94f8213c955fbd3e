import { after } from '../lines/log-line.ts'
import { serverEvent } from './server-line.ts'
import { listLines, type TimedEvent, timed } from './timed-event.ts'

/** A waiting line stands for five minutes, and a job may wait for 35 days: 10 080 lines. */
const MAX_LINES = 50_000

/**
 * The lines of a file that GitHub alone writes; a wording that is not known still has its time.
 *
 * One thing in it comes from outside: `Expanded:` repeats values such as a commit's message, line breaks included. Strings
 * are written in single quotes, and a quote in one is doubled (actions/runner src/Sdk/DTExpressions2/Expressions2/
 * ExpressionUtility, StringEscape), so an odd count of quotes tells that the next line is still part of a value.
 */
export const readSystemLines = (text: string): readonly TimedEvent[] => {
  const events: TimedEvent[] = []
  let isInString = false
  for (const line of listLines(text, MAX_LINES)) {
    if (isInString) {
      isInString = !hasOddQuotes(line.text)
      continue
    }
    const value = after(line.text, 'Evaluating: ') ?? after(line.text, 'Expanded: ')
    isInString = value !== undefined && hasOddQuotes(value)
    const event = timed(line, serverEvent(line.text) ?? { kind: 'other' })
    if (event !== undefined) events.push(event)
  }
  return events
}

const hasOddQuotes = (text: string): boolean => {
  let count = 0
  for (let at = text.indexOf("'"); at !== -1; at = text.indexOf("'", at + 1)) count += 1
  return count % 2 === 1
}
