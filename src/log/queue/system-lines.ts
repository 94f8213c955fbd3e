import { LIMITS } from '../../core/limits.ts'
import { after } from '../lines/log-line.ts'
import { serverEvent } from './server-line.ts'
import { listLines, type TimedEvent, timed } from './timed-event.ts'

/**
 * Reads the lines of a file that only GitHub writes. A line with an unknown wording still has its time.
 *
 * One part of it comes from outside: `Expanded:` repeats values such as a commit's message, line breaks included.
 * GitHub writes strings in single quotes and doubles a quote in one (actions/runner
 * src/Sdk/DTExpressions2/Expressions2/ExpressionUtility, StringEscape). So an odd count of quotes shows that the next
 * line is still part of a value.
 */
export const readSystemLines = (text: string): readonly TimedEvent[] => {
  const events: TimedEvent[] = []
  let isInString = false
  for (const line of listLines(text, LIMITS.systemLines)) {
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
