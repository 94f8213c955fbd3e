import { createPublicKey } from 'node:crypto'
import { sha256Hex } from '../digest.ts'
import { toOneLine } from '../model/error.ts'
import type { JobManifest } from '../model/job-manifest.ts'
import { readRunManifest } from '../model/reading.ts'
import { redactThenCut } from '../model/redact.ts'
import type { RunManifest } from '../model/run-manifest.ts'
import { checkClaims } from '../trust/claims.ts'
import { checkIndex, checkMade } from '../trust/index-checks.ts'
import { JOB_PREDICATE_TYPE, RUN_PREDICATE_TYPE } from '../trust/predicate-types.ts'
import type { TrustMaterial } from '../trust/trust-material.ts'
import { readTrustedRoots } from '../trust/trusted-roots.ts'
import { fail, pass } from '../trust/verdict.ts'
import { type Verified, verifyBundle } from '../trust/verify-bundle.ts'
import type { BundleVerdict } from './merge/candidate.ts'

/** A verified signature of an earlier report and the manifest digests (`sha256:<hex>`) that it covers. */
export type Countersignature = {
  readonly mode: 'keyless' | 'key'
  readonly attempt: number
  readonly digests: ReadonlySet<string>
}

export type Verifier = {
  /** Why the given trusted root could not be used, in one line: then nothing verifies keyless. */
  readonly fault: string | undefined
  /** Verifies the bundle beside a job manifest and compares the manifest with what the certificate proves. */
  readonly verifyJob: (
    manifest: JobManifest,
    digestHex: string,
    bundle: Uint8Array | undefined,
  ) => Promise<BundleVerdict>
  /** The signature of this run's report of that attempt; undefined when it does not verify, or is another run's. */
  readonly verifyRun: (
    run: ReportedRun,
    manifest: Uint8Array | undefined,
    bundle: Uint8Array | undefined,
  ) => Promise<Countersignature | undefined>
}

/** The attempt whose report is asked for, by what GitHub tells this job. */
export type ReportedRun = {
  readonly serverUrl: string
  readonly repositoryId: string
  readonly runId: string
  readonly attempt: number
}

/**
 * A verifier with the given trusted root (a file; '' = the shipped ones) and the public half of our own signing key:
 * never with anything that a manifest brings along. A root that cannot be read leaves every bundle unverified.
 */
export const createVerifier = async (trustedRoot: string, signingKey: string): Promise<Verifier> => {
  const read = await readTrustedRoots(trustedRoot).then(
    roots => ({ roots, fault: undefined }),
    (error: unknown) => ({ roots: [], fault: toOneLine(error) }),
  )
  const material = { roots: read.roots, keys: publicHalf(signingKey) }
  return {
    fault: read.fault,
    verifyJob: (manifest, digestHex, bundle) => verifyJob(material, manifest, digestHex, bundle),
    verifyRun: (run, manifest, bundle) => verifyRun(material, run, manifest, bundle),
  }
}

const publicHalf = (signingKey: string): readonly string[] => {
  try {
    return signingKey === '' ? [] : [createPublicKey(signingKey).export({ type: 'spki', format: 'pem' }).toString()]
  } catch {
    return []
  }
}

const verifyJob = async (
  material: TrustMaterial,
  manifest: JobManifest,
  digestHex: string,
  bundle: Uint8Array | undefined,
): Promise<BundleVerdict> => {
  if (bundle === undefined) return { kind: 'none' }
  const verified = await verifyBundle(new TextDecoder().decode(bundle), material)
  const common = { mode: verified.mode, digest: `sha256:${sha256Hex(bundle)}` }
  // A bundle that proves nothing is worth as much as none: whoever wrote it could have left it out.
  if (!verified.ok)
    return {
      ...common,
      kind: 'unverified',
      reason: `not verified: ${whyNot(verified.checks)}`,
      checks: verified.checks,
    }
  const checks = [
    ...verified.checks,
    ...bindings(verified, manifest, JOB_PREDICATE_TYPE, digestHex),
    ...(verified.statement === undefined ? [] : [checkMade(verified.statement, manifest)]),
  ]
  const payloadDigest = `sha256:${sha256Hex(verified.payload ?? '')}`
  const contradicts = checks.some(check => check.result === 'fail')
  return {
    ...common,
    kind: contradicts ? 'invalid' : 'verified',
    reason: contradicts ? `signed for something else: ${whyNot(checks)}` : 'attested by the job',
    payloadDigest,
    ...(contradicts || verified.identity === undefined ? {} : { identity: verified.identity }),
    checks,
  }
}

/**
 * Any job may upload an artifact of this name, with a report that was signed for another run or in another repository:
 * a perfect signature that covers whatever its maker listed.
 */
const verifyRun = async (
  material: TrustMaterial,
  wanted: ReportedRun,
  manifestBytes: Uint8Array | undefined,
  bundle: Uint8Array | undefined,
): Promise<Countersignature | undefined> => {
  if (manifestBytes === undefined || bundle === undefined) return undefined
  const { value: manifest } = readRunManifest(manifestBytes)
  if (!isOfRun(manifest, wanted)) return undefined
  const verified = await verifyBundle(new TextDecoder().decode(bundle), material)
  const failed = bindings(verified, manifest, RUN_PREDICATE_TYPE, sha256Hex(manifestBytes)).some(
    check => check.result === 'fail',
  )
  if (!verified.ok || failed || verified.mode === 'none') return undefined
  const digests = manifest.jobs.flatMap(job => (job.manifest === undefined ? [] : [job.manifest.digest]))
  return { mode: verified.mode, attempt: manifest.run.attempt.value, digests: new Set(digests) }
}

const isOfRun = ({ run, reporter }: RunManifest, wanted: ReportedRun): boolean =>
  reporter?.role !== 'collector' &&
  (run.serverUrl === undefined || run.serverUrl.value === wanted.serverUrl) &&
  run.repositoryId.value === wanted.repositoryId &&
  run.runId.value === wanted.runId &&
  run.attempt.value === wanted.attempt

/** Statement is about these bytes, is of this type, and the certificate is of the run that the manifest claims. */
const bindings = (verified: Verified, manifest: JobManifest | RunManifest, type: string, digestHex: string) => [
  verified.statement?.subject[0]?.digest.sha256 === digestHex
    ? pass('subject', 'the statement is about this file')
    : fail('subject', 'the statement is about another file'),
  verified.statement?.predicateType === type
    ? pass('subject-type', type)
    : fail('subject-type', 'the statement is about another kind of document'),
  ...(verified.statement === undefined ? [] : [checkIndex(verified.statement, manifest)]),
  ...(verified.identity === undefined ? [] : checkClaims(manifest, verified.identity)),
]

const whyNot = (checks: Verified['checks']): string => {
  const failed = checks.find(check => check.result === 'fail')
  return failed === undefined ? 'no check passed' : redactThenCut(`${failed.id}: ${failed.reason}`, 200)
}
