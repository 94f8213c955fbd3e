import { RUN_BUNDLE_FILE, RUN_MANIFEST_FILE, RUN_REPORT_FILE } from '../core/artifact-name.ts'
import { LIMITS } from '../core/limits.ts'
import { readRunManifest } from '../schema/read-manifest.ts'
import type { Check, RunManifest } from '../schema/run/run-manifest.ts'
import { jobFiles } from '../signing/run-files.ts'
import { verifyBundle } from './bundle/verify-bundle.ts'
import { fail, notApplicable, pass } from './check.ts'
import type { Statement } from './documents/read-statement.ts'
import { checkRunAccount } from './documents/run-account.ts'
import {
  type FileContent,
  readManifestFile,
  type TargetFiles,
  type Verification,
  type VerifyContext,
} from './verification.ts'
import { checkContent, checkOnPlatform, checkSigner, choosePlatform } from './verify-document.ts'
import { checkDigest, verifyJobs } from './verify-jobs-of-run.ts'

/**
 * Verifies an unpacked run artifact in this order: the run bundle; that the run manifest on disk is the signed one and
 * accounts for every job; the report and every job's files by their digests; each job's own signature. It names the
 * files that no signature covers.
 */
export const verifyRunFiles = async (context: VerifyContext): Promise<Verification> => {
  const { files, material, expected } = context
  const file = await files.read(RUN_MANIFEST_FILE, LIMITS.runManifest)
  const bundle = await files.read(RUN_BUNDLE_FILE, LIMITS.bundle)
  const { manifest, digestHex, check } = readManifestFile(file, 'run manifest', readRunManifest)
  const document = { kind: 'run', manifest, digestHex } as const
  const main =
    bundle.state === 'read' ? await verifyBundle(new TextDecoder().decode(bundle.bytes), material) : undefined
  const platform = choosePlatform(main, context.platform, 'the run bundle')

  const runChecks = [
    ...(main === undefined ? [unsigned(bundle)] : main.checks),
    check,
    ...(main === undefined ? [] : checkContent(main, document, expected)),
    ...(await checkOnPlatform(platform, main, document)),
    ...(manifest === undefined ? [] : checkRunAccount(manifest)),
    ...(main === undefined ? [] : checkSigner(main, document, expected)),
  ]
  const report = await checkReport(files, main?.statement)
  const jobs = manifest === undefined ? [] : await verifyJobs(manifest, { ...context, platform })
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

const unsigned = (bundle: FileContent): Check =>
  bundle.state === 'refused' ? fail('bundle-form', bundle.reason) : fail('signed', `there is no ${RUN_BUNDLE_FILE}`)

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
