import { MAX_LINE } from './log-line.ts'

const [NUL, ESCAPE, LETTER_M, SQUARE] = [0x00, 0x1b, 0x6d, 0x5b]
const [ZERO, SEMICOLON] = [0x30, 0x3b]
const MAX_COLOUR = 40

/** Maximum number of bytes of a line that are read. */
export const MAX_PLAIN = MAX_LINE

/** Copies a text without colours, escapes and the NUL bytes that Windows tools print in between. Returns its length. */
export const toPlain = (bytes: Buffer, from: number, to: number, plain: Buffer): number => {
  let length = 0
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number
    if (byte === ESCAPE) at = colourEnd(bytes, at, to)
    else if (byte !== NUL) plain[length++] = byte
  }
  return length
}

/**
 * Returns the last byte of `ESC[…m`, with digits, colons and semicolons as parameters; else the place of the escape
 * itself.
 */
const colourEnd = (buffer: Buffer, at: number, end: number): number => {
  const last = Math.min(end, at + MAX_COLOUR)
  let to = at + 2
  while (to < last && (buffer[to] as number) >= ZERO && (buffer[to] as number) <= SEMICOLON) to += 1
  return buffer[at + 1] === SQUARE && to < last && buffer[to] === LETTER_M ? to : at
}
