import { cutText } from '../../core/cut-text.ts'

/** One line of a job log. Only the first line of an entry has a time; further lines of one text have none. */
export type LogLine = {
  /** From 1. */
  readonly number: number
  /** As the line has it: RFC 3339, up to 100 ns. */
  readonly time?: string | undefined
  /** Without time, byte order mark and carriage return; as it was printed, colours included. */
  readonly text: string
}

/** Lines over this are cut: nothing that is looked for is longer, and one line of a run may be of any length. */
export const MAX_LINE = 16_384

const TIMED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z) ?/

/** A byte order mark can stand at the start of any block of a log (actions/runner src/Runner.Common/Logging.cs). */
export const parseLogLine = (raw: string, number: number): LogLine => {
  const cut = cutText(raw, MAX_LINE)
  const unmarked = cut.charCodeAt(0) === 0xfeff ? cut.slice(1) : cut
  const line = unmarked.endsWith('\r') ? unmarked.slice(0, -1) : unmarked
  const match = TIMED.exec(line)
  return match?.[1] === undefined
    ? { number, text: line }
    : { number, time: match[1], text: line.slice(match[0].length) }
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

/** Select graphic rendition, ECMA-48 §8.3.117. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape is what is looked for
const COLOUR = /\u001b\[[0-9;:]{0,40}m/g

/** The text without colours, and without the NUL bytes that Windows tools print as half of UTF-16 characters. */
export const withoutColours = (text: string): string => {
  const plain = text.includes('\u0000') ? text.replaceAll('\u0000', '') : text
  return plain.includes('\u001b[') ? plain.replace(COLOUR, '') : plain
}
