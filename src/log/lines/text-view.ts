/** Bytes and, from the same beginning, the words of four bytes each that hold them. */
export type TextView = { readonly bytes: Buffer; readonly words: Int32Array }

const WORD = 4

/** The same bytes, or a copy of them where they do not lie so that whole words can be read. */
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
