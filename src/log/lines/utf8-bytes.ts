import { TextDecoder } from 'node:util'
import { LIMITS } from '../../core/limits.ts'

type Unicode = 'utf-8' | 'utf-16le' | 'utf-16be'

/** Number of bytes that decide the encoding: 32 code units. The time of a line in UTF-8 fills fewer than half of them. */
const SAMPLE = 64

/** Two code units of ASCII are the least that can be told from UTF-8. */
const LEAST = 4

/** A log in chunks, passed on as UTF-8. */
export type Utf8Stage = {
  readonly write: (chunk: Uint8Array) => void
  /** Passes on what is left. */
  readonly end: () => void
}

/**
 * Passes on the chunks of a log as UTF-8. A log that is UTF-16 as a whole is decoded piece by piece: Windows PowerShell
 * 5.1 writes redirected text, such as `gh run view --log > job.log`, as UTF-16 with a byte order mark
 * (MicrosoftDocs/PowerShell-Docs about_Character_Encoding.md). Chunks of any other log are passed on as they are. A half
 * code unit at the end becomes U+FFFD.
 */
export const createUtf8Stage = (pass: (chunk: Uint8Array) => void): Utf8Stage => {
  let held: Buffer | undefined = Buffer.alloc(0)
  let decoder: TextDecoder | undefined
  const passDecoded = (text: string): void => {
    if (text !== '') pass(Buffer.from(text))
  }
  const convert = (chunk: Uint8Array): void => {
    if (decoder === undefined) {
      pass(chunk)
      return
    }
    for (let at = 0; at < chunk.length; at += LIMITS.decodedPiece)
      passDecoded(decoder.decode(chunk.subarray(at, at + LIMITS.decodedPiece), { stream: true }))
  }
  const begin = (first: Uint8Array): void => {
    held = undefined
    const encoding = findEncoding(first)
    if (encoding !== 'utf-8') decoder = new TextDecoder(encoding)
    if (first.length > 0) convert(first)
  }
  return {
    write: chunk => {
      if (held === undefined) convert(chunk)
      else if (held.length + chunk.length < SAMPLE) held = Buffer.concat([held, chunk])
      else begin(held.length === 0 ? chunk : Buffer.concat([held, chunk]))
    },
    end: () => {
      if (held !== undefined) begin(held)
      if (decoder !== undefined) passDecoded(decoder.decode())
    },
  }
}

/** Returns the whole text of the bytes, read as the log that they are a part of. Wrong bytes become U+FFFD. */
export const decodeLogText = (bytes: Uint8Array, encoding: Unicode = findEncoding(bytes)): string =>
  (encoding === 'utf-8' ? UTF8 : new TextDecoder(encoding)).decode(bytes)

/** Returns the text of the last bytes of a log, `length` at most. */
export const decodeLogEnd = (bytes: Uint8Array, length: number): string => {
  const from = Math.max(bytes.length - length, 0)
  // A code unit of UTF-16 begins at an even place.
  return decodeLogText(bytes.subarray(from + (from % 2)), findEncoding(bytes))
}

/** A byte order mark may stand at the start of any block; the line readers remove it. */
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Finds the encoding by the byte order mark (Unicode Standard 23.8), else by the zero bytes of ASCII: in three of four
 * code units the upper byte is zero and the lower is not. Zeros that a tool printed into a log of UTF-8 stand behind the
 * time of their line.
 */
const findEncoding = (bytes: Uint8Array): Unicode => {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const units = Math.min(bytes.length, SAMPLE) >> 1
  if (units * 2 < LEAST) return 'utf-8'
  let [little, big] = [0, 0]
  for (let unit = 0; unit < units; unit += 1) {
    const isZero = bytes[unit * 2] === 0
    if (isZero === (bytes[unit * 2 + 1] === 0)) continue
    if (isZero) big += 1
    else little += 1
  }
  return little * 4 >= units * 3 ? 'utf-16le' : big * 4 >= units * 3 ? 'utf-16be' : 'utf-8'
}
