import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generatedDocuments } from '../generated-docs.ts'
import type { RepositoryCheck } from '../repository-check.ts'

export const docs: RepositoryCheck = {
  id: 'docs',
  rule: 'the tables and samples in the documents are those of the files they come from',
  remedy: 'npm run generate, and commit the documents',
  run: async root => {
    const faults = await Promise.all(
      [...(await generatedDocuments(root))].map(async ([file, expected]) =>
        (await readFile(join(root, file), 'utf8')) === expected ? [] : [`${file}: stale`],
      ),
    )
    return faults.flat()
  },
}
