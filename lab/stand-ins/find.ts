import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A stand-in: the folder that holds its action.yml. */
export type StandIn = {
  readonly folder: string
  /** What the lab gives as the commit of an action that has none. */
  readonly sha: string
}

const NAMES = new Set([
  'actions/cache',
  'actions/cache/restore',
  'actions/cache/save',
  'actions/checkout',
  'actions/download-artifact',
  'actions/setup-node',
  'actions/upload-artifact',
])

/**
 * The lab's stand-in for `uses: <owner>/<repo>[/<path>]@<ref>`, any ref; undefined when there is none. The code is the
 * compiled one (`npm run compile`): action.yml names it relative to its own folder.
 */
export const findStandIn = (uses: string): StandIn | undefined => {
  const name = uses.slice(0, uses.lastIndexOf('@'))
  return NAMES.has(name) ? { folder: join(projectRoot(), 'lab', 'stand-ins', name), sha: '0'.repeat(40) } : undefined
}

/** The lab runs from source in tests and from `lib/` otherwise: action.yml is found from the project's root. */
const projectRoot = (): string => {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder) throw new Error('the lab is not inside the project')
    folder = dirname(folder)
  }
  return folder
}
