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

/**
 * Parses a line. A byte order mark can stand at the start of any block of a log (actions/runner
 * src/Runner.Common/Logging.cs).
 */
export const parseLogLine = (raw: string, number: number): LogLine => {
  const line = cutText(raw, MAX_LINE)
  const from = line.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0
  const to = line.length - (line.length > from && line.endsWith('\r') ? 1 : 0)
  const end = findTimeEnd(line, from)
  if (end === -1) return { number, time: undefined, text: line.slice(from, to) }
  return { number, time: line.slice(from, end), text: line.slice(line.charCodeAt(end) === SPACE ? end + 1 : end, to) }
}

const BYTE_ORDER_MARK = 0xfeff
const [ZERO, NINE, SPACE, POINT, LETTER_Z] = [0x30, 0x39, 0x20, 0x2e, 0x5a]
const WHOLE_SECONDS = 'dddd-dd-ddTdd:dd:dd'
const DIGIT = 0x64
const MAX_DECIMALS = 9

/**
 * Returns the end of a time like `2026-07-29T18:08:10.2373950Z`, with none to nine decimals; -1 if none begins there.
 * A regular expression takes four times as long, and every line that is read passes here.
 */
const findTimeEnd = (line: string, from: number): number => {
  for (let index = 0; index < WHOLE_SECONDS.length; index += 1) {
    const form = WHOLE_SECONDS.charCodeAt(index)
    const unit = line.charCodeAt(from + index)
    if (form === DIGIT ? !isDigit(unit) : unit !== form) return -1
  }
  let end = from + WHOLE_SECONDS.length
  if (line.charCodeAt(end) === POINT) {
    const last = end + MAX_DECIMALS
    do end += 1
    while (end <= last && isDigit(line.charCodeAt(end)))
    if (line.charCodeAt(end - 1) === POINT) return -1
  }
  return line.charCodeAt(end) === LETTER_Z ? end + 1 : -1
}

const isDigit = (unit: number): boolean => unit >= ZERO && unit <= NINE

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
