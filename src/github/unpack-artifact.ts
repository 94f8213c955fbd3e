import {
  ARTIFACT_PREFIX,
  JOB_BUNDLE_FILE,
  JOB_MANIFEST_FILE,
  RUN_BUNDLE_FILE,
  RUN_MANIFEST_FILE,
  RUN_REPORT_FILE,
} from '../core/artifact-name.ts'
import { BUDGETS } from '../core/budgets.ts'
import { TraceError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { type OpenZip, openZip } from '../io/zip/open-zip.ts'
import { createZipBudget, type ZipBudget } from '../io/zip/zip-budget.ts'

/** The files of one job. */
export type UnpackedJob = {
  readonly manifest: Uint8Array
  readonly bundle: Uint8Array | undefined
  /** Compressed bytes of both files in their zip. */
  readonly zippedSize: number
}

/** The maximum content of all artifacts of this project that one report or command opens. */
export const createArtifactBudget = (now?: () => number): ZipBudget =>
  createZipBudget(
    { bytes: LIMITS.artifactsInflated, entries: LIMITS.artifactEntries, millis: BUDGETS.allArtifacts },
    now,
  )

/** Returns the one or two files of a job artifact. @throws TraceError TOO_LARGE, SCHEMA_MISMATCH or DEADLINE. */
export const unpackJobArtifact = (zip: Uint8Array, budget: ZipBudget): UnpackedJob => {
  const files = openZip(zip, jobEntryCap, 2, budget)
  const manifest = files.read(JOB_MANIFEST_FILE)
  if (manifest === undefined) throw new TraceError('SCHEMA_MISMATCH', `the artifact holds no ${JOB_MANIFEST_FILE}`)
  return toUnpacked(files, manifest, JOB_MANIFEST_FILE, JOB_BUNDLE_FILE)
}

/**
 * Opens a run artifact; each file is inflated on reading. @throws TraceError TOO_LARGE, SCHEMA_MISMATCH or DEADLINE.
 */
export const openRunArtifact = (zip: Uint8Array, budget: ZipBudget): OpenZip =>
  openZip(zip, runEntryCap, 2 * LIMITS.jobsInReport + 3, budget)

/** The names of the job manifests inside a run artifact. */
export const jobNamesIn = ({ names }: OpenZip): readonly string[] =>
  names.filter(name => /^jobs\/[0-9A-Za-z-]+\.json$/.test(name))

/** Returns the files of these names inside a run artifact; undefined if it does not contain the manifest. */
export const readJobFiles = (artifact: OpenZip, name: string, bundleName: string | undefined) => {
  const manifest = artifact.read(name)
  return manifest === undefined ? undefined : toUnpacked(artifact, manifest, name, bundleName)
}

const toUnpacked = (
  files: OpenZip,
  manifest: Uint8Array,
  name: string,
  bundleName: string | undefined,
): UnpackedJob => ({
  manifest,
  bundle: bundleName === undefined ? undefined : files.read(bundleName),
  zippedSize: files.zippedSize(name) + (bundleName === undefined ? 0 : files.zippedSize(bundleName)),
})

const jobEntryCap = (name: string): number | undefined =>
  name === JOB_MANIFEST_FILE ? LIMITS.jobManifest : name === JOB_BUNDLE_FILE ? LIMITS.bundle : undefined

const runEntryCap = (name: string): number | undefined => {
  if (name === RUN_MANIFEST_FILE) return LIMITS.runManifest
  if (name === RUN_BUNDLE_FILE) return LIMITS.bundle
  if (name === RUN_REPORT_FILE) return LIMITS.stepSummary
  if (!/^jobs\/[0-9A-Za-z-]{1,80}(?:\.sigstore)?\.json$/.test(name)) return undefined
  return name.endsWith('.sigstore.json') ? LIMITS.bundle : LIMITS.jobManifest
}

/** Opens an artifact of this project; undefined for one with any other content, or for one that is no zip. */
export const openArtifact = (artifact: string, zip: Uint8Array, budget: ZipBudget): OpenZip | undefined => {
  try {
    return artifact.startsWith(`${ARTIFACT_PREFIX}job-`)
      ? openZip(zip, jobEntryCap, 2, budget)
      : openRunArtifact(zip, budget)
  } catch (error) {
    if (error instanceof TraceError) return undefined
    throw error
  }
}
