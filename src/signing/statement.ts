import { JOB_MANIFEST_FILE, RUN_MANIFEST_FILE, RUN_REPORT_FILE } from '../core/artifact-name.ts'
import { LIMITS } from '../core/limits.ts'
import type { JobManifest } from '../schema/job/job-manifest.ts'
import type { RunManifest } from '../schema/run/run-manifest.ts'
import { BUNDLE_MEDIA_TYPE, JOB_PREDICATE_TYPE, runPredicateType, STATEMENT_TYPE } from './predicate-types.ts'
import { jobFiles, MANIFEST_MEDIA_TYPE, type RunFile } from './run-files.ts'

/**
 * Builds the payload of the statement about one job manifest: the file by digest as subject, and a short index as
 * predicate. Ids are strings: sigstore-go reads a predicate into a protobuf Struct, whose numbers are doubles.
 */
export const jobStatement = (manifest: JobManifest, manifestDigestHex: string, sizeBytes: number): Uint8Array => {
  const file = { name: JOB_MANIFEST_FILE, sha256: manifestDigestHex }
  const made = madeByJob(manifest)
  return toBytes({
    _type: STATEMENT_TYPE,
    subject: [file, ...made].slice(0, LIMITS.statementSubjects).map(toSubject),
    predicateType: JOB_PREDICATE_TYPE,
    predicate: {
      schemaVersion: manifest.schemaVersion,
      signing: manifest.signing,
      run: runIndex(manifest.run),
      job: { key: manifest.job.key.value, id: manifest.job.id?.value },
      manifest: toDescriptor(file, sizeBytes),
      // The manifest still contains them, and the first subject is the digest of the manifest.
      subjectsLeftOut: Math.max(0, made.length + 1 - LIMITS.statementSubjects) || undefined,
    },
  })
}

/**
 * The files and images that the job declared as its own, and its artifacts, so that a user who has the file finds the
 * job. A zip has its own subject name, since its digest differs from that of the file in it. A file that was uploaded
 * without an archive has its own file name. Only SHA-256 is used, the digest that `gh attestation verify` computes of a
 * file.
 */
export const madeByJob = (manifest: JobManifest): readonly RunFile[] => {
  const declared = manifest.declaredSubjects.map(({ name, digest }) => ({ name, digest }))
  const uploaded = manifest.artifacts.map(({ name, archive, digest }) => ({
    name: archive === false ? name : `${name}.zip`,
    digest,
  }))
  return [...declared, ...uploaded].flatMap(({ name, digest }) =>
    digest?.startsWith('sha256:') ? [{ name, sha256: digest.slice('sha256:'.length) }] : [],
  )
}

/**
 * Builds the payload of the statement about a run manifest. Its subjects are the run manifest, the report for people,
 * then every job's files. Tools that read statements stop at 1,024 subjects (sigstore-go pkg/verify/signature.go), so
 * further files are in the predicate alone. The predicate names every job, including jobs without a manifest, because a
 * list that may drop entries proves nothing.
 * @param reportDigestHex of report.md; undefined if there is none.
 */
export const runStatement = (
  manifest: RunManifest,
  manifestDigestHex: string,
  sizeBytes: number,
  reportDigestHex?: string,
): Uint8Array => {
  const file = { name: RUN_MANIFEST_FILE, sha256: manifestDigestHex }
  const report = reportDigestHex === undefined ? [] : [{ name: RUN_REPORT_FILE, sha256: reportDigestHex }]
  const files = [file, ...report, ...manifest.jobs.flatMap(jobFiles)]
  return toBytes({
    _type: STATEMENT_TYPE,
    subject: files.slice(0, LIMITS.statementSubjects).map(toSubject),
    predicateType: runPredicateType(manifest),
    predicate: {
      schemaVersion: manifest.schemaVersion,
      signing: manifest.signing,
      run: runIndex(manifest.run),
      reporter: manifest.reporter,
      manifest: toDescriptor(file, sizeBytes),
      jobs: manifest.jobs.map(job => ({
        id: job.id,
        key: job.key,
        presence: job.presence,
        signature: { mode: job.signature.mode, by: job.signature.by },
        files: jobFiles(job).map(each => toDescriptor(each)),
        payload: job.manifest?.payloadDigest,
      })),
    },
  })
}

type RunFacts = Pick<
  RunManifest['run'],
  | 'serverUrl'
  | 'repository'
  | 'repositoryId'
  | 'runId'
  | 'attempt'
  | 'event'
  | 'ref'
  | 'sha'
  | 'workflowRef'
  | 'workflowSha'
>

const runIndex = (run: RunFacts) => ({
  serverUrl: run.serverUrl?.value,
  repository: run.repository.value,
  repositoryId: run.repositoryId.value,
  runId: run.runId.value,
  runAttempt: String(run.attempt.value),
  event: run.event?.value,
  ref: run.ref?.value,
  sha: run.sha?.value,
  workflowRef: run.workflowRef?.value,
  workflowSha: run.workflowSha?.value,
})

/** A subject may only have sha256, 384, 512 and sha3 digests: sigstore-python refuses the statement otherwise. */
const toSubject = (file: RunFile) => ({ name: file.name, digest: { sha256: file.sha256 } })

/** in-toto ResourceDescriptor (in-toto/attestation spec/v1/resource_descriptor.md). */
const toDescriptor = (file: RunFile, sizeBytes?: number) => ({
  ...toSubject(file),
  mediaType: file.name.endsWith('.sigstore.json') ? BUNDLE_MEDIA_TYPE : MANIFEST_MEDIA_TYPE,
  annotations: sizeBytes === undefined ? undefined : { sizeBytes: String(sizeBytes) },
})

const toBytes = (statement: object): Uint8Array => new TextEncoder().encode(JSON.stringify(statement))
