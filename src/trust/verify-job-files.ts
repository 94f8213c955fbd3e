import { join } from 'node:path'
import { sha256Hex } from '../digest.ts'
import { JOB_BUNDLE_FILE, JOB_MANIFEST_FILE } from '../model/artifact-name.ts'
import type { JobManifest } from '../model/job-manifest.ts'
import { LIMITS } from '../model/limits.ts'
import { readJobManifest } from '../model/reading.ts'
import type { Check } from '../model/run-manifest.ts'
import { checkClaims, checkRunClaims } from '../trust/claims.ts'
import { JOB_PREDICATE_TYPE } from '../trust/predicate-types.ts'
import { fail, notApplicable, pass } from '../trust/verdict.ts'
import { type TrustMaterial, type Verified, verifyBundle } from '../trust/verify-bundle.ts'
import { checkExpectations, type Expectations, readPredicateClaims } from './expectations.ts'
import { type FileContent, readContent } from './folder.ts'
import type { Section, Verification } from './verification.ts'

/** A bundle alone: who signed, and whether the statement's own words agree with the certificate. */
export const verifyLoneBundle = async (
  text: string,
  material: TrustMaterial,
  expected: Expectations,
): Promise<Verification> => {
  const main = await verifyBundle(text, material)
  const files = main.statement?.subject.map(({ name }) => name).join(', ') ?? 'unknown files'
  const checks = [
    ...main.checks,
    ...(main.ok ? checkPredicate(main) : []),
    ...(main.payload === undefined ? [] : checkExpectations(expected, main)),
    notApplicable('subject', `${files}: not compared, only the bundle was given`),
  ]
  return { sections: [{ subject: 'bundle', checks }], missing: [], main }
}

/** An unpacked job artifact: job-manifest.json and its bundle. */
export const verifyJobFolder = async (
  folder: string,
  material: TrustMaterial,
  expected: Expectations,
): Promise<Verification> => {
  const file = await readContent(join(folder, JOB_MANIFEST_FILE), LIMITS.jobManifest)
  const bundle = await readContent(join(folder, JOB_BUNDLE_FILE), LIMITS.bundle)
  const { manifest, check } = readManifest(file)
  const manifestSection = { subject: JOB_MANIFEST_FILE, checks: [check] }
  if (bundle.state === 'missing') {
    const unsigned = { subject: JOB_BUNDLE_FILE, checks: [fail('signed', 'there is no bundle')] }
    return { sections: [manifestSection, unsigned], missing: [], main: undefined }
  }
  const { verified, section } = await verifyJobBundle(JOB_BUNDLE_FILE, bundle, file, manifest, material, expected)
  return { sections: [manifestSection, section], missing: [], main: verified }
}

/** The bundle of one job manifest: signature, subject = the bytes on disk, claims = certificate, expectations. */
export const verifyJobBundle = async (
  subject: string,
  bundle: FileContent,
  file: FileContent,
  manifest: JobManifest | undefined,
  material: TrustMaterial,
  expected: Expectations,
): Promise<{ readonly verified: Verified | undefined; readonly section: Section }> => {
  if (bundle.state !== 'read')
    return {
      verified: undefined,
      section: { subject, checks: [fail('bundle-form', bundle.state === 'refused' ? bundle.reason : 'missing')] },
    }
  const verified = await verifyBundle(new TextDecoder().decode(bundle.bytes), material)
  if (verified.statement === undefined) return { verified, section: { subject, checks: verified.checks } }
  const checks = [
    ...verified.checks,
    verified.statement.predicateType === JOB_PREDICATE_TYPE
      ? pass('statement-kind', 'about a job manifest')
      : fail('statement-kind', 'not about a job manifest'),
    checkSubject(verified, file),
    ...(verified.identity !== undefined && manifest !== undefined ? checkClaims(manifest, verified.identity) : []),
    ...checkExpectations(expected, verified),
  ]
  return { verified, section: { subject, checks } }
}

/** The first subject is the manifest; only its digest counts, subjects match by digest (in-toto/attestation spec/v1). */
export const checkSubject = (verified: Verified, file: FileContent): Check => {
  const signed = verified.statement?.subject[0]?.digest.sha256
  if (file.state !== 'read') return fail('subject', 'the manifest could not be read')
  const found = sha256Hex(file.bytes)
  return found === signed
    ? pass('subject', `sha256:${found}`)
    : fail('subject', `signed sha256:${signed ?? ''}, found sha256:${found}`)
}

/** The manifest of a file, and whether it is one. */
export const readManifest = (file: FileContent): { readonly manifest?: JobManifest; readonly check: Check } => {
  if (file.state !== 'read') return { check: fail('manifest', file.state === 'refused' ? file.reason : 'missing') }
  try {
    const { value, unknownFields } = readJobManifest(file.bytes)
    return {
      manifest: value,
      check: pass('manifest', `schema ${value.schemaVersion}, ${unknownFields} unknown fields`),
    }
  } catch (error) {
    return { check: fail('manifest', error instanceof Error ? error.message : 'not a job manifest') }
  }
}

const checkPredicate = (main: Verified): readonly Check[] => {
  const claims = main.statement === undefined ? undefined : readPredicateClaims(main.statement)
  if (claims === undefined) return [fail('predicate', 'the predicate is not in the form of this version')]
  if (main.identity === undefined) return [notApplicable('predicate', 'a key confirms no claim')]
  return checkRunClaims(claims, main.identity)
}
