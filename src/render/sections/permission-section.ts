import type { LogRecord } from '../../schema/job/log-record.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { code, table } from '../text/markdown.ts'
import { all } from './replay-words.ts'
import type { Section } from '../text/section.ts'
import { nameOf, toldJobs } from './log-facts-section.ts'

/** What the tokens of jobs allowed: jobs of equal permissions in one row, most writes first. */
export const permissionSection = (manifest: RunManifest): Section => {
  const groups = new Map<
    string,
    { readonly writes: number; readonly cells: readonly string[]; readonly jobs: string[] }
  >()
  for (const told of toldJobs(manifest)) {
    const { permissions, cacheMode } = told.told
    if (permissions === undefined && cacheMode === undefined) continue
    const cells = [named(permissions, 'write'), named(permissions, 'read'), cacheMode?.value ?? '–']
    const key = cells.join('\u0000')
    const group = groups.get(key) ?? { writes: namesOf(permissions, 'write').length, cells, jobs: [] }
    group.jobs.push(nameOf(told))
    groups.set(key, group)
  }
  const rows = [...groups.values()]
    .sort((a, b) => b.writes - a.writes)
    .map(({ cells, jobs }) => [...cells, all(jobs, job => job) ?? '–'])
  const head = ['May write', 'May read', 'Cache mode', 'Jobs']
  return { title: 'Token permissions', blocks: rows.length === 0 ? [] : table(head, rows) }
}

type Permissions = LogRecord['permissions']

const namesOf = (permissions: Permissions, level: 'read' | 'write'): readonly string[] =>
  Object.entries(permissions?.value ?? {})
    .flatMap(([name, given]) => (given === level ? [name] : []))
    .sort()

const named = (permissions: Permissions, level: 'read' | 'write'): string => {
  if (permissions === undefined) return 'not known'
  return all(namesOf(permissions, level), name => code(name, 60), 40) ?? 'nothing'
}
