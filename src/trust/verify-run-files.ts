import { join } from 'node:path'
import { sha256Hex } from '../digest.ts'
import { RUN_BUNDLE_FILE, RUN_MANIFEST_FILE } from '../model/artifact-name.ts'
import { toCanonicalJson } from '../model/canonical-json.ts'
import type { JobManifest } from '../model/job-manifest.ts'
import { LIMITS } from '../model/limits.ts'
import { readRunManifest } from '../model/reading.ts'
import type { Check, ReportedJob, RunManifest } from '../model/run-manifest.ts'
import { checkClaims } from '../trust/claims.ts'
import { RUN_PREDICATE_TYPE } from '../trust/predicate-types.ts'
import { isRunFilePath, jobBundlePath, jobFileStem, jobFiles, jobManifestPath } from '../trust/run-files.ts'
import type { Statement } from '../trust/statement-reading.ts'
import { fail, notApplicable, pass } from '../trust/verdict.ts'
import { type TrustMaterial, type Verified, verifyBundle } from '../trust/verify-bundle.ts'
import { checkExpectations, type Expectations } from './expectations.ts'
import { type FileContent, listRunFolder, readContent } from './folder.ts'
import type { Section, Verification } from './verification.ts'
import { checkSubject, readManifest, verifyJobBundle } from './verify-job.ts'

/**
 * An unpacked run artifact: the run bundle, then that the run manifest on disk is the signed one, then every job's files
 * by the digests it lists, then each job's own signature. What no signature covers is named.
 */
export const verifyRunFolder = async (
  folder: string,
  material: TrustMaterial,
  expected: Expectations,
): Promise<Verification> => {
  const file = await readContent(join(folder, RUN_MANIFEST_FILE), LIMITS.runManifest)
  const bundle = await readContent(join(folder, RUN_BUNDLE_FILE), LIMITS.bundle)
  const { manifest, check } = readRun(file)
  const main =
    bundle.state === 'read' ? await verifyBundle(new TextDecoder().decode(bundle.bytes), material) : undefined

  const runChecks = [
    check,
    ...(main === undefined ? [unsigned(bundle)] : main.checks),
    ...(main?.statement === undefined ? [] : checkRunStatement(main, main.statement, file, manifest)),
    ...(main?.identity === undefined || manifest === undefined ? [] : checkClaims(manifest, main.identity)),
    ...(main?.payload === undefined ? [] : checkExpectations(expected, main)),
  ]
  const jobs = manifest === undefined ? [] : await verifyJobs(folder, manifest, material, expected)
  const listing = await listRunFolder(folder)
  return {
    sections: [
      { subject: RUN_MANIFEST_FILE, checks: runChecks },
      ...jobs.flatMap(({ sections }) => sections),
      { subject: folder, checks: checkListing(listing, manifest) },
    ],
    missing: jobs.flatMap(({ missing }) => missing),
    main,
  }
}

const readRun = (file: FileContent): { readonly manifest?: RunManifest; readonly check: Check } => {
  if (file.state !== 'read') return { check: fail('manifest', file.state === 'refused' ? file.reason : 'missing') }
  try {
    const { value, unknownFields } = readRunManifest(file.bytes)
    return {
      manifest: value,
      check: pass('manifest', `schema ${value.schemaVersion}, ${unknownFields} unknown fields`),
    }
  } catch (error) {
    return { check: fail('manifest', error instanceof Error ? error.message : 'not a run manifest') }
  }
}

const unsigned = (bundle: FileContent): Check =>
  bundle.state === 'refused' ? fail('bundle-form', bundle.reason) : fail('signed', `there is no ${RUN_BUNDLE_FILE}`)

const checkRunStatement = (
  main: Verified,
  statement: Statement,
  file: FileContent,
  manifest: RunManifest | undefined,
): readonly Check[] => [
  statement.predicateType === RUN_PREDICATE_TYPE
    ? pass('statement-kind', 'about a run manifest')
    : fail('statement-kind', 'not about a run manifest'),
  checkSubject(main, file),
  checkOtherSubjects(statement, manifest),
]

/** The further subjects repeat what the run manifest lists, so that `verify <file>` of any tool works on them. */
const checkOtherSubjects = (statement: Statement, manifest: RunManifest | undefined): Check => {
  const listed = new Map(manifest?.jobs.flatMap(jobFiles).map(({ name, sha256 }) => [name, sha256]) ?? [])
  const others = statement.subject.slice(1)
  const wrong = others.find(({ name, digest }) => !isRunFilePath(name) || listed.get(name) !== digest.sha256)
  if (wrong !== undefined) return fail('subjects', `${wrong.name} is not what the run manifest lists`)
  const expectedCount = Math.min(listed.size, LIMITS.statementSubjects - 1)
  return others.length === expectedCount
    ? pass('subjects', `${others.length} job files`)
    : fail('subjects', `${others.length} job files signed, ${expectedCount} listed`)
}

type JobVerification = { readonly sections: readonly Section[]; readonly missing: readonly string[] }

const verifyJobs = async (
  folder: string,
  run: RunManifest,
  material: TrustMaterial,
  expected: Expectations,
): Promise<readonly JobVerification[]> => {
  const verified: JobVerification[] = []
  for (const job of run.jobs) {
    const stem = jobFileStem(job)
    if (stem !== undefined) verified.push(await verifyJob(folder, stem, job, run, material, expected))
  }
  return verified
}

const verifyJob = async (
  folder: string,
  stem: string,
  job: ReportedJob,
  run: RunManifest,
  material: TrustMaterial,
  expected: Expectations,
): Promise<JobVerification> => {
  const path = jobManifestPath(stem)
  const file = await readContent(join(folder, path), LIMITS.jobManifest)
  if (file.state === 'missing') return { sections: [], missing: [path] }
  const { manifest, check } = readManifest(file)
  const ofRun =
    manifest !== undefined &&
    manifest.run.repositoryId.value === run.run.repositoryId.value &&
    manifest.run.runId.value === run.run.runId.value &&
    manifest.run.attempt.value <= run.run.attempt.value &&
    (job.id === undefined || manifest.job.id === undefined || manifest.job.id.value === job.id)
  const section = {
    subject: path,
    checks: [
      checkDigest(file, job.manifest?.digest),
      check,
      ofRun ? pass('same-run', `attempt ${manifest.run.attempt.value}`) : fail('same-run', 'of another run or job'),
      checkRecord(job, manifest),
    ],
  }
  if (job.manifest?.bundleDigest === undefined) return { sections: [section], missing: [] }

  const bundlePath = jobBundlePath(stem)
  const bundle = await readContent(join(folder, bundlePath), LIMITS.bundle)
  if (bundle.state === 'missing') return { sections: [section], missing: [bundlePath] }
  // A job signs as its own workflow and attempt: only repository and run are the same as the report's.
  const own = await verifyJobBundle(bundlePath, bundle, file, manifest, material, {
    repo: expected.repo,
    run: expected.run,
  })
  const checks = [checkDigest(bundle, job.manifest.bundleDigest), ...own.section.checks]
  return { sections: [section, { subject: bundlePath, checks }], missing: [] }
}

/** The run manifest also holds the job manifest itself; both must say the same. */
const checkRecord = (job: ReportedJob, manifest: JobManifest | undefined): Check => {
  if (job.record === undefined || manifest === undefined) return notApplicable('record', 'nothing to compare')
  return toCanonicalJson(job.record) === toCanonicalJson(manifest)
    ? pass('record', 'as in the run manifest')
    : fail('record', 'the run manifest holds another manifest of this job')
}

const checkDigest = (file: FileContent, listed: string | undefined): Check => {
  if (file.state !== 'read') return fail('file-digest', 'could not be read')
  const found = `sha256:${sha256Hex(file.bytes)}`
  return found === listed
    ? pass('file-digest', found)
    : fail('file-digest', `listed ${listed ?? 'nothing'}, found ${found}`)
}

const checkListing = (
  listing: { readonly jobs: readonly string[]; readonly others: readonly string[] },
  manifest: RunManifest | undefined,
): readonly Check[] => {
  const listed = new Set(manifest?.jobs.flatMap(jobFiles).map(({ name }) => name) ?? [])
  const strays = listing.jobs.filter(path => !listed.has(path))
  return [
    strays.length === 0
      ? pass('stray-files', 'every file under jobs/ is listed')
      : fail('stray-files', `not listed by the run manifest: ${strays.slice(0, 5).join(', ')}`),
    notApplicable(
      'not-covered',
      listing.others.length === 0 ? 'no other files' : `no signature covers ${listing.others.slice(0, 5).join(', ')}`,
    ),
  ]
}
