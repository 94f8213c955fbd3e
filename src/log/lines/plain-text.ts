import { MAX_LINE } from './log-line.ts'
import { type TextView, toTextView } from './text-view.ts'

const [NUL, NEWLINE, ESCAPE, LETTER_M, SQUARE] = [0x00, 0x0a, 0x1b, 0x6d, 0x5b]
const [ZERO, SEMICOLON] = [0x30, 0x3b]
const MAX_COLOUR = 40
/** A local copy: in a module with its own context, each use of a global is a lookup. */
const { min } = Math

/** The text of one line without colours, ended by a line break at `length`. */
export type PlainText = { readonly view: TextView; length: number }

export const createPlainText = (): PlainText => ({ view: toTextView(Buffer.alloc(MAX_LINE + 1)), length: 0 })

/**
 * Copies a text up to its line break, without colours, escapes and the NUL bytes that Windows tools print in between.
 * Returns where it stopped: at the line break, or at `limit`.
 */
export const copyPlain = (plain: PlainText, bytes: Buffer, from: number, limit: number): number => {
  const copy = plain.view.bytes
  const end = min(limit, from + MAX_LINE)
  let length = 0
  let at = from
  for (; at < end; at += 1) {
    const byte = bytes[at] as number
    if (byte === NEWLINE) break
    if (byte === ESCAPE) at = colourEnd(bytes, at, end)
    else if (byte !== NUL) copy[length++] = byte
  }
  copy[length] = NEWLINE
  plain.length = length
  return at
}

/**
 * Returns the last byte of `ESC[…m`, with digits, colons and semicolons as parameters; else the place of the escape
 * itself.
 */
const colourEnd = (buffer: Buffer, at: number, end: number): number => {
  const last = min(end, at + MAX_COLOUR)
  let to = at + 2
  while (to < last && (buffer[to] as number) >= ZERO && (buffer[to] as number) <= SEMICOLON) to += 1
  return buffer[at + 1] === SQUARE && to < last && buffer[to] === LETTER_M ? to : at
}
