import type { Dirent } from 'node:fs'
import { opendir } from 'node:fs/promises'

/**
 * The maximum number of entries that are checked. A step can leave millions of files in a folder, and all their names
 * at once would take a gigabyte.
 */
const MAX_ENTRIES = 250_000

/** Returns the wanted entries of a folder, among the first entries up to a maximum. @throws the error of the system. */
export const readEntries = async (folder: string, isWanted: (entry: Dirent) => boolean): Promise<readonly Dirent[]> => {
  const wanted: Dirent[] = []
  let looked = 0
  for await (const entry of await opendir(folder, { bufferSize: 1_024 })) {
    looked += 1
    if (isWanted(entry)) wanted.push(entry)
    if (looked >= MAX_ENTRIES) break
  }
  return wanted
}

/** Returns the names of these entries. */
export const readNames = async (folder: string, isWanted: (name: string) => boolean): Promise<string[]> =>
  (await readEntries(folder, ({ name }) => isWanted(name))).map(({ name }) => name)
