import type { ObservedJob, RunObservation } from '../../src/schema/observed/run-observation.ts'

/** A run of one attempt of which only the job list is known. */
export const anObservation = (
  jobs: readonly ObservedJob[] | undefined,
  more: Partial<RunObservation> = {},
): RunObservation => ({
  run: { serverUrl: 'https://github.com', repository: 'octo/app', runId: '5', attempt: 1, status: 'completed' },
  attempts: [{ attempt: 1, jobs, complete: true, traces: new Map() }],
  workflow: undefined,
  manifests: new Map(),
  deployments: [],
  approvals: [],
  pending: [],
  environments: [],
  concurrency: [],
  endSignals: new Map(),
  ownJobId: undefined,
  observedAt: '2026-03-01T12:00:00Z',
  gaps: [],
  ...more,
})
