import type { Level, Permissions } from './workflow.ts'

/** Keys of `permissions:` (actions/languageservices workflow-parser/src/workflow-v1.0.json, `permissions-mapping`). */
const KEYS: readonly string[] = [
  'actions',
  'artifact-metadata',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'id-token',
  'issues',
  'models',
  'packages',
  'pages',
  'pull-requests',
  'repository-projects',
  'security-events',
  'statuses',
]

/** What a job has when nobody says anything: the restricted default of repositories made since February 2023. */
export const DEFAULT_PERMISSIONS: Permissions = { contents: 'read', packages: 'read' }

/** `permissions:` as written. `read-all` holds no id-token, since that has no read (docs.github.com workflow syntax). */
export const toPermissions = (written: string | Readonly<Record<string, string>>): Permissions => {
  if (written === 'read-all')
    return Object.fromEntries(KEYS.filter(key => key !== 'id-token').map(key => [key, 'read']))
  if (written === 'write-all')
    return Object.fromEntries(KEYS.map(key => [key, key === 'models' ? 'read' : 'write'] as const))
  if (typeof written === 'string') return {}
  return Object.fromEntries(
    Object.entries(written).filter((entry): entry is [string, Level] => entry[1] === 'read' || entry[1] === 'write'),
  )
}

export type Excess = { readonly key: string; readonly asked: Level; readonly allowed: Level | 'none' }

/** What `asked` wants beyond `allowed`, sorted by key. */
export const excessOf = (asked: Permissions, allowed: Permissions): readonly Excess[] =>
  Object.entries(asked)
    .filter(([key, level]) => allowed[key] !== 'write' && allowed[key] !== level)
    .map(([key, level]) => ({ key, asked: level, allowed: allowed[key] ?? ('none' as const) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))

/** The token of a fork's pull request: everything at most read, no id-token (docs.github.com, "GITHUB_TOKEN"). */
export const readOnly = (permissions: Permissions): Permissions =>
  Object.fromEntries(
    Object.keys(permissions)
      .filter(key => key !== 'id-token')
      .map(key => [key, 'read'] as const),
  )
