import {
  ARTIFACT_PREFIX,
  JOB_BUNDLE_FILE,
  JOB_MANIFEST_FILE,
  RUN_BUNDLE_FILE,
  RUN_MANIFEST_FILE,
  RUN_REPORT_FILE,
} from '../model/artifact-name.ts'
import { TraceError } from '../model/error.ts'
import { LIMITS } from '../model/limits.ts'
import { unzipCapped } from './unzip.ts'

export type UnpackedJob = { readonly manifest: Uint8Array; readonly bundle: Uint8Array | undefined }

/** The one or two files of a job artifact. @throws TraceError TOO_LARGE or SCHEMA_MISMATCH. */
export const unpackJobArtifact = (zip: Uint8Array): UnpackedJob => {
  const files = unzipCapped(zip, jobEntryCap, 2)
  const manifest = files.get(JOB_MANIFEST_FILE)
  if (manifest === undefined) throw new TraceError('SCHEMA_MISMATCH', `the artifact holds no ${JOB_MANIFEST_FILE}`)
  return { manifest, bundle: files.get(JOB_BUNDLE_FILE) }
}

/** The job files inside the run artifact of an earlier attempt, by the id in their name. */
export const unpackRunArtifact = (
  zip: Uint8Array,
): {
  readonly runManifest: Uint8Array | undefined
  readonly runBundle: Uint8Array | undefined
  readonly jobs: readonly UnpackedJob[]
} => {
  const files = unzipCapped(zip, runEntryCap, 2 * LIMITS.jobsInReport + 3)
  const names = [...files.keys()].filter(name => /^jobs\/[0-9A-Za-z-]+\.json$/.test(name))
  return {
    runManifest: files.get(RUN_MANIFEST_FILE),
    runBundle: files.get(RUN_BUNDLE_FILE),
    jobs: names.flatMap(name => {
      const manifest = files.get(name)
      return manifest === undefined ? [] : [{ manifest, bundle: files.get(name.replace(/\.json$/, '.sigstore.json')) }]
    }),
  }
}

const jobEntryCap = (name: string): number | undefined =>
  name === JOB_MANIFEST_FILE ? LIMITS.jobManifest : name === JOB_BUNDLE_FILE ? LIMITS.bundle : undefined

const runEntryCap = (name: string): number | undefined => {
  if (name === RUN_MANIFEST_FILE) return LIMITS.runManifest
  if (name === RUN_BUNDLE_FILE) return LIMITS.bundle
  if (name === RUN_REPORT_FILE) return LIMITS.stepSummary
  return /^jobs\/[0-9A-Za-z-]{1,80}(?:\.sigstore)?\.json$/.test(name) ? LIMITS.jobManifest : undefined
}

/** Every file of an artifact of ours by name; undefined for one that holds anything else, or is no zip. */
export const unpackAny = (artifact: string, zip: Uint8Array): ReadonlyMap<string, Uint8Array> | undefined => {
  try {
    return artifact.startsWith(`${ARTIFACT_PREFIX}job-`)
      ? unzipCapped(zip, jobEntryCap, 2)
      : unzipCapped(zip, runEntryCap, 2 * LIMITS.jobsInReport + 3)
  } catch (error) {
    if (error instanceof TraceError) return undefined
    throw error
  }
}
