import { posix } from 'node:path'
import type { RepositoryCheck } from '../repository-check.ts'
import { listFiles } from '../repository-files.ts'

/** More files than this in one folder are a list that nobody reads. */
const MAX_FILES = 18

/** File names that may occur more than once: entry points, and what each entry point reads first. */
const SHARED_NAMES: ReadonlySet<string> = new Set(['main.ts', 'inputs.ts'])

export const folders: RepositoryCheck = {
  id: 'folders',
  rule: `a folder of src/ has at most ${MAX_FILES} files, and no two files of src/ have one name`,
  remedy: 'divide the folder by what its files are about, or give the file the name of what it does',
  run: async root => folderFaults((await listFiles(root)).filter(file => file.startsWith('src/'))),
}

export const folderFaults = (files: readonly string[]): readonly string[] => {
  const full = [...groupBy(files, posix.dirname)].filter(([, names]) => names.length > MAX_FILES)
  const twins = [...groupBy(files, file => posix.basename(file))].filter(
    ([name, places]) => places.length > 1 && !SHARED_NAMES.has(name),
  )
  return [
    ...full.map(([folder, names]) => `${folder}/: ${names.length} files`),
    ...twins.map(([name, places]) => `${name}: ${places.join(', ')}`),
  ]
}

const groupBy = (files: readonly string[], keyOf: (file: string) => string): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>()
  for (const file of files) groups.set(keyOf(file), [...(groups.get(keyOf(file)) ?? []), file])
  return groups
}
