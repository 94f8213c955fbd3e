import type { LogRecord } from '../../schema/job/log-record.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import { code, table } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'
import { listJobFacts, renderName } from './log-facts-section.ts'
import { all } from './replay-words.ts'

/** Renders the permissions of the jobs' tokens. Jobs with equal permissions share a row, most writes first. */
export const permissionSection = (manifest: RunManifest): Section => {
  const groups = new Map<
    string,
    { readonly writes: number; readonly cells: readonly string[]; readonly jobs: string[] }
  >()
  for (const facts of listJobFacts(manifest)) {
    const { permissions, cacheMode } = facts.facts
    if (permissions === undefined && cacheMode === undefined) continue
    const cells = [named(permissions, 'write'), named(permissions, 'read'), cacheMode?.value ?? '–']
    const key = cells.join('\u0000')
    const group = groups.get(key) ?? { writes: listPermissionNames(permissions, 'write').length, cells, jobs: [] }
    group.jobs.push(renderName(facts))
    groups.set(key, group)
  }
  const rows = [...groups.values()]
    .sort((a, b) => b.writes - a.writes)
    .map(({ cells, jobs }) => [...cells, all(jobs, job => job) ?? '–'])
  const head = ['May write', 'May read', 'Cache mode', 'Jobs']
  return { title: 'Token permissions', blocks: rows.length === 0 ? [] : table(head, rows) }
}

type Permissions = LogRecord['permissions']

const listPermissionNames = (permissions: Permissions, level: 'read' | 'write'): readonly string[] =>
  Object.entries(permissions?.value ?? {})
    .flatMap(([name, given]) => (given === level ? [name] : []))
    .sort()

const named = (permissions: Permissions, level: 'read' | 'write'): string => {
  if (permissions === undefined) return 'not known'
  return all(listPermissionNames(permissions, level), name => code(name, 60), 40) ?? 'nothing'
}
