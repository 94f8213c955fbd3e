import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FROZEN_SCHEMAS, frozenFolder, frozenMinors } from '../frozen-schemas.ts'
import type { RepositoryCheck } from '../repository-check.ts'
import { schemaFaults } from '../schema-additions.ts'
import { schemaFiles } from '../schema-files.ts'

export const frozen: RepositoryCheck = {
  id: 'frozen',
  rule: 'the schemas only add to those of the released versions of the same major',
  remedy:
    'add an optional field or a word to an open list instead; anything else waits for the next major (docs/schema.md)',
  run: async root => {
    const minors = await frozenMinors(root)
    if (minors.length === 0) return ['schema/ holds no released version of this major']
    const present = schemaFiles()
    const faults = await Promise.all(
      minors.flatMap(minor =>
        FROZEN_SCHEMAS.map(async name => {
          const file = `${frozenFolder(minor)}/${name}.schema.json`
          const text = await readFile(join(root, file), 'utf8').catch(() => undefined)
          if (text === undefined) return [`${file}: missing`]
          const now: unknown = JSON.parse(present[`schema/${name}.schema.json`] ?? 'null')
          return schemaFaults(JSON.parse(text), now).map(fault => `${file}: ${fault}`)
        }),
      ),
    )
    return faults.flat()
  },
}
