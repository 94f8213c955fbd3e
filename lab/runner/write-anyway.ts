import { writeSync } from 'node:fs'

/** Writes to an open file; a disk that a step has filled loses the text and ends nothing. */
export const writeAnyway = (opened: number, text: string | Uint8Array): void => {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  try {
    writeSync(opened, bytes)
  } catch {
    // What the disk does not take is lost, as it is on a runner.
  }
}
