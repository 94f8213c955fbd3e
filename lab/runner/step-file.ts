import { closeSync, constants, fstatSync, openSync, readSync, rmSync } from 'node:fs'

/** More than any runner would take into an environment or a list of outputs. */
const MAX_BYTES = 64 * 1_048_576

/**
 * Reads a file that a step may have put something else in the place of. Opening a pipe would wait for ever and a device
 * has no end: both are refused, as is a file over 64 MiB.
 */
export const readStepText = (path: string): string =>
  withOpen(path, (opened, size) => {
    if (size > MAX_BYTES) throw new Error(`'${path}' is over ${MAX_BYTES / 1_048_576} MiB`)
    const bytes = Buffer.alloc(size)
    const read = readSync(opened, bytes, 0, size, 0)
    return bytes.subarray(0, read).toString('utf8')
  })

export const sizeOfStepFile = (path: string): number => withOpen(path, (_, size) => size)

const withOpen = <T>(path: string, read: (opened: number, size: number) => T): T => {
  const opened = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stats = fstatSync(opened)
    if (!stats.isFile()) throw new Error(`'${path}' is not a regular file`)
    return read(opened, stats.size)
  } finally {
    closeSync(opened)
  }
}

/** Removes what stands at a path; what cannot be removed stays. */
export const removeAnyway = (path: string): void => {
  try {
    rmSync(path, { force: true, recursive: true })
  } catch {
    // The folder of the machine is deleted with the job.
  }
}
