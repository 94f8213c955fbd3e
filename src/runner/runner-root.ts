import { stat } from 'node:fs/promises'
import { LIMITS } from '../core/limits.ts'
import { readNames } from '../io/folder-entries.ts'

/**
 * Returns the folders that may be the runner's root, most likely first. `argv0` and `execPath` are
 * `<root>/externals/node24/bin/node` (actions/runner src/Runner.Worker/Handlers/NodeScriptActionHandler.cs). argv0
 * comes first, since execPath has symbolic links resolved. RUNNER_TEMP is `<root>/_work/_temp` unless the work folder
 * was moved (src/Runner.Common/HostContext.cs). The others are layouts observed on machines (DataDog/datadog-ci
 * packages/base/src/helpers/ci.ts); since v2.334.0 a folder per version below `cached` contains the root.
 */
export const runnerRootCandidates = (input: {
  readonly argv0: string
  readonly execPath: string
  readonly runnerTemp: string | undefined
  readonly home: string | undefined
}): readonly string[] => {
  const own = [rootOfNode(input.argv0), rootOfNode(input.execPath), above(input.runnerTemp, 2)]
  const home = input.home === undefined || input.home === '' ? [] : [input.home]
  const places = [...home, '/home/runner', '/opt', '/Users/runner', 'C:', 'D:'].map(place => `${place}/actions-runner`)
  const known = [...home, '/home/runner', '/runner', ...places.flatMap(place => [`${place}/cached`, place])]
  return [...new Set([...own.filter(path => path !== undefined), ...known])]
}

/** Returns the path if it is absolute (`/`, or a path of Windows with either separator); argv0 may be plain `node`. */
const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)

const rootOfNode = (node: string): string | undefined => {
  const folders = node.split(/[\\/]/)
  // Windows: externals\node24\bin\node.exe; others: externals/node24/bin/node.
  return folders.at(-4) === 'externals' ? above(node, 4) : undefined
}

const above = (path: string | undefined, levels: number): string | undefined => {
  if (path === undefined || !isAbsolute(path)) return undefined
  let end = path.length
  for (let level = 0; level < levels; level += 1)
    end = Math.max(path.lastIndexOf('/', end - 1), path.lastIndexOf('\\', end - 1))
  return end > 0 ? path.slice(0, end) : undefined
}

/**
 * Returns the first candidate that contains `_diag`, or that contains a version folder with `_diag` (the newest one).
 */
export const findRunnerRoot = async (candidates: readonly string[]): Promise<string | undefined> => {
  for (const candidate of candidates) {
    if (await isFolder(`${candidate}/_diag`)) return candidate
    if (!/[\\/]cached$/.test(candidate)) continue
    for (const version of await versionsIn(candidate))
      if (await isFolder(`${candidate}/${version}/_diag`)) return `${candidate}/${version}`
  }
  return undefined
}

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

const versionsIn = async (folder: string): Promise<readonly string[]> => {
  try {
    const names = await readNames(folder, name => /^\d{1,5}\.\d{1,5}\.\d{1,5}$/.test(name))
    return names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true })).slice(0, LIMITS.runnerVersions)
  } catch {
    return []
  }
}
