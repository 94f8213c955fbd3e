import { cutText } from '../../core/cut-text.ts'

/** One line of a job log. Only the first line of an entry has a time; further lines of one text have none. */
export type LogLine = {
  /** Line number, from 1. */
  readonly number: number
  /** The time as the line has it: RFC 3339, up to 100 ns. */
  readonly time?: string | undefined
  /** The text as it was printed, with colours, but without time, byte order mark and carriage return. */
  readonly text: string
}

/** Longer lines are cut. No text that a reader needs is longer, and a line of a run can have any length. */
export const MAX_LINE = 16_384

const TIMED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z) ?/

/**
 * Parses a line. A byte order mark can stand at the start of any block of a log (actions/runner
 * src/Runner.Common/Logging.cs).
 */
export const parseLogLine = (raw: string, number: number): LogLine => {
  const cut = cutText(raw, MAX_LINE)
  const unmarked = cut.charCodeAt(0) === 0xfeff ? cut.slice(1) : cut
  const line = unmarked.endsWith('\r') ? unmarked.slice(0, -1) : unmarked
  const match = TIMED.exec(line)
  return match?.[1] === undefined
    ? { number, text: line }
    : { number, time: match[1], text: line.slice(match[0].length) }
}

/** Returns the text after `prefix`, or undefined if the text does not start with it. */
export const after = (text: string, prefix: string): string | undefined =>
  text.startsWith(prefix) ? text.slice(prefix.length) : undefined

/** Returns the text between a start and an end, or undefined if either is absent or nothing is between. */
export const between = (text: string, start: string, end: string): string | undefined => {
  const rest = after(text, start)
  if (rest === undefined || !rest.endsWith(end) || rest.length <= end.length) return undefined
  return rest.slice(0, rest.length - end.length)
}

/** Select graphic rendition, ECMA-48 §8.3.117. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape is what is looked for
const COLOUR = /\u001b\[[0-9;:]{0,40}m/g

/**
 * Returns the text without colours and without NUL bytes. Windows tools print NUL bytes as half of UTF-16 characters.
 */
export const withoutColours = (text: string): string => {
  const plain = text.includes('\u0000') ? text.replaceAll('\u0000', '') : text
  return plain.includes('\u001b[') ? plain.replace(COLOUR, '') : plain
}
