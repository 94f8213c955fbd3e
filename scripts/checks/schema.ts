import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RepositoryCheck } from '../repository-check.ts'
import { schemaFiles } from '../schema-files.ts'

export const schema: RepositoryCheck = {
  id: 'schema',
  rule: 'the JSON Schemas are those of the code',
  remedy: 'npm run generate, and commit schema/',
  run: async root => {
    const faults = await Promise.all(
      Object.entries(schemaFiles()).map(async ([file, expected]) => {
        const found = await readFile(join(root, file), 'utf8').catch(() => undefined)
        return found === expected ? [] : [`${file}: ${found === undefined ? 'missing' : 'stale'}`]
      }),
    )
    return faults.flat()
  },
}
