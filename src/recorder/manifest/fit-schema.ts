import { safeParse } from 'zod/mini'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { type JobManifest, jobManifest } from '../../schema/job/job-manifest.ts'
import type { Gap } from '../../schema/values/fact.ts'

type Path = readonly PropertyKey[]

/**
 * Maximum number of rounds. Each round removes everything invalid at one depth; a fact inside a fact does not exist.
 */
const MAX_ROUNDS = 5

/**
 * Enforces the schema at the boundary: nothing that the schema does not name leaves the runner. A fact or a list entry
 * that does not fit (for example a text over its cap) is removed with a gap, so that one odd value does not cost the
 * whole manifest.
 * @throws TraceError INTERNAL where a value that every manifest needs does not fit.
 */
export const fitSchema = (manifest: JobManifest): JobManifest => {
  let fitting: unknown = manifest
  let issue: Path = []
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const parsed = safeParse(jobManifest, fitting)
    if (parsed.success) return parsed.data
    issue = parsed.error.issues[0]?.path ?? []
    const cuts = parsed.error.issues.map(({ path }) => cutAt(fitting, path))
    fitting = withGaps(without(fitting, cuts), cuts)
  }
  throw new TraceError('INTERNAL', `the manifest does not meet its schema at ${issue.join('.')}`)
}

/** Returns the path to remove for an issue: the entry of a list, the whole fact, or the plain value itself. */
const cutAt = (manifest: unknown, path: Path): Path => {
  let value: unknown = manifest
  for (const [depth, key] of path.entries()) {
    if (Array.isArray(value) && typeof key === 'number') return path.slice(0, depth + 1)
    if (typeof value !== 'object' || value === null) break
    if (Object.hasOwn(value, 'source')) return path.slice(0, depth)
    value = Object.entries(value).find(([name]) => name === key)?.[1]
  }
  return path
}

const without = (value: unknown, cuts: readonly Path[]): unknown => {
  if (cuts.length === 0 || typeof value !== 'object' || value === null) return value
  const below = (key: PropertyKey): readonly Path[] | undefined => {
    const own = cuts.filter(cut => cut[0] === key).map(cut => cut.slice(1))
    return own.some(cut => cut.length === 0) ? undefined : own
  }
  if (Array.isArray(value))
    return value.flatMap((item, index) => {
      const own = below(index)
      return own === undefined ? [] : [without(item, own)]
    })
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const own = below(key)
      return own === undefined ? [] : [[key, without(member, own)]]
    }),
  )
}

const withGaps = (manifest: unknown, cuts: readonly Path[]): unknown => {
  if (typeof manifest !== 'object' || manifest === null || !('gaps' in manifest)) return manifest
  const fields = new Set(cuts.map(cut => cut.filter(key => typeof key === 'string').join('.')))
  const left = [...fields].map((field): Gap => ({ field, reason: 'malformed', detail: 'left out: not of its form' }))
  return { ...manifest, gaps: [...left, ...(Array.isArray(manifest.gaps) ? manifest.gaps : [])].slice(0, LIMITS.gaps) }
}
