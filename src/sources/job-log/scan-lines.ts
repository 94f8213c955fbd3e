import { MAX_LINE } from './log-line.ts'
import { isMarked } from './markers.ts'

/** Whoever reads the lines of a scan. */
export type LineReader = {
  /** One line, beginning of a long one, with its number from 1. */
  readonly read: (raw: string, number: number) => void
  /** Whether the next line is to be read whatever it says; else lines without a marker are only counted. */
  readonly needsEveryLine: () => boolean
}

export type LineScan = {
  readonly write: (chunk: Uint8Array) => void
  /** `goesOn`: what stands after the last line break is a part of a line, and nothing is made of it. */
  readonly end: (goesOn: boolean) => { readonly lines: number; readonly bytes: number }
}

const NEWLINE = 0x0a

/**
 * Cuts chunks of bytes into lines and decodes those alone that may matter. Of a line only the beginning is kept, so that
 * memory stays bounded whatever a run prints; bytes that are no UTF-8 become U+FFFD.
 */
export const createLineScan = (reader: LineReader): LineScan => {
  /** The beginning of a line whose end is in a chunk to come. */
  const rest = Buffer.alloc(MAX_LINE)
  let restLength = 0
  let isOpen = false
  let lines = 0
  let bytes = 0
  const line = (buffer: Buffer, from: number, to: number): void => {
    lines += 1
    const end = to - from > MAX_LINE ? from + MAX_LINE : to
    if (!reader.needsEveryLine() && !isMarked(buffer, textStart(buffer, from, end), end)) return
    reader.read(buffer.toString('utf8', from, end), lines)
  }
  const keep = (buffer: Buffer, from: number, to: number): void => {
    const kept = Math.min(to - from, MAX_LINE - restLength)
    if (kept > 0) buffer.copy(rest, restLength, from, from + kept)
    restLength += Math.max(kept, 0)
    isOpen = true
  }
  const closeRest = (): void => {
    line(rest, 0, restLength)
    restLength = 0
    isOpen = false
  }
  const write = (chunk: Uint8Array): void => {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    bytes += buffer.length
    let from = 0
    for (let end = buffer.indexOf(NEWLINE); end !== -1; end = buffer.indexOf(NEWLINE, from)) {
      if (isOpen) {
        keep(buffer, from, end)
        closeRest()
      } else line(buffer, from, end)
      from = end + 1
    }
    if (from < buffer.length) keep(buffer, from, buffer.length)
  }
  const end = (goesOn: boolean): { lines: number; bytes: number } => {
    if (isOpen && !goesOn) closeRest()
    return { lines, bytes }
  }
  return { write, end }
}

const [MARK, LETTER_T, LETTER_Z, MINUS, SPACE] = [0xef, 0x54, 0x5a, 0x2d, 0x20]

/** Where the text of a line begins: after a byte order mark and a time, `2026-07-29T18:08:10.2373950Z ` in most logs. */
const textStart = (bytes: Uint8Array, from: number, end: number): number => {
  const at = bytes[from] === MARK ? from + 3 : from
  if (bytes[at + 10] !== LETTER_T || bytes[at + 4] !== MINUS || at + 20 > end) return at
  if (bytes[at + 27] === LETTER_Z && bytes[at + 28] === SPACE) return at + 29
  for (let to = at + 19; to < Math.min(end, at + 30); to += 1)
    if (bytes[to] === LETTER_Z) return bytes[to + 1] === SPACE ? to + 2 : to + 1
  return at
}
