import { RUN_BUNDLE_FILE, RUN_MANIFEST_FILE, RUN_REPORT_FILE } from '../core/artifact-name.ts'
import { LIMITS } from '../core/limits.ts'
import { readRunManifest } from '../schema/read-manifest.ts'
import type { Check, RunManifest } from '../schema/run/run-manifest.ts'
import { runPredicateType } from '../signing/predicate-types.ts'
import { isRunFilePath, jobFiles } from '../signing/run-files.ts'
import { type TrustMaterial, type Verified, verifyBundle } from './bundle/verify-bundle.ts'
import { toClaims } from './documents/claims.ts'
import { checkIndex, checkJobsIndex } from './documents/index-checks.ts'
import { checkRunAccount } from './documents/run-account.ts'
import type { Statement } from './documents/statement-reading.ts'
import { checkArtifactOfRun } from './expected/bound-artifact.ts'
import { checkCountersigner } from './expected/countersigner.ts'
import { checkExpectations, type Expectations } from './expected/expectations.ts'
import { checkDigest } from './own-bundle.ts'
import type { PlatformChoice } from './platform/platform.ts'
import { checkRunManifestOnPlatform } from './platform/platform-run-checks.ts'
import type { FileContent, TargetFiles } from './target.ts'
import { fail, notApplicable, pass } from './verdict.ts'
import type { Verification } from './verification.ts'
import { checkSignerClaims, checkSubject } from './verify-job.ts'
import { findDigest } from './verify-job-files.ts'
import { verifyJobs } from './verify-jobs-of-run.ts'

/**
 * Verifies an unpacked run artifact in this order: the run bundle; that the run manifest on disk is the signed one and
 * accounts for every job; the report and every job's files by their digests; each job's own signature. It names the
 * files that no signature covers.
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
  // No request is made about unsigned content: it would spend a token on anybody's claims.
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
    ...(main?.payload === undefined || manifest === undefined ? [] : [checkCountersigner(expected, main, manifest)]),
    ...checkArtifactOfRun(expected, main?.statement, manifest),
  ]
  const report = await checkReport(files, main?.statement)
  const jobs =
    manifest === undefined ? [] : await verifyJobs({ files, run: manifest, material, expected, platform: asked })
  return {
    sections: [
      { subject: RUN_MANIFEST_FILE, checks: runChecks },
      ...report.sections,
      ...jobs.flatMap(({ sections }) => sections),
      { subject: 'folder', checks: checkListing(files.names, manifest, main?.statement) },
    ],
    missing: [...report.missing, ...jobs.flatMap(({ missing }) => missing)],
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
  ...checkSignerClaims(main, manifest, expected.issuer),
  checkSubject(main, { manifest, digestHex: findDigest(file) }),
  checkOtherSubjects(statement, manifest),
]

/** Checks the report for people if the statement has it as a subject; older statements do not. */
const signedReport = (statement: Statement | undefined): string | undefined =>
  statement?.subject.slice(1).find(({ name }) => name === RUN_REPORT_FILE)?.digest.sha256

const checkReport = async (
  files: TargetFiles,
  statement: Statement | undefined,
): Promise<Pick<Verification, 'sections' | 'missing'>> => {
  const signed = signedReport(statement)
  if (signed === undefined) return { sections: [], missing: [] }
  const file = await files.read(RUN_REPORT_FILE, LIMITS.runReport)
  return file.state === 'missing'
    ? { sections: [], missing: [RUN_REPORT_FILE] }
    : { sections: [{ subject: RUN_REPORT_FILE, checks: [checkDigest(file, `sha256:${signed}`)] }], missing: [] }
}

/**
 * Checks the further subjects. They repeat the files in the run manifest, so that `verify <file>` of any tool works on
 * them.
 */
const checkOtherSubjects = (statement: Statement, manifest: RunManifest | undefined): Check => {
  const listed = new Map(manifest?.jobs.flatMap(jobFiles).map(({ name, sha256 }) => [name, sha256]) ?? [])
  const others = statement.subject.slice(1).filter(({ name }) => name !== RUN_REPORT_FILE)
  if (statement.subject.length - others.length > 2) return fail('subjects', `${RUN_REPORT_FILE} is named twice`)
  const wrong = others.find(({ name, digest }) => !isRunFilePath(name) || listed.get(name) !== digest.sha256)
  if (wrong !== undefined) return fail('subjects', `${wrong.name} is not what the run manifest lists`)
  const before = statement.subject.length - others.length
  const expectedCount = Math.min(listed.size, LIMITS.statementSubjects - before)
  return others.length === expectedCount
    ? pass('subjects', `${others.length} job files`)
    : fail('subjects', `${others.length} job files signed, ${expectedCount} listed`)
}

const NAMED = 20
const named = (names: readonly string[]): string =>
  names.length <= NAMED ? names.join(', ') : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`

const checkListing = (
  names: readonly string[],
  manifest: RunManifest | undefined,
  statement: Statement | undefined,
): readonly Check[] => {
  const listed = new Set([
    RUN_MANIFEST_FILE,
    RUN_BUNDLE_FILE,
    ...(signedReport(statement) === undefined ? [] : [RUN_REPORT_FILE]),
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
