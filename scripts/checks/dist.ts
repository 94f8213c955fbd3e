import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDist } from '../bundles.ts'
import type { RepositoryCheck } from '../repository-check.ts'

export const dist: RepositoryCheck = {
  id: 'dist',
  rule: 'dist/ is what the sources build to, byte for byte',
  remedy: 'npm run build, and commit dist/',
  run: async root => {
    const fresh = await mkdtemp(join(tmpdir(), 'pipeline-trace-dist-'))
    try {
      await buildDist(root, fresh)
      return await differences(join(root, 'dist'), fresh)
    } finally {
      await rm(fresh, { recursive: true, force: true })
    }
  },
}

/** Files that only one of two folders has, or that differ, by relative path. */
export const differences = async (committed: string, fresh: string): Promise<readonly string[]> => {
  const [before, after] = await Promise.all([readTree(committed), readTree(fresh)])
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap(file => {
    const [old, now] = [before.get(file), after.get(file)]
    if (old === undefined) return [`${file}: missing`]
    if (now === undefined) return [`${file}: no longer built`]
    return old.equals(now) ? [] : [`${file}: stale`]
  })
}

const readTree = async (folder: string): Promise<ReadonlyMap<string, Buffer>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(files.map(async file => [file.slice(folder.length + 1), await readFile(file)] as const)),
  )
}
