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
import { getIssuer, isEnterpriseIssuer } from '../../verify/issuers.ts'
import type { TargetFiles } from '../../verify/target.ts'
import { firstFailure } from '../../verify/verdict.ts'
import { verifyJobManifest } from '../../verify/verify-job.ts'
import { verifyTarget } from '../../verify/verify-target.ts'
import { type EarlierVerdict, type ReportedRun, verifyEarlierReport } from './earlier-report.ts'

export type Verifier = {
  /** Why the given trusted root could not be used, in one line: then nothing verifies keyless. */
  readonly fault: string | undefined
  /** Verifies the bundle beside a job manifest and compares the manifest with what the certificate proves. */
  readonly verifyJob: (
    manifest: JobManifest,
    digestHex: string,
    bundle: Uint8Array | undefined,
  ) => Promise<BundleVerdict>
  /** What the report of an earlier attempt of this run is worth. */
  readonly verifyRun: (run: ReportedRun, artifact: OpenZip) => Promise<EarlierVerdict>
  /** What the verifier of the command line objects to in a run artifact of this report, in one line. */
  readonly readBack: (files: TargetFiles) => Promise<string | undefined>
}

/** Whose bundles they must be, by what GitHub tells this job. */
export type TrustedRun = Omit<ReportedRun, 'attempt'> & {
  /** Undefined where the runner does not tell it. */
  readonly ownerId: string | undefined
  /** Input `issuer` as a URL; undefined where it was not given. */
  readonly issuer: string | undefined
}

/**
 * A verifier with the given trusted root (a file; '' = the shipped ones) and the public half of our own signing key:
 * never with anything that a manifest brings along. A root that cannot be read leaves every bundle unverified.
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
  const { verified, checks, verdict } = await verifyJobManifest({ manifest, digestHex }, bundle, material, {
    issuerFor,
  })
  const common = { mode: verified.mode, digest: `sha256:${sha256Hex(bundle)}` }
  // A bundle that proves nothing is worth as much as none: whoever wrote it could have left it out.
  if (verdict === 'unverified')
    return {
      ...common,
      kind: 'unverified',
      reason: `not verified: ${firstFailure(verified.checks, MAX_REASON)}`,
      checks: verified.checks,
    }
  // The right run by an issuer that nobody named: as good as unsigned, and the reason says what to name.
  if (failsByIssuerAlone(run, verified, checks))
    return { ...common, kind: 'unverified', reason: `not verified: ${firstFailure(checks, MAX_REASON)}`, checks }
  const payloadDigest = `sha256:${sha256Hex(verified.payload ?? '')}`
  const contradicts = verdict === 'contradicted'
  return {
    ...common,
    kind: contradicts ? 'invalid' : 'verified',
    reason: contradicts ? `signed for something else: ${firstFailure(checks, MAX_REASON)}` : 'attested by the job',
    payloadDigest,
    ...(contradicts || verified.identity === undefined ? {} : { identity: verified.identity }),
    checks,
  }
}

/**
 * The issuer that counts: the one that input `issuer` names; else GitHub's own, or GitHub's for an enterprise where the
 * certificate is of this very run, repository and owner, whose ids this job has from its runner and not from the bundle.
 * GitHub writes all of these claims, and an enterprise chooses none of them.
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
 * The files as they were read back, by `verifyTarget`, with its caps. Where the instance that signed is not among the trusted
 * roots, nothing can be said about the signature; everything else must hold.
 */
const readBack = async (files: TargetFiles, material: TrustMaterial): Promise<string | undefined> => {
  const { sections, missing } = await verifyTarget(files, material)
  const failed = sections
    .flatMap(({ subject, checks }) => checks.map(check => ({ subject, check })))
    .find(({ check }) => check.result === 'fail' && check.id !== 'trust-root')
  if (failed !== undefined) return `${failed.subject}: ${failed.check.id}: ${failed.check.reason}`
  return missing.length === 0 ? undefined : `${missing[0] ?? ''} is missing`
}
