import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { deleteArtifact } from '../github/delete-artifact.ts'
import { uploadArtifact } from '../github/upload-artifact.ts'
import { inParallel } from '../in-parallel.ts'
import { RUN_BUNDLE_FILE, RUN_MANIFEST_FILE, RUN_REPORT_FILE, runArtifactName } from '../model/artifact-name.ts'
import { BUDGETS } from '../model/budgets.ts'
import { toOneLine } from '../model/error.ts'
import type { OpenZip } from '../sources/open-zip.ts'
import {
  fetchArtifactZip,
  type ListedArtifact,
  listArtifacts,
  type ResultsService,
} from '../sources/results-service.ts'
import { createArtifactBudget, openRunArtifact } from '../sources/unpack-artifact.ts'
import { jobBundlePath, jobFileStem, jobManifestPath } from '../trust/run-files.ts'
import type { Sealed } from '../trust/seal.ts'
import type { TargetFiles } from '../trust/target.ts'
import type { World } from './connect.ts'
import type { Merged } from './merge/merge-run.ts'
import type { Verifier } from './verify-manifest.ts'

export type Published = {
  /** Path of the run manifest on this runner. */
  readonly manifestPath: string
  readonly uploaded: boolean
  /** Per-job artifacts deleted since their bytes are in the run artifact. */
  readonly deleted: number
  /** One line per fault. */
  readonly faults: readonly string[]
}

type SealedRun = Sealed<Merged>

/** Writes the run artifact's files, uploads them, and cleans up what they make redundant. */
export const publishRun = async (
  world: World,
  sealed: SealedRun,
  report: string,
  verifier: Pick<Verifier, 'readBack'>,
): Promise<Published> => {
  const root = join(world.environment['RUNNER_TEMP'] ?? tmpdir(), `pipeline-trace-run-${world.runId}-${world.attempt}`)
  const files = filesOf(sealed, report)
  for (const { name, bytes } of files) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), bytes)
  }
  const manifestPath = join(root, RUN_MANIFEST_FILE)
  const name = runArtifactName(world.runId, world.attempt)
  try {
    const paths = files.map(file => ({ name: file.name, path: join(root, file.name) }))
    const done = await uploadArtifact(name, paths, root, world.inputs.retentionDays, BUDGETS.upload)
    const clean = await cleanUp(world, sealed, { name, digest: done.digest, files }, verifier)
    return { manifestPath, uploaded: true, ...clean }
  } catch (error) {
    return { manifestPath, uploaded: false, deleted: 0, faults: [toOneLine(error)] }
  }
}

type File = { readonly name: string; readonly bytes: Uint8Array }

/** The run manifest, its bundle, the report for people, and the job files that are held for it. */
const filesOf = (sealed: SealedRun, report: string): readonly File[] => {
  const encoder = new TextEncoder()
  return [
    { name: RUN_MANIFEST_FILE, bytes: sealed.bytes },
    ...(sealed.bundleText === undefined ? [] : [{ name: RUN_BUNDLE_FILE, bytes: encoder.encode(sealed.bundleText) }]),
    { name: RUN_REPORT_FILE, bytes: encoder.encode(report) },
    ...sealed.records.flatMap(({ job, candidate }) => {
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
 * Deletes the per-job artifacts whose bytes are in the run artifact: only when that was read back whole and our own
 * verifier objects to nothing in it, the run manifest is signed, and the run is not a fork's. An artifact that the run
 * manifest only refers to stays.
 */
const cleanUp = async (
  world: World,
  sealed: SealedRun,
  uploaded: Uploaded,
  verifier: Pick<Verifier, 'readBack'>,
): Promise<Pick<Published, 'deleted' | 'faults'>> => {
  const { results, inputs } = world
  const nothing = { deleted: 0, faults: [] }
  if (results === undefined || inputs.keepJobManifests || sealed.bundleText === undefined) return nothing
  if (sealed.manifest.run.fork?.value === true) return nothing
  const listed = await listArtifacts(results, BUDGETS.results)
  const stored = listed.facts.find(artifact => artifact.name === uploaded.name)
  if (stored?.digest !== uploaded.digest)
    return { deleted: 0, faults: ['the uploaded run artifact was not found again: per-job artifacts are kept'] }
  const objection = await readBack(results, stored, uploaded, verifier)
  if (objection !== undefined)
    return { deleted: 0, faults: [`per-job artifacts are kept: the run artifact, read back: ${objection}`] }
  // A record out of an earlier run artifact has no artifact of its own any more.
  const redundant = sealed.records.flatMap(({ candidate: { artifact, bytes } }) =>
    listed.facts.filter(other => bytes !== undefined && other.id === artifact.id && other.name === artifact.name),
  )
  const outcomes = await inParallel(redundant, 6, artifact =>
    deleteArtifact(results, artifact, BUDGETS.results).then(
      () => true,
      () => false,
    ),
  )
  const deleted = outcomes.filter(done => done).length
  const left = outcomes.length - deleted
  return { deleted, faults: left === 0 ? [] : [`${left} per-job artifacts could not be deleted`] }
}

/** The stored artifact through our own reader of archives and our own verifier, with their caps; why not, in one line. */
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
