import { toMillis } from '../../core/time.ts'
import { type LogLine, parseLogLine, withoutColours } from '../lines/log-line.ts'
import type { ServerEvent } from './server-line.ts'

/** A line of GitHub's own with its time: as written, and in epoch milliseconds with fractions. */
export type TimedEvent = { readonly time: string; readonly at: number; readonly event: ServerEvent }

/** Returns the event of a line with its time, or undefined if the line has no valid time. */
export const timed = (line: LogLine, event: ServerEvent): TimedEvent | undefined => {
  const at = line.time === undefined ? undefined : toMillis(line.time)
  return line.time === undefined || at === undefined ? undefined : { time: line.time, at, event }
}

/** Yields at most `limit` lines of a text, without colours. */
export function* listLines(text: string, limit: number): Generator<LogLine> {
  let from = 0
  for (let count = 0; count < limit && from < text.length; count += 1) {
    const end = text.indexOf('\n', from)
    const to = end === -1 ? text.length : end
    // One line can be the whole text, so it is cut before it is copied.
    const line = parseLogLine(text.slice(from, Math.min(to, from + MAX_READ)), count + 1)
    yield { ...line, text: withoutColours(line.text) }
    from = to + 1
  }
}

const MAX_READ = 20_000
