import type { Dirent } from 'node:fs'
import { opendir } from 'node:fs/promises'

/** A step can leave millions of files in a folder: names of all of them at once would take a gigabyte. */
const MAX_ENTRIES = 250_000

/** The entries of a folder that are wanted, of as many as are looked at. @throws the error of the system. */
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

/** Their names. */
export const readNames = async (folder: string, isWanted: (name: string) => boolean): Promise<string[]> =>
  (await readEntries(folder, ({ name }) => isWanted(name))).map(({ name }) => name)
