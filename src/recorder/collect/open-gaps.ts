import { UNKNOWN_REPOSITORY } from '../../core/ids.ts'
import { LIMITS } from '../../core/limits.ts'
import type { Gap, Learned } from '../../schema/values/fact.ts'

/** Fields whose absence is always named, also when no source said a word about them. */
const ALWAYS_NAMED = [
  'job.id',
  'job.name',
  'job.status',
  'runner.labels',
  'runner.name',
  'runner.group',
  'runner.environment',
  'runner.version',
  'image.name',
  'image.version',
  'run.visibility',
  'clock.offsetMs',
  'permissions',
  'cacheMode',
  'steps',
] as const

/**
 * What the manifest lacks and why: the gaps of every source, but for fields that another source filled, and the fields
 * that nobody told anything of. In the order of the sources, each reason once.
 */
export const openGaps = (
  sources: readonly Learned<unknown>[],
  manifest: Readonly<Record<string, unknown>>,
): readonly Gap[] => {
  const told = sources.flatMap(({ gaps }) => gaps)
  const named = new Set(told.map(gap => gap.field))
  const silent = ALWAYS_NAMED.filter(field => !named.has(field)).map((field): Gap => ({ field, reason: 'not-found' }))
  const open = [...told, ...silent].filter(gap => !isLearned(manifest, gap))
  const byIdentity = new Map(open.map(gap => [`${gap.field} ${gap.source ?? ''} ${gap.reason}`, gap]))
  return [...byIdentity.values()].slice(0, LIMITS.gaps)
}

/**
 * Whether the manifest has the field after all. A list is a sum over sources and steps: only `steps`, which one source
 * gives whole, is learned by not being empty; the gap of any other list stays. A group of facts (`image`) is learned
 * when all of them are. A gap inside a fact (`job.matrix.values` were cut) stays beside that fact.
 */
const isLearned = (manifest: Readonly<Record<string, unknown>>, { field }: Gap): boolean => {
  const [room = '', name, part] = field.split('.')
  if (part !== undefined) return false
  const group = manifest[room]
  if (Array.isArray(group)) return field === 'steps' && group.length > 0
  if (typeof group !== 'object' || group === null) return group !== undefined
  const members = group as Readonly<Record<string, unknown>>
  if (name !== undefined)
    return members[name] !== undefined && !Array.isArray(members[name]) && !standsIn(members[name])
  return Object.values(members).every(member => member !== undefined)
}

/** What stands in a field that every manifest must have, where nobody knows its value. */
const standsIn = (member: unknown): boolean =>
  typeof member === 'object' &&
  member !== null &&
  'value' in member &&
  (member.value === '' ||
    ('confidence' in member && member.confidence === 'low' && member.value === UNKNOWN_REPOSITORY))
