import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildLibraryTypes, LIBRARY_TYPES } from '../library-types.ts'
import type { RepositoryCheck } from '../repository-check.ts'

export const types: RepositoryCheck = {
  id: 'types',
  rule: 'the declarations of pipeline-trace/verify are those of the code and import nothing',
  remedy: 'npm run generate, and commit types/; a type of a package is written as one of our own',
  run: async root => {
    const found = await readFile(join(root, LIBRARY_TYPES), 'utf8').catch(() => undefined)
    if (found === (await buildLibraryTypes(root))) return []
    return [`${LIBRARY_TYPES}: ${found === undefined ? 'missing' : 'stale'}`]
  },
}
