import { evaluatePolicy } from '../../src/policy/evaluate-policy.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import { type Policy, policy } from '../../src/schema/run/policy.ts'
import type { ReportedJob, RunManifest } from '../../src/schema/run/run-manifest.ts'
import { aRunManifest } from '../render/a-run.ts'
import { aManifest } from '../report/a-manifest.ts'

export const NOW = Date.parse('2026-03-01T10:03:00Z')
export const COMMIT = 'c'.repeat(40)

const ran = (id: string, name: string, more: Partial<JobManifest>): JobManifest =>
  aManifest({ jobId: id, key: name, name, more })

/** A job as GitHub shows it, recorded, confirmed and successful; `record` changes what its manifest says. */
export const aReportedJob = (
  id: string,
  name: string,
  more: Partial<ReportedJob> = {},
  record: Partial<JobManifest> = {},
): ReportedJob => ({
  id,
  name,
  key: name,
  presence: 'recorded',
  signature: { mode: 'keyless', by: 'report', reason: 'countersigned' },
  agreement: 'confirmed',
  fields: ['actions', 'image.version'].map(field => ({
    field,
    agreement: 'confirmed',
    confirmedBy: 'log',
    values: [],
  })),
  api: { conclusion: 'success', status: 'completed', labels: [], steps: [] },
  timing: { clamped: [] },
  record: ran(id, name, {
    actions: [{ uses: 'octo/recorder', ref: COMMIT, kind: 'action', source: 'log' }],
    image: { version: { value: '20260220.4.1', source: 'log' } },
    ...record,
  }),
  ...more,
})

/** A job without a manifest. */
export const bare = (job: ReportedJob): ReportedJob => {
  const { record: _, ...rest } = job
  return { ...rest, agreement: 'unconfirmed' }
}

export const aRun = (jobs: readonly ReportedJob[], more: Partial<RunManifest> = {}): RunManifest => {
  const base = aRunManifest(1, () => 'build')
  return {
    ...base,
    run: { ...base.run, ref: { value: 'refs/heads/main', source: 'runner' } },
    jobs: [...jobs],
    unmatchedArtifacts: [],
    timeline: { ...(base.timeline ?? never()), jobs: [] },
    ...more,
  }
}

const never = (): never => {
  throw new Error('the run has no timeline')
}

/** Findings as `result subject`, of a policy as it would stand in the file. */
export const evaluate = (file: Omit<Policy, 'version'>, run: RunManifest, own = ''): readonly string[] => {
  const parsed = policy.parse({ version: 1, ...file })
  return evaluatePolicy(parsed, run, { now: NOW, ownJobId: own, ownJobKey: '' }).rules.map(
    ({ result, subject }) => `${result} ${subject}`,
  )
}
