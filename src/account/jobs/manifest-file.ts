import type { ManifestFile } from '../../schema/run/run-manifest.ts'
import type { Candidate } from '../candidate.ts'

/** Returns the manifest of a job, and the file it came in. */
export const recordedBy = (
  candidate: Candidate,
): { readonly manifest: ManifestFile; readonly record: Candidate['manifest'] } => {
  const { artifact, verdict } = candidate
  return {
    record: candidate.manifest,
    manifest: {
      digest: candidate.digest,
      sizeBytes: candidate.sizeBytes,
      inRunArtifact: candidate.bytes === undefined ? false : undefined,
      bundleDigest: verdict.kind === 'none' ? undefined : verdict.digest,
      payloadDigest: verdict.kind === 'none' || verdict.payloadDigest === undefined ? undefined : verdict.payloadDigest,
      artifact: {
        name: artifact.name,
        id: artifact.id,
        sizeBytes: artifact.sizeBytes,
        digest: artifact.digest,
        createdAt: artifact.createdAt,
        backendJobId: artifact.backendJobId === '' ? undefined : artifact.backendJobId.slice(0, 64),
        expiresAt: artifact.expiresAt,
      },
      unknownFields: candidate.unknownFields === 0 ? undefined : candidate.unknownFields,
      checks: verdict.kind === 'none' ? [] : verdict.checks.slice(0, 60),
    },
  }
}
