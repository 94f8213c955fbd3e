import { stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

/** Where a workflow file stands in its repository. */
export type RepositoryFile = {
  readonly workspace: string
  readonly file: string
  /** `.github/workflows/ci.yml`; a file from elsewhere is taken as if it lay there. */
  readonly path: string
}

/** Undefined when there is no such file. @param workspace as asked for. */
export const findRepository = async (
  file: string,
  workspace: string | undefined,
): Promise<RepositoryFile | undefined> => {
  const absolute = resolve(file)
  const isFile = (await stat(absolute).catch(() => undefined))?.isFile() === true
  if (!isFile) return undefined
  const folder = dirname(absolute)
  const isInPlace = folder.endsWith(join('.github', 'workflows'))
  const root = resolve(workspace ?? (isInPlace ? dirname(dirname(folder)) : '.'))
  const inside = relative(root, absolute).split(sep).join('/')
  const path = inside.startsWith('.github/workflows/') ? inside : `.github/workflows/${basename(absolute)}`
  return { workspace: root, file: absolute, path }
}
