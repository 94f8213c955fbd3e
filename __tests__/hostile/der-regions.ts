/** One element of a DER document: where its header and its content stand. */
export type Region = {
  /** Path of positions from the root, such as `0.7.3.2`; the reader's words for it are the table's business. */
  readonly path: string
  readonly start: number
  readonly contentStart: number
  readonly end: number
  readonly constructed: boolean
}

/** Every element of a DER document, outer ones first (X.690 §8.1). Only for documents of our own making. */
export const derRegions = (der: Uint8Array): readonly Region[] => walk(der, 0, der.byteLength, '')

const walk = (der: Uint8Array, from: number, to: number, parent: string): readonly Region[] => {
  const found: Region[] = []
  for (let start = from, index = 0; start < to; index += 1) {
    const { contentStart, end } = header(der, start)
    const constructed = ((der[start] ?? 0) & 0x20) !== 0
    const path = parent === '' ? `${index}` : `${parent}.${index}`
    found.push({ path, start, contentStart, end, constructed })
    if (constructed) found.push(...walk(der, contentStart, end, path))
    start = end
  }
  return found
}

const header = (der: Uint8Array, start: number): { readonly contentStart: number; readonly end: number } => {
  const first = der[start + 1] ?? 0
  const extra = first < 0x80 ? 0 : first & 0x7f
  const length =
    extra === 0 ? first : der.subarray(start + 2, start + 2 + extra).reduce((sum, byte) => sum * 256 + byte, 0)
  const contentStart = start + 2 + extra
  return { contentStart, end: contentStart + length }
}
