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

/** What the manifests of one attempt say together. */
export type Siblings = {
  readonly agreed: { readonly [K in Shared]?: Value }
  /** Digest of each artifact as its producer has it, by the artifact's id. */
  readonly made: ReadonlyMap<string, string>
  /** The jobs that the manifests uploaded by one job speak of, by that job's backend id in lower case. */
  readonly uploaded: ReadonlyMap<string, readonly string[]>
  /** Of these the one whose own log confirms its manifest: the job that the backend id is of. */
  readonly uploaders: ReadonlyMap<string, string>
}

export type Uploaded = {
  readonly manifest: JobManifest
  /** The backend id of the job that uploaded it as the results service has it; '' = unknown. */
  readonly uploadedBy: string
  readonly isConfirmed: boolean
}

/** Which job a manifest speaks of: its id, else its name. To leave the id out is no way around the comparison. */
export const jobStated = ({ job }: JobManifest): string => job.id?.value ?? job.name?.value ?? job.key.value

/**
 * What more than half of at least three manifests say. They are recorders all, so that agreement with them proves
 * nothing; but one against all others is a contradiction. One pass over the manifests, for all of them.
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
