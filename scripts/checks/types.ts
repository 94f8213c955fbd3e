import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildLibraryTypes, LIBRARIES } from '../library-types.ts'
import type { RepositoryCheck } from '../repository-check.ts'

export const types: RepositoryCheck = {
  id: 'types',
  rule: 'the declarations of pipeline-trace/verify and pipeline-trace/read are those of the code and import nothing',
  remedy: 'npm run generate, and commit types/; a type of a package is written as one of our own',
  run: async root => {
    const wrong: string[] = []
    for (const library of LIBRARIES) {
      const found = await readFile(join(root, library.types), 'utf8').catch(() => undefined)
      if (found !== (await buildLibraryTypes(root, library)))
        wrong.push(`${library.types}: ${found === undefined ? 'missing' : 'stale'}`)
    }
    return wrong
  },
}
