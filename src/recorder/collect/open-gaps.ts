import { UNKNOWN_REPOSITORY } from '../../core/ids.ts'
import { LIMITS } from '../../core/limits.ts'
import type { Gap, Reading } from '../../schema/values/fact.ts'

/** Fields with an absence that is always named, even where no source has a gap for them. */
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
 * Returns the gaps of the manifest: the gaps of every source, without fields that another source filled, and a gap for
 * each field without any source. Gaps follow the order of the sources; each reason appears once.
 */
export const openGaps = (
  sources: readonly Reading<unknown>[],
  manifest: Readonly<Record<string, unknown>>,
): readonly Gap[] => {
  const told = sources.flatMap(({ gaps }) => gaps)
  const named = new Set(told.map(gap => gap.field))
  const silent = ALWAYS_NAMED.filter(field => !named.has(field)).map((field): Gap => ({ field, reason: 'not-found' }))
  const open = [...told, ...silent].filter(gap => !isKnown(manifest, gap))
  const byIdentity = new Map(open.map(gap => [`${gap.field} ${gap.source ?? ''} ${gap.reason}`, gap]))
  return [...byIdentity.values()].slice(0, LIMITS.gaps)
}

/**
 * Whether the manifest has the field after all. A list is a sum over sources and steps, so its gap stays. Only `steps`
 * comes whole from one source, and counts as learned when it is not empty. A group of facts (`image`) is learned when
 * all of them are. A gap inside a fact (`job.matrix.values` were cut) stays beside that fact.
 */
const isKnown = (manifest: Readonly<Record<string, unknown>>, { field }: Gap): boolean => {
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

/** Whether the member is the placeholder of a required field with an unknown value. */
const standsIn = (member: unknown): boolean =>
  typeof member === 'object' &&
  member !== null &&
  'value' in member &&
  (member.value === '' ||
    ('confidence' in member && member.confidence === 'low' && member.value === UNKNOWN_REPOSITORY))
