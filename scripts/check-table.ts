import { actions } from './checks/actions.ts'
import { dist } from './checks/dist.ts'
import { docs } from './checks/docs.ts'
import { folders } from './checks/folders.ts'
import { frozen } from './checks/frozen.ts'
import { imports } from './checks/imports.ts'
import { links } from './checks/links.ts'
import { format, promises, unused } from './checks/lint.ts'
import { lockfile } from './checks/lockfile.ts'
import { owner } from './checks/owner.ts'
import { patterns } from './checks/patterns.ts'
import { permissions } from './checks/permissions.ts'
import { recipes } from './checks/recipes.ts'
import { schema } from './checks/schema.ts'
import { security } from './checks/security.ts'
import { shape } from './checks/shape.ts'
import { size } from './checks/size.ts'
import { subjects } from './checks/subjects.ts'
import { text } from './checks/text.ts'
import { threats } from './checks/threats.ts'
import { types } from './checks/types.ts'
import { version } from './checks/version.ts'
import { vocabulary } from './checks/vocabulary.ts'
import { words } from './checks/words.ts'
import { workflows } from './checks/workflows.ts'
import type { RepositoryCheck } from './repository-check.ts'

/** Everything the repository holds itself to, quick ones first. */
export const CHECKS: readonly RepositoryCheck[] = [
  imports,
  folders,
  shape,
  recipes,
  patterns,
  text,
  subjects,
  words,
  owner,
  permissions,
  version,
  lockfile,
  schema,
  types,
  frozen,
  docs,
  links,
  vocabulary,
  threats,
  workflows,
  security,
  actions,
  format,
  promises,
  unused,
  size,
  dist,
]
