import { MAX_LINE } from './log-line.ts'

const [NUL, ESCAPE, LETTER_M, SQUARE] = [0x00, 0x1b, 0x6d, 0x5b]
const [ZERO, SEMICOLON] = [0x30, 0x3b]
const MAX_COLOUR = 40

/** Bytes of a line that are read. */
export const MAX_PLAIN = MAX_LINE

/** Copies a text without colours, escapes and NUL bytes, which Windows tools print in between; returns its length. */
export const toPlain = (bytes: Buffer, from: number, to: number, plain: Buffer): number => {
  let length = 0
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number
    if (byte === ESCAPE) at = colourEnd(bytes, at, to)
    else if (byte !== NUL) plain[length++] = byte
  }
  return length
}

/** The last byte of `ESC[…m`, whose parameters are digits, colons and semicolons; the escape itself where it is none. */
const colourEnd = (buffer: Buffer, at: number, end: number): number => {
  const last = Math.min(end, at + MAX_COLOUR)
  let to = at + 2
  while (to < last && (buffer[to] as number) >= ZERO && (buffer[to] as number) <= SEMICOLON) to += 1
  return buffer[at + 1] === SQUARE && to < last && buffer[to] === LETTER_M ? to : at
}
