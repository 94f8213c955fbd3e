import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import { SCHEMA_VERSION, VERSION } from '../../src/schema/values/version.ts'

export const SHA = 'a'.repeat(40)

type Options = {
  readonly runId?: string
  readonly attempt?: number
  readonly repositoryId?: string
  /** null: an old runner that knows no job id. */
  readonly jobId?: string | null
  readonly backendId?: string
  readonly key?: string
  readonly name?: string
  readonly status?: 'success' | 'failure'
  readonly more?: Partial<JobManifest>
}

const runner = <T>(value: T) => ({ value, source: 'runner' as const })

/** A job manifest as the recorder writes one, by default of job 11 in attempt 1 of run 5. */
export const aManifest = (options: Options = {}): JobManifest => {
  const { runId = '5', attempt = 1, repositoryId = '101', jobId = '11', backendId, key = 'build' } = options
  return {
    kind: 'job-manifest',
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'pipeline-trace', version: VERSION },
    correlationId: `github.com/${repositoryId}/${runId}`,
    trace: { traceId: '1'.repeat(32), runSpanId: '2'.repeat(16), links: [] },
    run: {
      repository: runner('octo/app'),
      repositoryId: runner(repositoryId),
      runId: runner(runId),
      attempt: runner(attempt),
      event: runner('push'),
      sha: runner(SHA),
    },
    job: {
      key: runner(key),
      ...(jobId === null ? {} : { id: runner(jobId) }),
      ...(backendId === undefined ? {} : { backendId: runner(backendId) }),
      name: runner(options.name ?? key),
      status: runner(options.status ?? 'success'),
    },
    runner: { labels: { value: ['ubuntu-latest'], source: 'workflow-file' }, name: runner('GitHub Actions 5') },
    image: {},
    actions: [],
    steps: [],
    caches: [],
    artifacts: [],
    declaredSubjects: [],
    containers: [],
    clock: {},
    recorder: { postAt: '2026-03-01T10:01:00Z', budgetMs: 20_000, upload: 'artifact' },
    signing: { mode: 'none', reason: 'automatic' },
    gaps: [],
    redacted: 0,
    ...options.more,
  }
}
