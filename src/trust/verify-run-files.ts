import { sha256Hex } from '../digest.ts'
import { inParallel } from '../in-parallel.ts'
import { RUN_BUNDLE_FILE, RUN_MANIFEST_FILE } from '../model/artifact-name.ts'
import { toCanonicalJson } from '../model/canonical-json.ts'
import type { JobManifest } from '../model/job-manifest.ts'
import { LIMITS } from '../model/limits.ts'
import { readRunManifest } from '../model/reading.ts'
import type { Check, ReportedJob, RunManifest } from '../model/run-manifest.ts'
import { checkClaims, checkRunClaims, toClaims } from './claims.ts'
import { checkExpectations, type Expectations } from './expectations.ts'
import { checkIndex, checkJobsIndex } from './index-checks.ts'
import { checkDigest, verifyOwnBundle } from './own-bundle.ts'
import type { PlatformChoice } from './platform.ts'
import { checkJobOnPlatform, none } from './platform-job-checks.ts'
import { addressOf, checkRunManifestOnPlatform } from './platform-run-checks.ts'
import { readPredicateClaims } from './predicate.ts'
import { runPredicateType } from './predicate-types.ts'
import { checkRunAccount } from './run-account.ts'
import { isRunFilePath, jobFileStem, jobFiles, jobManifestPath } from './run-files.ts'
import type { Statement } from './statement-reading.ts'
import type { FileContent, TargetFiles } from './target.ts'
import { fail, notApplicable, pass } from './verdict.ts'
import type { Section, Verification } from './verification.ts'
import { type TrustMaterial, type Verified, verifyBundle } from './verify-bundle.ts'
import { checkSubject, readManifest } from './verify-job-files.ts'

/** What every job's files are held against. */
type Inquiry = {
  readonly files: TargetFiles
  readonly run: RunManifest
  readonly material: TrustMaterial
  readonly expected: Expectations
  readonly platform: PlatformChoice
}

/**
 * An unpacked run artifact: the run bundle, then that the run manifest on disk is the signed one and an account of every
 * job, then every job's files by the digests it lists, then each job's own signature. What no signature covers is named.
 */
export const verifyRunFiles = async (
  files: TargetFiles,
  material: TrustMaterial,
  expected: Expectations,
  platform: PlatformChoice,
): Promise<Verification> => {
  const file = await files.read(RUN_MANIFEST_FILE, LIMITS.runManifest)
  const bundle = await files.read(RUN_BUNDLE_FILE, LIMITS.bundle)
  const { manifest, check } = readRun(file)
  const main =
    bundle.state === 'read' ? await verifyBundle(new TextDecoder().decode(bundle.bytes), material) : undefined
  // What nobody signed is not asked about: a token would be spent on anybody's words.
  const asked: PlatformChoice = main?.ok === true ? platform : { notAsked: 'the run bundle does not verify' }

  const runChecks = [
    ...(main === undefined ? [unsigned(bundle)] : main.checks),
    check,
    ...(main?.statement === undefined ? [] : checkRunStatement(main, main.statement, file, manifest, expected)),
    ...(manifest === undefined
      ? []
      : await checkRunManifestOnPlatform(asked, toClaims(manifest), manifest, main?.signedAt)),
    ...(manifest === undefined ? [] : checkRunAccount(manifest)),
    ...(main?.payload === undefined ? [] : checkExpectations(expected, main)),
  ]
  const jobs =
    manifest === undefined ? [] : await verifyJobs({ files, run: manifest, material, expected, platform: asked })
  return {
    sections: [
      { subject: RUN_MANIFEST_FILE, checks: runChecks },
      ...jobs.flatMap(({ sections }) => sections),
      { subject: 'folder', checks: checkListing(files.names, manifest) },
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
  expected: Expectations,
): readonly Check[] => [
  manifest !== undefined && statement.predicateType === runPredicateType(manifest)
    ? pass('statement-kind', 'about a run manifest')
    : fail('statement-kind', 'not about a run manifest'),
  ...(manifest === undefined ? [] : [checkIndex(statement, manifest), checkJobsIndex(statement, manifest)]),
  ...checkSignerClaims(main, statement, manifest, expected),
  checkSubject(main, file),
  checkOtherSubjects(statement, manifest),
]

const checkSignerClaims = (
  { identity }: Verified,
  statement: Statement,
  manifest: RunManifest | undefined,
  expected: Expectations,
): readonly Check[] => {
  if (identity === undefined) return none(['claim-run'], 'a key confirms no claim')
  if (manifest !== undefined) return checkClaims(manifest, identity, expected.issuer)
  const claims = readPredicateClaims(statement)
  return claims === undefined ? [] : checkRunClaims(claims, identity, expected.issuer)
}

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

/** Jobs at a time: each may cost a request for its log. */
const WIDTH = 4

const verifyJobs = (inquiry: Inquiry): Promise<readonly JobVerification[]> =>
  inParallel(inquiry.run.jobs, WIDTH, async job => {
    const stem = jobFileStem(job)
    if (stem !== undefined) return verifyJob(inquiry, stem, job)
    // A manifest that no file can be named for would be covered by no digest.
    return job.manifest === undefined
      ? { sections: [], missing: [] }
      : { sections: [{ subject: job.name, checks: [fail('file-digest', 'no file can be named for it')] }], missing: [] }
  })

const verifyJob = async (inquiry: Inquiry, stem: string, job: ReportedJob): Promise<JobVerification> => {
  const { files, run } = inquiry
  const path = jobManifestPath(stem)
  const file = await files.read(path, LIMITS.jobManifest)
  if (file.state === 'missing') return { sections: [], missing: [path] }
  const { manifest, check } = readManifest(file)
  const own = await verifyOwnBundle(inquiry, stem, job, file, manifest)
  const checks = [
    checkDigest(file, job.manifest?.digest),
    check,
    checkSameRun(run, job, manifest),
    checkRecord(job, manifest),
    ...(manifest === undefined || file.state !== 'read'
      ? []
      : await checkJobOnPlatform(inquiry.platform, {
          ...addressOf(toClaims(manifest)),
          jobId: job.presence === 'carried-over' ? manifest.job.id?.value : (job.id ?? manifest.job.id?.value),
          digestHex: sha256Hex(file.bytes),
          signedAt: own.verified?.signedAt,
          manifest,
          reported: job,
        })),
  ]
  return { sections: [{ subject: path, checks }, ...own.sections], missing: own.missing }
}

/**
 * A job that was carried over has its manifest from an earlier attempt, where it may have had another id. The repository is
 * known by its id: the name that a job states is compared by the report, which shows it as contradicted.
 */
const checkSameRun = ({ run }: RunManifest, job: ReportedJob, manifest: JobManifest | undefined): Check => {
  if (manifest === undefined) return fail('same-run', 'there is no manifest')
  const { attempt, repositoryId, runId, serverUrl } = manifest.run
  const carried = job.presence === 'carried-over'
  const sameId = job.id === undefined || manifest.job.id === undefined || manifest.job.id.value === job.id
  const ofRun =
    (serverUrl === undefined || serverUrl.value === (run.serverUrl ?? serverUrl).value) &&
    repositoryId.value === run.repositoryId.value &&
    runId.value === run.runId.value &&
    (carried ? attempt.value <= run.attempt.value : attempt.value === run.attempt.value) &&
    (sameId || (carried && manifest.job.name?.value === job.name))
  return ofRun ? pass('same-run', `attempt ${attempt.value}`) : fail('same-run', 'of another run, attempt or job')
}

/** The run manifest also holds the job manifest itself; both must say the same. */
const checkRecord = (job: ReportedJob, manifest: JobManifest | undefined): Check => {
  if (job.record === undefined || manifest === undefined) return notApplicable('record', 'nothing to compare')
  return toCanonicalJson(job.record) === toCanonicalJson(manifest)
    ? pass('record', 'as in the run manifest')
    : fail('record', 'the run manifest holds another manifest of this job')
}

const NAMED = 20
const named = (names: readonly string[]): string =>
  names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`

const checkListing = (names: readonly string[], manifest: RunManifest | undefined): readonly Check[] => {
  const listed = new Set([
    RUN_MANIFEST_FILE,
    RUN_BUNDLE_FILE,
    ...(manifest?.jobs ?? []).flatMap(jobFiles).map(f => f.name),
  ])
  const strays = names.filter(name => name.startsWith('jobs/') && !listed.has(name))
  const others = names.filter(name => !name.startsWith('jobs/') && !listed.has(name))
  return [
    strays.length === 0
      ? pass('stray-files', 'every file under jobs/ is listed')
      : fail('stray-files', `not listed by the run manifest: ${named(strays)}`),
    notApplicable('not-covered', others.length === 0 ? 'no other files' : `no signature covers ${named(others)}`),
  ]
}
