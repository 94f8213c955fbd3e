import type { Candidate } from '../../account/candidate.ts'
import { jobArtifactName, parseRunArtifactName } from '../../core/artifact-name.ts'
import { TraceError } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import type { ListedArtifact } from '../../github/results/results-service.ts'
import { jobNamesIn, openRunArtifact, readJobFiles, type UnpackedJob } from '../../github/unpack-artifact.ts'
import { sha256Hex } from '../../io/digest.ts'
import { inParallel } from '../../io/in-parallel.ts'
import type { OpenZip } from '../../io/zip/open-zip.ts'
import { readJobManifest } from '../../schema/read-manifest.ts'
import type { EarlierReport } from '../../schema/run/run-manifest.ts'
import type { CoveredFiles, EarlierVerdict } from './earlier-report.ts'
import {
  type Collected,
  type Collector,
  download,
  NOTHING,
  readCandidate,
  undelivered,
  unreadable,
  type WantedRun,
} from './read-candidate.ts'

/**
 * Adds the manifests that the reports of earlier attempts hold, because their clean-up deleted the jobs' own
 * artifacts. A report with an invalid signature gives nothing. A report with a valid signature gives only the files
 * that the signature covers. Where a manifest's own artifact still exists, the manifest is not read twice: the copy
 * only adds the signature that covers it.
 */
export const collectEarlier = async (
  collector: Collector,
  listed: readonly ListedArtifact[],
  reading: Promise<Collected>,
): Promise<Collected> => {
  const [newest, ...older] = earlierRunArtifacts(collector.run, listed)
  // The newest report loads while the jobs' artifacts are read. The others follow one by one: each may be as large as a
  // report may be.
  const first = newest && tryDownload(collector, newest.artifact)
  let all = await reading
  if (newest !== undefined && first !== undefined) all = await addEarlier(collector, newest, await first, all)
  for (const one of older) all = await addEarlier(collector, one, await tryDownload(collector, one.artifact), all)
  return all
}

type Delivery = Awaited<ReturnType<typeof download>> | { readonly thrown: unknown }

const tryDownload = async (collector: Collector, artifact: ListedArtifact): Promise<Delivery> => {
  try {
    return await download(collector, artifact)
  } catch (thrown) {
    return { thrown }
  }
}

type ReportArtifact = { readonly artifact: ListedArtifact; readonly attempt: number }

/**
 * Lists the earlier run artifacts. They may include earlier reports of this attempt: the clean-up of such a report
 * deletes what its artifact holds.
 */
const earlierRunArtifacts = (run: WantedRun, listed: readonly ListedArtifact[]): readonly ReportArtifact[] =>
  listed
    .flatMap(artifact => {
      const name = parseRunArtifactName(artifact.name)
      return name?.runId !== run.runId || name.attempt > run.attempt ? [] : [{ artifact, ...name }]
    })
    .sort((one, other) => other.attempt - one.attempt || other.report - one.report)
    .slice(0, LIMITS.earlierReports)

const addEarlier = async (
  collector: Collector,
  { artifact, attempt }: ReportArtifact,
  zip: Delivery,
  known: Collected,
): Promise<Collected> => {
  const { run, verifier, budget } = collector
  try {
    if ('thrown' in zip) throw zip.thrown
    if (!zip.ok) return join(known, undelivered(artifact.name, zip))
    const files = openRunArtifact(zip.value, budget)
    const { serverUrl, repositoryId, runId } = run
    const report = await verifier.verifyRun({ serverUrl, repositoryId, runId, attempt }, files)
    const noted = { ...known, earlierReports: [...known.earlierReports, toEarlierReport(artifact, attempt, report)] }
    if (report.use === 'evidence') return await addCovered(collector, artifact, attempt, files, report, noted)
    return report.use === 'baseline' && collector.takesUnsigned
      ? await addAll(collector, artifact, files, noted)
      : noted
  } catch (error) {
    return join(known, unreadable(artifact.name, error))
  }
}

const join = (known: Collected, { candidates, unmatchedArtifacts, gaps }: Collected): Collected => ({
  ...known,
  candidates: [...known.candidates, ...candidates],
  unmatchedArtifacts: [...known.unmatchedArtifacts, ...unmatchedArtifacts],
  gaps: [...known.gaps, ...gaps],
})

const toEarlierReport = ({ name }: ListedArtifact, attempt: number, report: EarlierVerdict): EarlierReport => ({
  attempt,
  artifact: name,
  use: report.use,
  reason: report.use === 'evidence' ? `signed: ${report.mode}` : redactThenCut(report.reason, 300),
})

/** Adds the files of an unsigned report as claims of its jobs: the log of each job must still confirm them. */
const addAll = async (
  collector: Collector,
  artifact: ListedArtifact,
  files: OpenZip,
  known: Collected,
): Promise<Collected> => {
  const held = new Set(known.candidates.map(({ digest }) => digest))
  const inner = await inParallel(jobNamesIn(files), LIMITS.downloadsAtOnce, async (name): Promise<Collected> => {
    try {
      const unpacked = readJobFiles(files, name, name.replace(/\.json$/, '.sigstore.json'))
      if (unpacked === undefined || held.has(`sha256:${sha256Hex(unpacked.manifest)}`)) return NOTHING
      return await collectInner(collector, artifact, unpacked, undefined)
    } catch (error) {
      return unreadable(artifact.name, error)
    }
  })
  return inner.reduce(join, known)
}

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
  const inner = await inParallel(others, LIMITS.downloadsAtOnce, async (job): Promise<Collected> => {
    try {
      const unpacked = readCovered(files, job)
      // A report may refer to a manifest without holding it. The manifest's own artifact then still exists or has
      // expired.
      return unpacked === undefined ? NOTHING : await collectInner(collector, artifact, unpacked, countersigned)
    } catch (error) {
      return unreadable(artifact.name, error)
    }
  })
  return inner.reduce(join, { ...known, candidates })
}

/** Reads a manifest inside a report. @throws TraceError for a manifest that cannot be read. */
const collectInner = async (
  collector: Collector,
  artifact: ListedArtifact,
  unpacked: UnpackedJob,
  countersigned: Candidate['countersigned'],
): Promise<Collected> => {
  const { value } = readJobManifest(unpacked.manifest)
  const { id, backendId } = value.job
  const identity = id === undefined ? { backendJobId: backendId?.value ?? '' } : { jobId: id.value }
  const name = jobArtifactName(collector.run.runId, value.run.attempt.value, identity)
  // The time of the run artifact is not the time at which the job wrote.
  const { digest: _, createdAt: __, ...inner } = artifact
  const place = { ...inner, name, backendJobId: '', sizeBytes: unpacked.manifest.byteLength }
  return { ...NOTHING, candidates: [await readCandidate(collector, place, unpacked, countersigned)] }
}

/** Reads the files of a job. @throws TraceError for a file that differs from the file that the signature covers. */
const readCovered = (files: OpenZip, { manifest, bundle }: CoveredFiles): UnpackedJob | undefined => {
  const unpacked = readJobFiles(files, manifest.name, bundle?.name)
  if (unpacked === undefined) return undefined
  const isBundleCovered = unpacked.bundle === undefined || sha256Hex(unpacked.bundle) === bundle?.sha256
  if (sha256Hex(unpacked.manifest) !== manifest.sha256 || !isBundleCovered)
    throw new TraceError('VERIFICATION', `${manifest.name} is not the file that the report signed for`)
  return unpacked
}
