import { readSync } from 'node:fs'

/** What kept a file from being read to its end. */
export type ReadFailure = { code?: string }

const CHUNK = 262_144

/**
 * Bytes of an open file, in one buffer that is used again: whoever reads a chunk is done with it before it asks for the
 * next. For a program that does nothing else meanwhile: a read that waits for nobody takes half the time.
 */
export function* chunksOfFile(descriptor: number, failure: ReadFailure): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(CHUNK)
  try {
    for (;;) {
      const length = readSync(descriptor, buffer, 0, CHUNK, null)
      if (length === 0) return
      yield buffer.subarray(0, length)
    }
  } catch (error) {
    failure.code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
  }
}
