import { exactName, matchesName } from '../../schema/observed/name-pattern.ts'
import type { NamePattern, PlannedJob } from '../../schema/observed/workflow-plan.ts'
import { measureDepth, type PlannedNames, SEPARATOR } from './planned-names.ts'

/**
 * Returns the callers' part of a display name; undefined if the name can be split in more than one way. A scope is
 * itself the name of a leg of the caller, so the same function returns the scope of a scope.
 */
export const scopeOfName = (planned: PlannedJob, name: string, names: PlannedNames): string | undefined => {
  const depth = measureDepth(planned)
  if (depth === 0) return ''
  return exactScope(planned, name, names) ?? cutScope(name, depth, planned.anyScope)
}

const exactScope = (planned: PlannedJob, name: string, { exact }: PlannedNames): string | undefined => {
  const same = (exact.get(name) ?? []).filter(one => one.planned === planned)
  const [only, ...others] = new Set(same.map(({ instance }) => exactName(instance.scope)))
  return others.length === 0 ? only : undefined
}

const cutScope = (name: string, depth: number, anyScope: NamePattern): string | undefined => {
  const segments = name.split(SEPARATOR)
  if (segments.length === depth + 1) return segments.slice(0, depth).join(SEPARATOR)
  const starts = segments
    .map((_, end) => segments.slice(0, end).join(SEPARATOR))
    .filter((start, end) => end >= depth && matchesName(anyScope, start))
  return starts.length === 1 ? starts[0] : undefined
}
