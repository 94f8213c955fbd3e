import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { RepositoryCheck } from '../repository-check.ts'

const REPORT_WORKFLOW = '.github/workflows/report.yml'

export const permissions: RepositoryCheck = {
  id: 'permissions',
  rule: 'report.yml declares no permissions',
  remedy: 'remove the key: a called workflow that asks for more than its caller grants fails the whole run',
  run: async root =>
    permissionKeys(parse(await readFile(join(root, REPORT_WORKFLOW), 'utf8')), '').map(
      path => `${REPORT_WORKFLOW}: ${path}`,
    ),
}

/** Dotted paths of all `permissions` keys in a parsed workflow. */
export const permissionKeys = (value: unknown, path: string): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => {
    const here = path === '' ? key : `${path}.${key}`
    return [...(key === 'permissions' ? [here] : []), ...permissionKeys(member, here)]
  })
}
