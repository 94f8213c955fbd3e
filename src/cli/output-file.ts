import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { TraceError } from '../core/error.ts'

/** Before the work is done: @throws TraceError USAGE where the file could not be written. */
export const checkOutputFile = async (file: string): Promise<void> => {
  const parent = dirname(file)
  const folder = await stat(parent).catch(() => undefined)
  if (folder?.isDirectory() !== true)
    throw new TraceError('USAGE', `there is no folder ${parent}`, { hint: 'Make it, or name another file with -o' })
  const target = await stat(file).catch(() => undefined)
  if (target?.isDirectory() === true)
    throw new TraceError('USAGE', `${file} is a folder`, { hint: 'Name a file with -o' })
}

/** Whole or not at all: whoever reads the file never sees half of it. @throws TraceError USAGE */
export const writeOutputFile = async (file: string, content: string): Promise<void> => {
  const part = `${file}.${process.pid}.part`
  try {
    await writeFile(part, content, { flag: 'wx' })
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw new TraceError('USAGE', `cannot write ${file}`, { hint: 'Name another file with -o', cause: error })
  }
}
