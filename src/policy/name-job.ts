import { matchesName } from '../schema/observed/name-pattern.ts'
import { toJobPattern } from '../schema/run/policy.ts'
import type { ReportedJob, RunManifest } from '../schema/run/run-manifest.ts'

/** `proven`: GitHub lists the job under the name. `claimed`: only the job's manifest has the key. */
export type Named = 'proven' | 'claimed' | 'no'

/**
 * Returns whether the policy's name matches a job, by display name or by key. A matrix leg `build (a, b)` matches
 * `build`. Any step of a job can write another job's key into its manifest, so the manifest alone proves nothing.
 */
export const nameJob = (name: string, job: ReportedJob, { timeline }: RunManifest): Named => {
  const pattern = toJobPattern(name)
  const isShown = matchesName(pattern, job.name) || matchesName(pattern, withoutLeg(job.name))
  const stated = job.key !== undefined && matchesName(pattern, job.key)
  // Without GitHub's list of jobs a name comes from the manifest, or from a key of `needs`.
  if (job.api === undefined) return isShown || stated ? (job.record === undefined ? 'proven' : 'claimed') : 'no'
  if (isShown) return 'proven'
  const planned = timeline?.jobs.find(({ id, joinedBy }) => id === job.id && joinedBy === 'name')?.key
  if (planned !== undefined && matchesName(pattern, planned)) return 'proven'
  if (!stated) return 'no'
  const isConfirmed = job.fields.some(({ field, agreement }) => field === 'job.key' && agreement === 'confirmed')
  return isConfirmed ? 'proven' : 'claimed'
}

const withoutLeg = (name: string): string => {
  const bracket = name.endsWith(')') ? name.lastIndexOf(' (') : -1
  return bracket > 0 ? name.slice(0, bracket) : name
}
