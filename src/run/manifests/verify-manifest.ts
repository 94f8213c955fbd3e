import { createPublicKey } from 'node:crypto'
import type { BundleVerdict } from '../../account/candidate.ts'
import { toOneLine } from '../../core/error.ts'
import { sha256Hex } from '../../io/digest.ts'
import type { OpenZip } from '../../io/zip/open-zip.ts'
import type { JobManifest } from '../../schema/job/job-manifest.ts'
import type { Check } from '../../schema/run/run-manifest.ts'
import type { CertificateIdentity } from '../../verify/bundle/certificate-identity.ts'
import type { TrustMaterial } from '../../verify/bundle/trust-material.ts'
import { readTrustedRoots } from '../../verify/bundle/trusted-roots.ts'
import type { Verified } from '../../verify/bundle/verify-bundle.ts'
import { firstFailure } from '../../verify/check.ts'
import { getIssuer, isEnterpriseIssuer } from '../../verify/issuers.ts'
import type { TargetFiles } from '../../verify/verification.ts'
import { verifyJobManifest } from '../../verify/verify-document.ts'
import { verifyTarget } from '../../verify/verify-target.ts'
import { type EarlierVerdict, type ReportedRun, verifyEarlierReport } from './earlier-report.ts'

export type Verifier = {
  /** Why the given trusted root could not be used, in one line. With such a fault nothing verifies keyless. */
  readonly fault: string | undefined
  /** Verifies the bundle beside a job manifest and compares the manifest with what the certificate proves. */
  readonly verifyJob: (
    manifest: JobManifest,
    digestHex: string,
    bundle: Uint8Array | undefined,
  ) => Promise<BundleVerdict>
  /** Verifies the report of an earlier attempt of this run. */
  readonly verifyRun: (run: ReportedRun, artifact: OpenZip) => Promise<EarlierVerdict>
  /** Checks a run artifact of this report with the verifier of the command line; returns its objections in one line. */
  readonly readBack: (files: TargetFiles) => Promise<string | undefined>
}

/** The run that the bundles must be from, by the values that GitHub gives this job. */
export type TrustedRun = Omit<ReportedRun, 'attempt'> & {
  /** Undefined where the runner does not set it. */
  readonly ownerId: string | undefined
  /** Input `issuer` as a URL; undefined where it was not given. */
  readonly issuer: string | undefined
}

/**
 * Creates a verifier from the given trusted root (a file; '' = the shipped roots) and the public half of the report's
 * signing key. It never uses key material from a manifest. A root that cannot be read leaves every bundle unverified.
 */
export const createVerifier = async (trustedRoot: string, signingKey: string, run: TrustedRun): Promise<Verifier> => {
  const read = await readTrustedRoots(trustedRoot).then(
    roots => ({ roots, fault: undefined }),
    (error: unknown) => ({ roots: [], fault: toOneLine(error) }),
  )
  const trust = { material: { roots: read.roots, keys: publicHalf(signingKey) }, run }
  return {
    fault: read.fault,
    verifyJob: (manifest, digestHex, bundle) => verifyJob(trust, manifest, digestHex, bundle),
    verifyRun: (wanted, artifact) =>
      verifyEarlierReport(trust.material, wanted, artifact, identity => issuerOfRun(run, identity)),
    readBack: files => readBack(files, trust.material),
  }
}

const publicHalf = (signingKey: string): readonly string[] => {
  try {
    return signingKey === '' ? [] : [createPublicKey(signingKey).export({ type: 'spki', format: 'pem' }).toString()]
  } catch {
    return []
  }
}

const MAX_REASON = 270

type Trust = { readonly material: TrustMaterial; readonly run: TrustedRun }

const verifyJob = async (
  { material, run }: Trust,
  manifest: JobManifest,
  digestHex: string,
  bundle: Uint8Array | undefined,
): Promise<BundleVerdict> => {
  if (bundle === undefined) return { kind: 'none' }
  const issuerFor = (identity: CertificateIdentity) => issuerOfRun(run, identity)
  const { verified, checks, verdict } = await verifyJobManifest({ manifest, digestHex }, bundle, material, issuerFor)
  const common = { mode: verified.mode, digest: `sha256:${sha256Hex(bundle)}` }
  // A bundle that proves nothing counts as no bundle: its author could have left it out.
  if (verdict === 'unverified')
    return {
      ...common,
      kind: 'unverified',
      reason: `not verified: ${firstFailure(verified.checks, MAX_REASON)}`,
      checks: verified.checks,
    }
  // The run is right, but no input names the issuer. The manifest counts as unsigned, and the reason names the missing
  // issuer.
  if (failsByIssuerAlone(run, verified, checks))
    return { ...common, kind: 'unverified', reason: `not verified: ${firstFailure(checks, MAX_REASON)}`, checks }
  const payloadDigest = `sha256:${sha256Hex(verified.payload ?? '')}`
  const contradicts = verdict === 'contradicted'
  return {
    ...common,
    kind: contradicts ? 'invalid' : 'verified',
    reason: contradicts ? `signed for something else: ${firstFailure(checks, MAX_REASON)}` : 'attested by the job',
    payloadDigest,
    identity: contradicts || verified.identity === undefined ? undefined : verified.identity,
    checks,
  }
}

/**
 * Returns the accepted issuer: the one of input `issuer`; else GitHub's own; else GitHub's issuer for an enterprise,
 * where the certificate names this run, repository and owner. The runner gives this job those ids; they do not come
 * from the bundle. GitHub writes all of these claims, and an enterprise chooses none of them.
 */
const issuerOfRun = (run: TrustedRun, identity: CertificateIdentity): string | undefined => {
  if (run.issuer !== undefined) return run.issuer
  const isOurs =
    run.ownerId !== undefined &&
    identity.sourceRepositoryOwnerId === run.ownerId &&
    identity.sourceRepositoryId === run.repositoryId &&
    identity.runInvocationUri?.includes(`/actions/runs/${run.runId}/attempts/`) === true
  return isOurs && isEnterpriseIssuer(run.serverUrl, identity.issuer) ? identity.issuer : undefined
}

const failsByIssuerAlone = ({ serverUrl }: TrustedRun, { identity }: Verified, checks: readonly Check[]): boolean => {
  const failed = checks.filter(({ result }) => result === 'fail')
  const issuer = identity?.issuer ?? ''
  const isOfGitHub = issuer === getIssuer(serverUrl) || isEnterpriseIssuer(serverUrl, issuer)
  return isOfGitHub && failed.length > 0 && failed.every(({ id }) => id === 'claim-issuer')
}

/**
 * Checks the files that were read back with `verifyTarget` and its caps. Where the trusted roots do not include the
 * instance that signed, the signature stays unchecked; everything else must hold.
 */
const readBack = async (files: TargetFiles, material: TrustMaterial): Promise<string | undefined> => {
  const { sections, missing } = await verifyTarget(files, material)
  const failed = sections
    .flatMap(({ subject, checks }) => checks.map(check => ({ subject, check })))
    .find(({ check }) => check.result === 'fail' && check.id !== 'trust-root')
  if (failed !== undefined) return `${failed.subject}: ${failed.check.id}: ${failed.check.reason}`
  return missing.length === 0 ? undefined : `${missing[0] ?? ''} is missing`
}
