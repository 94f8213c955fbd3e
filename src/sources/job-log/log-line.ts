import { cutText } from '../../model/cut-text.ts'
/** One line of a job log. Only the first line of an entry has a time; further lines of one text have none. `number` is from 1. */
export type LogLine = { readonly time?: string; readonly text: string; readonly number?: number }

/** Lines over this are cut: nothing that is looked for is longer, and one line of a run may be of any length. */
export const MAX_LINE = 16_384

const TIMED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z) ?/

/** A byte order mark can stand at the start of any block of a log (actions/runner src/Runner.Common/Logging.cs). */
export const parseLogLine = (raw: string, number?: number): LogLine => {
  const cut = cutText(raw, MAX_LINE)
  const unmarked = cut.charCodeAt(0) === 0xfeff ? cut.slice(1) : cut
  const line = unmarked.endsWith('\r') ? unmarked.slice(0, -1) : unmarked
  const match = TIMED.exec(line)
  const place = number === undefined ? {} : { number }
  return match?.[1] === undefined
    ? { text: line, ...place }
    : { time: match[1], text: line.slice(match[0].length), ...place }
}

/** What stands after `prefix`, or undefined where the text does not start with it. */
export const after = (text: string, prefix: string): string | undefined =>
  text.startsWith(prefix) ? text.slice(prefix.length) : undefined

/** What stands between a start and an end; undefined where either is absent or nothing is between. */
export const between = (text: string, start: string, end: string): string | undefined => {
  const rest = after(text, start)
  if (rest === undefined || !rest.endsWith(end) || rest.length <= end.length) return undefined
  return rest.slice(0, rest.length - end.length)
}
