import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VERSION } from '../../src/schema/values/version.ts'
import type { RepositoryCheck } from '../repository-check.ts'

export const version: RepositoryCheck = {
  id: 'version',
  rule: 'the version in the code is that of package.json, and the changelog has it',
  remedy: 'set VERSION in src/schema/values/version.ts and add a section to CHANGELOG.md',
  run: async root => {
    const packageVersion: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).version
    const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8')
    return [
      ...(packageVersion === VERSION
        ? []
        : [`src/schema/values/version.ts has ${VERSION}, package.json ${packageVersion}`]),
      ...(changelog.includes(`## [${VERSION}]`) ? [] : [`CHANGELOG.md has no section [${VERSION}]`]),
    ]
  },
}
