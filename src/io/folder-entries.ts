import type { Dirent } from 'node:fs'
import { opendir } from 'node:fs/promises'
import { LIMITS } from '../core/limits.ts'

/** Returns the wanted entries of a folder, among the first entries up to a maximum. @throws the error of the system. */
export const readEntries = async (folder: string, isWanted: (entry: Dirent) => boolean): Promise<readonly Dirent[]> => {
  const wanted: Dirent[] = []
  let looked = 0
  for await (const entry of await opendir(folder, { bufferSize: 1_024 })) {
    looked += 1
    if (isWanted(entry)) wanted.push(entry)
    if (looked >= LIMITS.namesInFolder) break
  }
  return wanted
}

/** Returns the names of these entries. */
export const readNames = async (folder: string, isWanted: (name: string) => boolean): Promise<string[]> =>
  (await readEntries(folder, ({ name }) => isWanted(name))).map(({ name }) => name)
