import { readSync } from 'node:fs'
import type { ReadFailure } from '../../log/lines/chunks-of-file.ts'

const STANDARD_INPUT = 0
const CHUNK = 262_144
const PAUSE_MS = 5

/**
 * Yields the bytes of standard input in one reused buffer. On a non-blocking pipe, EAGAIN means that there is nothing
 * to read yet (pipe(7)). On Windows the end of a pipe is the error EOF.
 */
export function* chunksOfStandardInput(failure: ReadFailure): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(CHUNK)
  for (;;) {
    const read = tryRead(buffer)
    if (read === 'again') {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
      continue
    }
    if (typeof read === 'string') failure.code = read
    if (typeof read === 'string' || read === 0) return
    yield buffer.subarray(0, read)
  }
}

const tryRead = (buffer: Uint8Array): number | string => {
  try {
    return readSync(STANDARD_INPUT, buffer, 0, CHUNK, null)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    if (code === 'EAGAIN') return 'again'
    return code === 'EOF' ? 0 : code
  }
}
