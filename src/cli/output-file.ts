import { rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { TraceError } from '../core/error.ts'

/** Checks before the work that the file can be written. @throws TraceError USAGE where it cannot. */
export const checkOutputFile = async (file: string): Promise<void> => {
  const parent = dirname(file)
  const folder = await stat(parent).catch(() => undefined)
  if (folder?.isDirectory() !== true)
    throw new TraceError('USAGE', `there is no folder ${parent}`, { hint: 'Make it, or name another file with -o' })
  const target = await stat(file).catch(() => undefined)
  if (target?.isDirectory() === true)
    throw new TraceError('USAGE', `${file} is a folder`, { hint: 'Name a file with -o' })
}

/** Writes the file whole or not at all, so that no reader sees half of it. @throws TraceError USAGE */
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
