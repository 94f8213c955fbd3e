import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import { type JobManifest, jobManifest } from '../../src/schema/job/job-manifest.ts'
import { type RunManifest, runManifest } from '../../src/schema/run/run-manifest.ts'
import { SCHEMA_VERSION } from '../../src/schema/values/version.ts'
import { trustClaims } from '../lab/sigstore-claims.ts'

const fact = <T>(value: T) => ({ value, source: 'runner' })
const claim = (name: string): string => trustClaims[name] ?? ''

const run = () => ({
  serverUrl: fact('https://github.com'),
  repository: fact(claim('repository')),
  repositoryId: fact(claim('repository_id')),
  runId: fact(claim('run_id')),
  attempt: fact(Number(claim('run_attempt'))),
  event: fact(claim('event_name')),
  ref: fact(claim('ref')),
  sha: fact(claim('sha')),
  workflowRef: fact(claim('workflow_ref')),
  workflowSha: fact(claim('workflow_sha')),
})

const trace = { traceId: '1'.repeat(32), runSpanId: '2'.repeat(16), links: [] }
const tool = { name: 'pipeline-trace', version: '0.1.0' }
const signing = { mode: 'keyless', reason: 'automatic' }

/** A job manifest that agrees with `trustClaims`; `change` may break that. */
export const sampleJob = (jobId = '4567', change: (manifest: SampleRun) => void = () => undefined): JobManifest => {
  const value = {
    kind: 'job-manifest',
    schemaVersion: SCHEMA_VERSION,
    tool,
    correlationId: 'github.com/123456/9876543210',
    trace,
    run: { ...run(), ownerId: fact(claim('repository_owner_id')) },
    job: { key: fact('build'), id: fact(jobId) },
    runner: { environment: fact(claim('runner_environment')) },
    image: {},
    actions: [],
    steps: [],
    caches: [],
    artifacts: [],
    declaredSubjects: [],
    containers: [],
    clock: {},
    recorder: { postAt: '2026-11-21T00:00:00Z', budgetMs: 20_000, upload: 'artifact' },
    signing,
    gaps: [],
    redacted: 0,
  }
  change(value)
  return jobManifest.parse(value)
}

export type SampleRun = { run: Record<string, unknown>; [member: string]: unknown }

export type SampleJobFiles = { readonly manifest: JobManifest; readonly bundle?: string }

/** A run manifest over these jobs. */
export const sampleRun = (
  jobs: readonly SampleJobFiles[],
  change: (manifest: SampleRun) => void = () => undefined,
): RunManifest => {
  const value = {
    kind: 'run-manifest',
    schemaVersion: SCHEMA_VERSION,
    tool,
    correlationId: 'github.com/123456/9876543210',
    trace,
    run: run(),
    result: 'success',
    completeness: { by: 'job-id', complete: true, known: jobs.length, recorded: jobs.length, notWaitedFor: [] },
    jobs: jobs.map(({ manifest, bundle }) => ({
      key: 'build',
      id: manifest.job.id?.value,
      name: 'build',
      presence: 'recorded',
      signature:
        bundle === undefined
          ? { mode: 'none', by: 'report', reason: 'countersigned' }
          : { mode: 'keyless', by: 'job', reason: 'attested by the job' },
      agreement: 'unconfirmed',
      fields: [],
      timing: { clamped: [] },
      manifest: {
        digest: `sha256:${sha256Hex(toCanonicalJson(manifest))}`,
        sizeBytes: Buffer.byteLength(toCanonicalJson(manifest)),
        ...(bundle === undefined ? {} : { bundleDigest: `sha256:${sha256Hex(bundle)}` }),
        checks: [],
      },
      record: manifest,
    })),
    unmatchedArtifacts: [],
    artifacts: [],
    headline: { kind: 'nothing-observed' },
    warnings: [],
    apiBudget: { allowed: 200, used: 0 },
    signing,
    reportedAt: '2026-11-21T00:00:00Z',
    gaps: [],
    redacted: 0,
  }
  change(value)
  return runManifest.parse(value)
}
