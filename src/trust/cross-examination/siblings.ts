import type { JobManifest } from '../../model/job-manifest.ts'
import type { Value } from './question.ts'

/** Fields that are the same in every job of a run. */
const SHARED = [
  'ownerId',
  'number',
  'ref',
  'sha',
  'headSha',
  'headRef',
  'baseRef',
  'workflow',
  'workflowRef',
  'workflowSha',
  'visibility',
] as const
type Shared = (typeof SHARED)[number]

/** What the manifests of one attempt say together. */
export type Siblings = {
  readonly agreed: { readonly [K in Shared]?: Value }
  /** Digest of each artifact as its maker has it, by the artifact's id. */
  readonly made: ReadonlyMap<string, string>
}

/**
 * What more than half of at least three manifests say. They are recorders all, so that agreement with them proves
 * nothing; but one against all others is a contradiction. One pass over the manifests, for all of them.
 */
export const siblingsOf = (manifests: readonly JobManifest[]): Siblings => ({
  agreed: Object.fromEntries(
    SHARED.flatMap(field => {
      const value = majority(
        manifests.flatMap(({ run }): Value[] => (run[field] === undefined ? [] : [run[field].value])),
      )
      return value === undefined ? [] : [[field, value]]
    }),
  ),
  made: new Map(
    manifests.flatMap(({ artifacts }) =>
      artifacts.flatMap(({ id, digest }) => (id === undefined || digest === undefined ? [] : [[id, digest] as const])),
    ),
  ),
})

const majority = (values: readonly Value[]): Value | undefined => {
  if (values.length < 3) return undefined
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].find(([, count]) => 2 * count > values.length)?.[0]
}
