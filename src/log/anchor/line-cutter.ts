/** Bytes of a line that are kept: nothing that is looked for is longer, and one line of a run may be of any length. */
const KEPT = 16_384
const NEWLINE = 0x0a

export type LineCutter = {
  readonly write: (chunk: Uint8Array) => void
  /** The last line of a log may have no end of its own. */
  readonly end: () => void
}

/**
 * Cuts chunks of bytes into lines: the beginning of each, as a place in a buffer that is good during the call alone, so that
 * a log of any size is read without its lines being copied.
 */
export const createLineCutter = (read: (buffer: Buffer, from: number, to: number) => void): LineCutter => {
  const rest = Buffer.alloc(KEPT)
  let length = 0
  let isOpen = false
  const keep = (buffer: Buffer, from: number, to: number): void => {
    const kept = Math.min(to - from, KEPT - length)
    if (kept > 0) buffer.copy(rest, length, from, from + kept)
    length += Math.max(kept, 0)
    isOpen = true
  }
  const close = (): void => {
    read(rest, 0, length)
    length = 0
    isOpen = false
  }
  const write = (chunk: Uint8Array): void => {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let from = 0
    for (let end = buffer.indexOf(NEWLINE); end !== -1; end = buffer.indexOf(NEWLINE, from)) {
      if (isOpen) {
        keep(buffer, from, end)
        close()
      } else read(buffer, from, Math.min(end, from + KEPT))
      from = end + 1
    }
    if (from < buffer.length) keep(buffer, from, buffer.length)
  }
  return { write, end: () => (isOpen ? close() : undefined) }
}
