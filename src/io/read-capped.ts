import { TraceError } from '../core/error.ts'

/** Passes on the bytes up to the cap. @throws TraceError TOO_LARGE after the bytes below the cap were passed on. */
export const drainCapped = async (
  what: string,
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  sink: (chunk: Uint8Array) => void,
): Promise<void> => {
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > maxBytes) throw new TraceError('TOO_LARGE', `${what}: answer over ${maxBytes} bytes`)
    sink(chunk)
  }
}

/**
 * Reads bytes into memory. @throws TraceError TOO_LARGE before the cap is passed, so that memory stays bounded whatever
 * content-length states.
 */
export const readCapped = async (
  what: string,
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > maxBytes) throw new TraceError('TOO_LARGE', `${what}: answer over ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}
