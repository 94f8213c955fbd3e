import { join } from 'node:path'
import { deleteArtifact } from '../github/delete-artifact.ts'
import { uploadArtifact } from '../github/upload-artifact.ts'
import { inParallel } from '../in-parallel.ts'
import { RUN_BUNDLE_FILE, RUN_MANIFEST_FILE, RUN_REPORT_FILE, runArtifactName } from '../model/artifact-name.ts'
import { BUDGETS } from '../model/budgets.ts'
import { toOneLine } from '../model/error.ts'
import { noPlace, placesFor, writeOwnFiles } from '../own-folder.ts'
import { listArtifacts } from '../sources/results-service.ts'
import { jobBundlePath, jobFileStem, jobManifestPath } from '../trust/run-files.ts'
import type { Sealed } from '../trust/seal.ts'
import type { World } from './connect.ts'
import type { Merged } from './merge/merge-run.ts'

export type Published = {
  /** Path of the run manifest on this runner; undefined where no place took its files. */
  readonly manifestPath: string | undefined
  readonly uploaded: boolean
  /** Per-job artifacts deleted since their bytes are in the run artifact. */
  readonly deleted: number
  /** One line per fault. */
  readonly faults: readonly string[]
}

type SealedRun = Sealed<Merged>

/** Writes the run artifact's files, uploads them, and cleans up what they make redundant. */
export const publishRun = async (world: World, sealed: SealedRun, report: string): Promise<Published> => {
  const files = filesOf(sealed, report)
  const name = runArtifactName(world.runId, world.attempt)
  const written = await writeOwnFiles(
    placesFor(world.environment),
    files.map(file => ({ name: file.name, content: file.bytes })),
    { placeMs: PLACE_MS, name },
  )
  if (written.kind === 'nowhere') return { ...NOT_WRITTEN, faults: [`${name} not uploaded: ${noPlace(written)}`] }
  const root = written.folder
  const manifestPath = join(root, RUN_MANIFEST_FILE)
  try {
    const paths = files.map(file => ({ name: file.name, path: join(root, file.name) }))
    const done = await uploadArtifact(name, paths, root, world.inputs.retentionDays, BUDGETS.upload)
    const clean = await cleanUp(world, sealed, name, done.digest)
    return { manifestPath, uploaded: true, ...clean }
  } catch (error) {
    return { manifestPath, uploaded: false, deleted: 0, faults: [toOneLine(error)] }
  }
}

/** A run manifest has up to 64 MB. */
const PLACE_MS = 20_000

const NOT_WRITTEN = { manifestPath: undefined, uploaded: false, deleted: 0 } as const

const filesOf = (
  sealed: SealedRun,
  report: string,
): readonly { readonly name: string; readonly bytes: Uint8Array }[] => {
  const encoder = new TextEncoder()
  return [
    { name: RUN_MANIFEST_FILE, bytes: sealed.bytes },
    ...(sealed.bundleText === undefined ? [] : [{ name: RUN_BUNDLE_FILE, bytes: encoder.encode(sealed.bundleText) }]),
    { name: RUN_REPORT_FILE, bytes: encoder.encode(report) },
    ...sealed.records.flatMap(({ job, candidate }) => {
      const stem = jobFileStem(job)
      if (stem === undefined) return []
      const manifest = { name: jobManifestPath(stem), bytes: candidate.bytes }
      return candidate.bundle === undefined
        ? [manifest]
        : [manifest, { name: jobBundlePath(stem), bytes: candidate.bundle }]
    }),
  ]
}

/**
 * Deletes the per-job artifacts whose bytes are in the run artifact: only when the server lists ours with our digest,
 * the run manifest is signed, and the run is not a fork's.
 */
const cleanUp = async (
  world: World,
  sealed: SealedRun,
  name: string,
  digest: string,
): Promise<Pick<Published, 'deleted' | 'faults'>> => {
  const { results, inputs } = world
  const nothing = { deleted: 0, faults: [] }
  if (results === undefined || inputs.keepJobManifests || sealed.bundleText === undefined) return nothing
  if (sealed.manifest.run.fork?.value === true) return nothing
  const listed = await listArtifacts(results, BUDGETS.results)
  if (listed.facts.find(artifact => artifact.name === name)?.digest !== digest)
    return { deleted: 0, faults: ['the uploaded run artifact was not found again: per-job artifacts are kept'] }
  // A record out of an earlier run artifact has no artifact of its own any more.
  const redundant = sealed.records.flatMap(({ candidate: { artifact } }) =>
    listed.facts.filter(other => other.id === artifact.id && other.name === artifact.name),
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
