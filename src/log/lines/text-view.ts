/** Bytes, and the four-byte words that hold them, from the same beginning. */
export type TextView = { readonly bytes: Buffer; readonly words: Int32Array }

const WORD = 4

/** Returns a view of the same bytes, or of a copy if the bytes are not aligned to whole words. */
export const toTextView = (chunk: Uint8Array): TextView => {
  const { buffer, byteOffset, byteLength } = chunk
  const length = Math.ceil(byteLength / WORD)
  if (byteOffset % WORD === 0 && byteOffset + length * WORD <= buffer.byteLength)
    return { bytes: Buffer.from(buffer, byteOffset, byteLength), words: new Int32Array(buffer, byteOffset, length) }
  const copy = new ArrayBuffer(length * WORD)
  const bytes = Buffer.from(copy, 0, byteLength)
  bytes.set(chunk)
  return { bytes, words: new Int32Array(copy) }
}
