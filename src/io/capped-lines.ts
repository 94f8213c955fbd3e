/** A line of a stream, or that one was longer than the cap: its text is dropped as it arrives. */
export type CappedLine = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'too-long' }

/**
 * Divides bytes into lines as they arrive. A line costs at most `maxBytes` of memory. The last line counts without its
 * line end; a caller that needs whole lines checks what it holds.
 */
export async function* readCappedLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<CappedLine> {
  let parts: Uint8Array[] = []
  let size = 0
  let isTooLong = false
  const take = (): CappedLine => {
    const line: CappedLine = isTooLong ? { kind: 'too-long' } : { kind: 'line', text: Buffer.concat(parts).toString() }
    ;[parts, size, isTooLong] = [[], 0, false]
    return line
  }
  const keep = (part: Uint8Array): void => {
    size += part.byteLength
    isTooLong ||= size > maxBytes
    if (isTooLong) parts = []
    else parts.push(part)
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, end))
      from = end + 1
      yield take()
    }
    // A copy: the source may use the memory of the chunk again.
    if (from < chunk.byteLength) keep(Uint8Array.from(chunk.subarray(from)))
  }
  if (size > 0) yield take()
}

const NEWLINE = 0x0a
