import { grouped } from '../../core/grouped.ts'
import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { ObservedAttempt, ObservedJob, RunObservation } from '../../schema/observed/run-observation.ts'
import { isPseudoJob } from '../jobs/pseudo-job.ts'

/** Returns the job of another attempt that is the same job of the workflow; undefined if that is uncertain. */
export type JobFinder = (job: ObservedJob, from: ObservedAttempt, to: ObservedAttempt) => ObservedJob | undefined

/**
 * Builds the lookup. A re-run gives its jobs new ids, so the manifests come first: key, matrix values and the file that
 * defines the job. A file that is called twice has two jobs with the same identity, and only their names tell them
 * apart. A name that is not unique in its attempt identifies no job. Each attempt is indexed once.
 */
export const createJobFinder = ({ manifests }: Pick<RunObservation, 'manifests'>): JobFinder => {
  const indexes = new Map<ObservedAttempt, Index>()
  const buildIndex = (attempt: ObservedAttempt): Index => {
    const known = indexes.get(attempt)
    const index = known ?? indexAttempt(attempt, manifests)
    if (known === undefined) indexes.set(attempt, index)
    return index
  }
  return (job, from, to) => {
    const [here, there] = [buildIndex(from), buildIndex(to)]
    const identity = here.identities.get(job.id)
    const alike = only(here.byIdentity, identity) === job ? only(there.byIdentity, identity) : undefined
    if (alike !== undefined) return alike
    const namesake = only(here.byName, job.name) === job ? only(there.byName, job.name) : undefined
    if (namesake === undefined) return undefined
    const other = there.identities.get(namesake.id)
    return identity === undefined || other === undefined || identity === other ? namesake : undefined
  }
}

type Index = {
  readonly byName: ReadonlyMap<string, readonly ObservedJob[]>
  readonly byIdentity: ReadonlyMap<string, readonly ObservedJob[]>
  /** Identities by job id. */
  readonly identities: ReadonlyMap<string, string>
}

const indexAttempt = ({ jobs }: ObservedAttempt, manifests: RunObservation['manifests']): Index => {
  const real = (jobs ?? []).filter(job => !isPseudoJob(job))
  const identities = new Map(
    real.flatMap(({ id }) => {
      const manifest = manifests.get(id)
      return manifest === undefined ? [] : [[id, toIdentity(manifest)] as const]
    }),
  )
  return {
    identities,
    byName: grouped(real, job => job.name),
    byIdentity: grouped(
      real.filter(({ id }) => identities.has(id)),
      ({ id }) => identities.get(id) ?? '',
    ),
  }
}

const toIdentity = ({ job }: JobManifest): string =>
  JSON.stringify([job.key.value, Object.entries(job.matrix?.value ?? {}).sort(), job.workflowRef?.value ?? ''])

const only = (
  groups: ReadonlyMap<string, readonly ObservedJob[]>,
  key: string | undefined,
): ObservedJob | undefined => {
  const group = key === undefined ? undefined : groups.get(key)
  return group?.length === 1 ? group[0] : undefined
}
