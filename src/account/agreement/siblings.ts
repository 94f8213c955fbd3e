import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { Value } from './field-check.ts'

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

/** The combined values of the manifests of one attempt. */
export type Siblings = {
  readonly agreed: { readonly [K in Shared]?: Value }
  /** The digest of each artifact in its producer's manifest, by artifact id. */
  readonly made: ReadonlyMap<string, string>
  /** The jobs named in the manifests that one job uploaded, by that job's backend id in lower case. */
  readonly uploaded: ReadonlyMap<string, readonly string[]>
  /** The job among them with a manifest that its own log confirms, by backend id: the job that has this backend id. */
  readonly uploaders: ReadonlyMap<string, string>
}

export type Uploaded = {
  readonly manifest: JobManifest
  /** The backend id of the uploading job from the results service; '' = unknown. */
  readonly uploadedBy: string
  readonly isConfirmed: boolean
}

/** Returns the job that a manifest names: its id, else its name. Leaving the id out does not avoid the comparison. */
export const jobStated = ({ job }: JobManifest): string => job.id?.value ?? job.name?.value ?? job.key.value

/**
 * Finds the values that more than half of at least three manifests share. All of them are recorders, so agreement with
 * them proves nothing; but one that differs from all others is contradicted. One pass reads all manifests.
 */
export const findSiblings = (uploads: readonly Uploaded[]): Siblings => ({
  agreed: Object.fromEntries(
    SHARED.flatMap(field => {
      const value = majority(
        uploads.flatMap(({ manifest: { run } }): Value[] => (run[field] === undefined ? [] : [run[field].value])),
      )
      return value === undefined ? [] : [[field, value]]
    }),
  ),
  made: new Map(
    uploads.flatMap(({ manifest: { artifacts } }) =>
      artifacts.flatMap(({ id, digest }) => (id === undefined || digest === undefined ? [] : [[id, digest] as const])),
    ),
  ),
  uploaded: jobsByUploader(uploads),
  uploaders: new Map(
    uploads
      .filter(({ isConfirmed, uploadedBy }) => isConfirmed && uploadedBy !== '')
      .map(({ manifest, uploadedBy }) => [uploadedBy.toLowerCase(), jobStated(manifest)]),
  ),
})

const jobsByUploader = (uploads: readonly Uploaded[]): ReadonlyMap<string, readonly string[]> => {
  const jobs = new Map<string, Set<string>>()
  for (const { manifest, uploadedBy } of uploads) {
    if (uploadedBy === '') continue
    const uploader = uploadedBy.toLowerCase()
    jobs.set(uploader, (jobs.get(uploader) ?? new Set()).add(jobStated(manifest)))
  }
  return new Map([...jobs].map(([uploader, ids]) => [uploader, [...ids].sort()]))
}

const majority = (values: readonly Value[]): Value | undefined => {
  if (values.length < 3) return undefined
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].find(([, count]) => 2 * count > values.length)?.[0]
}
