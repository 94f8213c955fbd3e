import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { missingPackages } from '../lockfile.ts'
import type { RepositoryCheck } from '../repository-check.ts'

export const lockfile: RepositoryCheck = {
  id: 'lockfile',
  rule: 'package-lock.json has the packages of every system, so that npm ci works on all',
  remedy: 'npm run complete-lockfile',
  run: async root =>
    [...missingPackages(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))).keys()].map(
      path => `package-lock.json: no ${path}`,
    ),
}
