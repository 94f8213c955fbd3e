import { join } from 'node:path'
import type { RunAccount } from '../account/account-output.ts'
import {
  MAX_REPORTS,
  RUN_BUNDLE_FILE,
  RUN_MANIFEST_FILE,
  RUN_REPORT_FILE,
  runArtifactName,
} from '../core/artifact-name.ts'
import { BUDGETS } from '../core/budgets.ts'
import { TraceError, toOneLine } from '../core/error.ts'
import {
  fetchArtifactZip,
  type ListedArtifact,
  listArtifacts,
  type ResultsService,
} from '../github/results/results-service.ts'
import { createArtifactBudget, openRunArtifact } from '../github/unpack-artifact.ts'
import { deleteArtifact } from '../github/write/delete-artifact.ts'
import { findRetention, hasArtifactService, uploadArtifact } from '../github/write/upload-artifact.ts'
import { inParallel } from '../io/in-parallel.ts'
import type { OpenZip } from '../io/zip/open-zip.ts'
import { noPlace, placesFor, writeOwnFiles } from '../process/own-folder.ts'
import type { Verifier } from '../run/manifests/verify-manifest.ts'
import type { Gap } from '../schema/values/fact.ts'
import { jobBundlePath, jobFileStem, jobManifestPath } from '../signing/run-files.ts'
import type { Signed } from '../signing/sign-manifest.ts'
import type { TargetFiles } from '../verify/verification.ts'
import type { ReportContext } from './connect.ts'

export type Published = {
  /** Path of the run manifest on this runner; undefined where its files could not be written. */
  readonly manifestPath: string | undefined
  readonly uploaded: boolean
  /** The name of the stored run artifact. */
  readonly artifact?: string
  /** Number of per-job artifacts deleted because their bytes are in the run artifact. */
  readonly deleted: number
  /** One line per fault. */
  readonly faults: readonly string[]
}

type SignedRun = Signed<RunAccount>

/** Writes the run artifact's files, uploads them, and cleans up what they make redundant. */
export const publishRun = async (
  context: ReportContext,
  listed: readonly ListedArtifact[],
  signed: SignedRun,
  report: string,
  verifier: Pick<Verifier, 'readBack'>,
): Promise<Published> => {
  const files = listFiles(signed, report)
  const contents = files.map(({ name, bytes }) => ({ name, content: bytes }))
  // The upload reads from memory. The files are for the steps after the report.
  const written = await writeOwnFiles(placesFor(context.environment), contents, {
    placeMs: BUDGETS.writeFiles,
    name: runArtifactName(context.subject.runId, context.subject.attempt),
  })
  const manifestPath = written.kind === 'nowhere' ? undefined : join(written.folder, RUN_MANIFEST_FILE)
  const unwritten = written.kind === 'nowhere' ? [`run manifest not written to this runner: ${noPlace(written)}`] : []
  const retentionDays = findRetention(context.inputs.retentionDays, context.environment['GITHUB_RETENTION_DAYS'])
  try {
    const { name, ...done } = await uploadBeside(context, listed, (free: string) =>
      uploadArtifact(createUploads(context), free, contents, retentionDays, BUDGETS.upload),
    )
    const clean = await cleanUp(context, signed, { name, digest: done.digest, files }, verifier)
    return {
      manifestPath,
      uploaded: true,
      artifact: name,
      deleted: clean.deleted,
      faults: [...unwritten, ...clean.faults],
    }
  } catch (error) {
    return { manifestPath, uploaded: false, deleted: 0, faults: [...unwritten, toOneLine(error)] }
  }
}

/** Returns the upload service. The report states a missing service once; the recorder does not state it in each job. */
const createUploads = ({ subject: { serverUrl }, uploads }: ReportContext): ResultsService => {
  if (!hasArtifactService(serverUrl))
    throw new TraceError('UPLOAD', `run artifact not uploaded: ${serverUrl} has no artifact service that takes it`, {
      hint: 'On GitHub Enterprise Server no job can hand in its manifest either: the report knows what the API tells',
    })
  if (uploads !== undefined) return uploads
  throw new TraceError('UPLOAD', 'run artifact not uploaded: this runner gives no results service', {
    hint: 'ACTIONS_RESULTS_URL and ACTIONS_RUNTIME_TOKEN are the variables that it sets for an action',
  })
}

/**
 * Uploads under the first name that no report of this attempt has. Names are unique within a run. When two reports
 * upload at the same time, the service refuses one (actions/upload-artifact#634), which then takes the next name.
 */
const uploadBeside = async <T>(
  { subject: { kind, runId, attempt } }: ReportContext,
  listed: readonly ListedArtifact[],
  upload: (name: string) => Promise<T>,
): Promise<T & { readonly name: string }> => {
  const taken = new Set(kind === 'other-run' ? [] : listed.map(({ name }) => name))
  const free = Array.from({ length: MAX_REPORTS }, (_, index) => runArtifactName(runId, attempt, index + 1)).filter(
    name => !taken.has(name),
  )
  for (const [index, name] of free.entries())
    try {
      return { ...(await upload(name)), name }
    } catch (error) {
      if (index === free.length - 1 || !isTaken(error)) throw error
    }
  throw new TraceError('UPLOAD', `${MAX_REPORTS} reports of attempt ${attempt} have been made`)
}

const isTaken = (error: unknown): boolean => error instanceof TraceError && /\(409\)/.test(error.message)

type File = { readonly name: string; readonly bytes: Uint8Array }

/** Lists the run manifest, its bundle, the report for people, and the job files that the report holds. */
const listFiles = (signed: SignedRun, report: string): readonly File[] => {
  const encoder = new TextEncoder()
  return [
    { name: RUN_MANIFEST_FILE, bytes: signed.bytes },
    ...(signed.bundleText === undefined ? [] : [{ name: RUN_BUNDLE_FILE, bytes: encoder.encode(signed.bundleText) }]),
    { name: RUN_REPORT_FILE, bytes: encoder.encode(report) },
    ...signed.records.flatMap(({ job, candidate }) => {
      const stem = jobFileStem(job)
      if (stem === undefined || candidate.bytes === undefined) return []
      const manifest = { name: jobManifestPath(stem), bytes: candidate.bytes }
      return candidate.bundle === undefined
        ? [manifest]
        : [manifest, { name: jobBundlePath(stem), bytes: candidate.bundle }]
    }),
  ]
}

/** The run artifact as it was uploaded. */
type Uploaded = { readonly name: string; readonly digest: string; readonly files: readonly File[] }

/**
 * Deletes the per-job artifacts that the run artifact holds byte for byte. It deletes them only when the run artifact
 * was read back whole and our own verifier has no objection to it, the run manifest is signed, and the run is not from
 * a fork. An artifact that the run manifest only refers to stays.
 */
const cleanUp = async (
  context: ReportContext,
  signed: SignedRun,
  uploaded: Uploaded,
  verifier: Pick<Verifier, 'readBack'>,
): Promise<Pick<Published, 'deleted' | 'faults'>> => {
  const { results, inputs } = context
  const nothing = { deleted: 0, faults: [] }
  if (results === undefined || inputs.keepJobManifests || signed.bundleText === undefined) return nothing
  if (signed.manifest.run.fork?.value === true) return nothing
  const listed = await listArtifacts(results, BUDGETS.results)
  const stored = listed.value.find(artifact => artifact.name === uploaded.name)
  if (stored?.digest !== uploaded.digest)
    return { deleted: 0, faults: [`per-job artifacts are kept: ${notFoundAgain(listed.gaps)}`] }
  const objection = await readBack(results, stored, uploaded, verifier)
  if (objection !== undefined)
    return { deleted: 0, faults: [`per-job artifacts are kept: the run artifact, read back: ${objection}`] }
  // A record from an earlier run artifact no longer has an artifact of its own.
  const redundant = signed.records.flatMap(({ candidate: { artifact, bytes } }) =>
    listed.value.filter(other => bytes !== undefined && other.id === artifact.id && other.name === artifact.name),
  )
  const outcomes = await inParallel(redundant, 6, artifact =>
    deleteArtifact(results, artifact, BUDGETS.results).then(() => '', toOneLine),
  )
  const causes = outcomes.filter(cause => cause !== '')
  const faults = causes.slice(0, 1).map(cause => `${causes.length} per-job artifacts could not be deleted: ${cause}`)
  return { deleted: outcomes.length - causes.length, faults }
}

const notFoundAgain = ([gap]: readonly Gap[]): string =>
  `the uploaded run artifact was not found again${gap === undefined ? '' : `: ${gap.detail ?? gap.reason}`}`

/**
 * Reads the stored artifact with our own archive reader and our own verifier, with their caps. Returns the objection
 * in one line.
 */
const readBack = async (
  results: ResultsService,
  stored: ListedArtifact,
  { files }: Uploaded,
  verifier: Pick<Verifier, 'readBack'>,
): Promise<string | undefined> => {
  try {
    const archive = openRunArtifact(await fetchArtifactZip(results, stored, BUDGETS.download), createArtifactBudget())
    const lost = files.find(({ name }) => !archive.names.includes(name))
    return lost === undefined ? await verifier.readBack(filesIn(archive)) : `${lost.name} is missing`
  } catch (error) {
    return toOneLine(error)
  }
}

const filesIn = (archive: OpenZip): TargetFiles => ({
  names: archive.names,
  read: async (name, cap) => {
    try {
      const bytes = archive.read(name, cap)
      return bytes === undefined ? { state: 'missing' } : { state: 'read', bytes }
    } catch (error) {
      return { state: 'refused', reason: toOneLine(error) }
    }
  },
})
