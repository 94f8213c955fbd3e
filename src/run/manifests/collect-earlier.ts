import { sha256Hex } from '../../digest.ts'
import { inParallel } from '../../in-parallel.ts'
import { jobArtifactName, parseRunArtifactName } from '../../model/artifact-name.ts'
import { TraceError } from '../../model/error.ts'
import { readJobManifest } from '../../model/reading.ts'
import { redactThenCut } from '../../model/redact.ts'
import type { EarlierReport } from '../../model/run-manifest.ts'
import type { OpenZip } from '../../sources/open-zip.ts'
import type { ListedArtifact } from '../../sources/results-service.ts'
import { openRunArtifact, readJobFiles, type UnpackedJob } from '../../sources/unpack-artifact.ts'
import type { World } from '../../report/connect.ts'
import type { CoveredFiles, EarlierVerdict } from '../../report/earlier-report.ts'
import type { Candidate } from '../../account/candidate.ts'
import { type Collected, type Collector, download, NOTHING, readCandidate, unreadable } from './read-candidate.ts'

const WIDTH = 6
/** Run artifacts of earlier attempts that are opened at most, newest first. */
const EARLIER_RUNS = 5

/**
 * Adds what the reports of earlier attempts hold: their clean-up deleted the artifacts of the jobs. Nothing is taken from a
 * report whose signature does not verify, and of one that does only the files that it covers. A manifest whose own artifact
 * is still there is not read twice: the copy only adds the signature that covers it.
 */
export const collectEarlier = async (
  collector: Collector,
  listed: readonly ListedArtifact[],
  direct: Collected,
): Promise<Collected> => {
  let all = direct
  // One after the other: each may be as large as a report may be.
  for (const { artifact, attempt } of earlierRunArtifacts(collector.world, listed))
    all = await addEarlier(collector, artifact, attempt, all)
  return all
}

type ReportArtifact = { readonly artifact: ListedArtifact; readonly attempt: number }

/** A report of this attempt may have gone before, and the clean-up of each deletes what its own artifact holds. */
const earlierRunArtifacts = (world: World, listed: readonly ListedArtifact[]): readonly ReportArtifact[] =>
  listed
    .flatMap(artifact => {
      const name = parseRunArtifactName(artifact.name)
      return name?.runId !== world.runId || name.attempt > world.attempt ? [] : [{ artifact, ...name }]
    })
    .sort((one, other) => other.attempt - one.attempt || other.report - one.report)
    .slice(0, EARLIER_RUNS)

const addEarlier = async (
  collector: Collector,
  artifact: ListedArtifact,
  attempt: number,
  known: Collected,
): Promise<Collected> => {
  const { world, verifier, budget } = collector
  try {
    const files = openRunArtifact(await download(world, artifact, budget), budget)
    const { serverUrl, repositoryId, runId } = world
    const report = await verifier.verifyRun({ serverUrl, repositoryId, runId, attempt }, files)
    const noted = { ...known, earlierReports: [...known.earlierReports, noteOf(artifact, attempt, report)] }
    return report.use === 'evidence' ? await addCovered(collector, artifact, attempt, files, report, noted) : noted
  } catch (error) {
    const { strangers } = unreadable(artifact.name, error)
    return { ...known, strangers: [...known.strangers, ...strangers] }
  }
}

const noteOf = ({ name }: ListedArtifact, attempt: number, report: EarlierVerdict): EarlierReport => ({
  attempt,
  artifact: name,
  use: report.use,
  reason: report.use === 'evidence' ? `signed: ${report.mode}` : redactThenCut(report.reason, 300),
})

type Evidence = Extract<EarlierVerdict, { use: 'evidence' }>

const addCovered = async (
  collector: Collector,
  artifact: ListedArtifact,
  attempt: number,
  files: OpenZip,
  { mode, jobs }: Evidence,
  known: Collected,
): Promise<Collected> => {
  const countersigned = { mode, attempt }
  const digests = new Set(jobs.map(({ manifest }) => `sha256:${manifest.sha256}`))
  const candidates = known.candidates.map(
    (candidate): Candidate =>
      digests.has(candidate.digest) && candidate.countersigned === undefined
        ? { ...candidate, countersigned }
        : candidate,
  )
  const held = new Set(candidates.map(({ digest }) => digest))
  const others = jobs.filter(({ manifest }) => !held.has(`sha256:${manifest.sha256}`))
  const inner = await inParallel(others, WIDTH, job => collectInner(collector, artifact, files, job, countersigned))
  return {
    ...known,
    candidates: [...candidates, ...inner.flatMap(part => part.candidates)],
    strangers: [...known.strangers, ...inner.flatMap(part => part.strangers)],
  }
}

const collectInner = async (
  collector: Collector,
  artifact: ListedArtifact,
  files: OpenZip,
  job: CoveredFiles,
  countersigned: NonNullable<Candidate['countersigned']>,
): Promise<Collected> => {
  try {
    const unpacked = readCovered(files, job)
    // A report may only refer to a manifest; its own artifact is then still there, or has expired.
    if (unpacked === undefined) return NOTHING
    const { value } = readJobManifest(unpacked.manifest)
    const { id, backendId } = value.job
    const identity = id === undefined ? { backendJobId: backendId?.value ?? '' } : { jobId: id.value }
    const name = jobArtifactName(collector.world.runId, value.run.attempt.value, identity)
    // Its time is that of the run artifact, which says nothing of when the job wrote.
    const { digest: _, createdAt: __, ...inner } = artifact
    const place = { ...inner, name, backendJobId: '', sizeBytes: unpacked.manifest.byteLength }
    return { ...NOTHING, candidates: [await readCandidate(collector, place, unpacked, countersigned)] }
  } catch (error) {
    return unreadable(artifact.name, error)
  }
}

/** @throws TraceError for a file that is another than the signature covers. */
const readCovered = (files: OpenZip, { manifest, bundle }: CoveredFiles): UnpackedJob | undefined => {
  const unpacked = readJobFiles(files, manifest.name, bundle?.name)
  if (unpacked === undefined) return undefined
  const isBundleCovered = unpacked.bundle === undefined || sha256Hex(unpacked.bundle) === bundle?.sha256
  if (sha256Hex(unpacked.manifest) !== manifest.sha256 || !isBundleCovered)
    throw new TraceError('VERIFICATION', `${manifest.name} is not the file that the report signed for`)
  return unpacked
}
