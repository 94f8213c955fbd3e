import type { JobInput } from '../../history/job-inputs.ts'

/** An input that two runs of a job had in different versions. Several versions of one name are joined. */
export type InputDifference = Pick<JobInput, 'kind' | 'name'> & { readonly before: string; readonly after: string }

/**
 * Compares what a job used with what it used before. Only a name that both sides know is compared: a name that one side
 * lacks may only not have been observed there.
 */
export const compareInputs = (before: readonly JobInput[], after: readonly JobInput[]): readonly InputDifference[] => {
  const then = groupVersions(before)
  return [...groupVersions(after)].flatMap(([key, { input, versions }]) => {
    const known = then.get(key)
    const [old, now] = [known === undefined ? undefined : join(known.versions), join(versions)]
    return old === undefined || old === now ? [] : [{ kind: input.kind, name: input.name, before: old, after: now }]
  })
}

type Versions = { readonly input: JobInput; readonly versions: Set<string> }

const groupVersions = (inputs: readonly JobInput[]): ReadonlyMap<string, Versions> => {
  const groups = new Map<string, Versions>()
  for (const input of inputs) {
    const key = `${input.kind} ${input.name}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { input, versions: new Set([input.version]) })
    else group.versions.add(input.version)
  }
  return groups
}

const join = (versions: ReadonlySet<string>): string => [...versions].sort().join(', ')
