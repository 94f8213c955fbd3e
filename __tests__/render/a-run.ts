import { buildAccount } from '../../src/account/build-account.ts'
import { stateSigning } from '../../src/account/state-signing.ts'
import { readJobResponse } from '../../src/github/rest/job.ts'
import type { ReportedJob, RunManifest } from '../../src/schema/run/run-manifest.ts'
import { buildTimeline } from '../../src/timeline/build-timeline.ts'
import { anAccountInput } from '../account/an-account-input.ts'
import { aManifest } from '../report/a-manifest.ts'
import { anObservation } from '../timeline/an-observation.ts'

const fact = <T>(value: T) => ({ value, source: 'runner' as const })

/** A merged run of `count` jobs with the given display name; each has a failing step of the same name. */
export const aRunManifest = (
  count: number,
  name: (index: number) => string,
  more: Partial<RunManifest> = {},
): RunManifest => {
  const jobs = Array.from({ length: count }, (_, index) =>
    readJobResponse({
      id: index + 1,
      name: name(index),
      status: 'completed',
      conclusion: index === 0 ? 'failure' : 'success',
      created_at: '2026-03-01T10:00:00Z',
      started_at: '2026-03-01T10:00:10Z',
      completed_at: '2026-03-01T10:02:00Z',
      labels: ['ubuntu-latest'],
      runner_id: 5,
      runner_name: name(index),
      run_attempt: 1,
      html_url: `https://github.com/octo/app/actions/runs/5/job/${index + 1}`,
      steps: [
        {
          number: 2,
          name: name(index),
          conclusion: index === 0 ? 'failure' : 'success',
          started_at: '2026-03-01T10:00:14Z',
          completed_at: '2026-03-01T10:01:14Z',
        },
      ],
    }),
  ).filter(job => job !== undefined)
  const account = buildAccount(
    anAccountInput({
      run: { ...anAccountInput().run, number: fact(42), workflow: fact(name(0)) },
      ownJobId: '',
      ownJobKey: '',
      jobs,
      timeline: buildTimeline(anObservation(jobs)),
      unmatchedArtifacts: [{ artifact: name(0).slice(0, 512), reason: 'forged-name', detail: name(0).slice(0, 300) }],
      warnings: [{ code: 'not-waited-for', subject: name(0).slice(0, 300) }],
    }),
  )
  const { manifest } = stateSigning(account, { mode: 'keyless', reason: 'automatic' })
  return { ...manifest, jobs: manifest.jobs.map(job => withRecord(job, name(0))), ...more }
}

/** The same run where nobody recorded: each job has a log whose every free text is `name`. */
export const anUnrecordedRun = (count: number, name: (index: number) => string): RunManifest => {
  const manifest = aRunManifest(count, name)
  return { ...manifest, jobs: manifest.jobs.map(job => withLog(job, name(0))) }
}

const withLog = ({ record, ...job }: ReportedJob, name: string): ReportedJob => {
  const told = { source: 'log', confidence: 'medium' } as const
  return {
    ...job,
    presence: 'not-recorded',
    log: {
      runner: { version: { value: name.slice(0, 40), source: 'log' } },
      image: record?.image ?? {},
      actions: (record?.actions ?? []).map(action => ({ ...action, ...told })),
      caches: (record?.caches ?? []).map(cache => ({ ...cache, ...told })),
      artifacts: [{ name: name.slice(0, 512), id: '7', sizeBytes: 2_000, ...told }],
      buildCaches: [{ tool: 'buildkit', cachedLayers: 1, imports: [name.slice(0, 512)], step: name, ...told }],
      downloads: [],
      containers: [{ role: 'service', name, image: name, source: 'log' }],
      pulls: [{ image: name, step: name, ...told }],
      pushes: [{ image: name, digest: `sha256:${'a'.repeat(64)}`, step: name, ...told }],
      tools: [],
      gaps: [{ field: 'runner.version', reason: 'not-found' }],
    },
  }
}

/** The job with a record whose every free text is `name`. */
const withRecord = (job: ReportedJob, name: string): ReportedJob => ({
  ...job,
  record: aManifest({
    jobId: job.id ?? null,
    more: {
      caches: [
        {
          operation: 'restore',
          action: name,
          step: name,
          key: name.slice(0, 512),
          restoreKeys: [name.slice(0, 512)],
          result: 'partial',
          matchedKey: `${name.slice(0, 500)}-1`,
          sizeBytes: 1_234_567,
          source: 'log',
        },
      ],
      actions: [{ uses: name, ref: name.slice(0, 512), sha: 'c'.repeat(40), kind: 'action', source: 'log' }],
      artifacts: [{ name: name.slice(0, 512), sizeBytes: 2_000, source: 'results' }],
      image: { name: { value: name.slice(0, 200), source: 'runner' } },
      gaps: [{ field: 'runner.group', reason: 'not-provided' }],
    },
  }),
})
