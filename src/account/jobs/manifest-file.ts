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
      ...(candidate.bytes === undefined ? { inRunArtifact: false } : {}),
      ...(verdict.kind === 'none' ? {} : { bundleDigest: verdict.digest }),
      ...(verdict.kind === 'none' || verdict.payloadDigest === undefined
        ? {}
        : { payloadDigest: verdict.payloadDigest }),
      artifact: {
        name: artifact.name,
        id: artifact.id,
        sizeBytes: artifact.sizeBytes,
        ...(artifact.digest === undefined ? {} : { digest: artifact.digest }),
        ...(artifact.createdAt === undefined ? {} : { createdAt: artifact.createdAt }),
        ...(artifact.backendJobId === '' ? {} : { backendJobId: artifact.backendJobId.slice(0, 64) }),
        ...(artifact.expiresAt === undefined ? {} : { expiresAt: artifact.expiresAt }),
      },
      ...(candidate.unknownFields === 0 ? {} : { unknownFields: candidate.unknownFields }),
      checks: verdict.kind === 'none' ? [] : verdict.checks.slice(0, 60),
    },
  }
}
