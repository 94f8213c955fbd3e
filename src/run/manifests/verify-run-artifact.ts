import { RUN_BUNDLE_FILE, RUN_MANIFEST_FILE } from '../../core/artifact-name.ts'
import { TraceError, toOneLine } from '../../core/error.ts'
import { LIMITS } from '../../core/limits.ts'
import { sha256Hex } from '../../io/digest.ts'
import type { OpenZip } from '../../io/zip/open-zip.ts'
import { readRunManifest } from '../../schema/read-manifest.ts'
import type { RunManifest } from '../../schema/run/run-manifest.ts'
import type { CertificateIdentity } from '../../verify/bundle/certificate-identity.ts'
import type { TrustMaterial } from '../../verify/bundle/trust-material.ts'
import { firstFailure } from '../../verify/check.ts'
import { isEnterpriseIssuer } from '../../verify/issuers.ts'
import { filesInMemory, verifyTarget } from '../../verify/verify-target.ts'
import type { TrustedRun } from './verify-manifest.ts'

/** The run manifest of an artifact, and whether a report of the run that it names signed it. */
export type RunArtifactRead = {
  readonly manifest: RunManifest
  readonly digest: string
  /** Absent for a key. */
  readonly identity: CertificateIdentity | undefined
  /** Why nothing is proven; undefined where the signature verifies. */
  readonly unverified: string | undefined
}

/**
 * Reads the run manifest of any run of this repository and verifies it with the verifier of the command line. The files
 * of its jobs are not read.
 * @throws TraceError where the manifest cannot be read.
 */
export const readRunArtifact = async (
  material: TrustMaterial,
  run: Pick<TrustedRun, 'serverUrl' | 'repositoryId' | 'ownerId' | 'issuer'>,
  artifact: OpenZip,
): Promise<RunArtifactRead> => {
  const bytes = artifact.read(RUN_MANIFEST_FILE, LIMITS.runManifest)
  if (bytes === undefined) throw new TraceError('SCHEMA_MISMATCH', `the artifact holds no ${RUN_MANIFEST_FILE}`)
  const { value: manifest } = readRunManifest(bytes)
  const read = { manifest, digest: `sha256:${sha256Hex(bytes)}` }
  const bundle = artifact.read(RUN_BUNDLE_FILE, LIMITS.bundle)
  if (bundle === undefined) return { ...read, identity: undefined, unverified: 'nobody signed it' }
  const files = filesInMemory(
    new Map([
      [RUN_MANIFEST_FILE, bytes],
      [RUN_BUNDLE_FILE, bundle],
    ]),
  )
  const { sections, main } = await verifyTarget(files, material, { issuer: run.issuer }).catch(toUnverified)
  const identity = main?.identity
  const checks = (sections[0]?.checks ?? []).filter(
    ({ id }) => id !== 'claim-issuer' || !isOwnEnterprise(run, identity),
  )
  const isSigned = main !== undefined && main.mode !== 'none'
  const failed = checks.some(({ result }) => result === 'fail')
  return { ...read, identity, unverified: isSigned && !failed ? undefined : firstFailure(checks, LIMITS.checkReason) }
}

const toUnverified = (error: unknown) => ({
  sections: [
    {
      subject: RUN_MANIFEST_FILE,
      checks: [{ id: 'bundle-form', result: 'fail' as const, reason: toOneLine(error) }],
    },
  ],
  main: undefined,
})

/** An enterprise may have an issuer of its own, for runs of this repository and owner (verify-manifest.ts). */
const isOwnEnterprise = (
  { serverUrl, repositoryId, ownerId }: Parameters<typeof readRunArtifact>[1],
  identity: CertificateIdentity | undefined,
): boolean =>
  identity !== undefined &&
  ownerId !== undefined &&
  identity.sourceRepositoryOwnerId === ownerId &&
  identity.sourceRepositoryId === repositoryId &&
  isEnterpriseIssuer(serverUrl, identity.issuer)
