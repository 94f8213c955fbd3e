import type { JobInput } from '../../history/job-inputs.ts'

/** Something that a job used, by kind and name, and the version that it had. */
export type VersionedInput<K extends string> = { readonly kind: K; readonly name: string; readonly version: string }

/** An input that two runs of a job had in different versions. Several versions of one name are joined. */
export type InputDifference<K extends string = JobInput['kind']> = {
  readonly kind: K
  readonly name: string
  readonly before: string
  readonly after: string
}

/**
 * Compares what a job used with what it used before. Only a name that both sides know is compared: a name that one side
 * lacks may only not have been observed there.
 */
export const compareInputs = <K extends string>(
  before: readonly VersionedInput<K>[],
  after: readonly VersionedInput<K>[],
): readonly InputDifference<K>[] => {
  const then = groupVersions(before)
  return [...groupVersions(after)].flatMap(([key, { input, versions }]) => {
    const known = then.get(key)
    const [old, now] = [known === undefined ? undefined : join(known.versions), join(versions)]
    return old === undefined || old === now ? [] : [{ kind: input.kind, name: input.name, before: old, after: now }]
  })
}

type Versions<K extends string> = { readonly input: VersionedInput<K>; readonly versions: Set<string> }

const groupVersions = <K extends string>(inputs: readonly VersionedInput<K>[]): ReadonlyMap<string, Versions<K>> => {
  const groups = new Map<string, Versions<K>>()
  for (const input of inputs) {
    const key = `${input.kind} ${input.name}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { input, versions: new Set([input.version]) })
    else group.versions.add(input.version)
  }
  return groups
}

const join = (versions: ReadonlySet<string>): string => [...versions].sort().join(', ')
