import { buildAccount } from '../../src/account/build-account.ts'
import { stateSigning } from '../../src/account/state-signing.ts'
import type { RunToCompare } from '../../src/compare/compare-runs.ts'
import { readJobResponse } from '../../src/github/rest/job.ts'
import type { JobManifest } from '../../src/schema/job/job-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { buildTimeline } from '../../src/timeline/build-timeline.ts'
import { anAccountInput } from '../account/an-account-input.ts'
import { aManifest } from '../report/a-manifest.ts'
import { anObservation } from '../timeline/an-observation.ts'

export type StepSpec = { readonly name: string; readonly seconds: number; readonly outcome?: string }

export type JobSpec = {
  readonly key: string
  readonly name?: string
  readonly matrix?: Readonly<Record<string, string>>
  readonly conclusion?: string
  readonly queueSeconds?: number
  readonly steps?: readonly StepSpec[]
  /** Facts of the recorder's manifest; null for a job without one. */
  readonly record?: Partial<JobManifest> | null
}

const fact = <T>(value: T) => ({ value, source: 'runner' as const })
const BEGIN = Date.UTC(2026, 2, 1, 10)
const at = (seconds: number): string => `${new Date(BEGIN + seconds * 1_000).toISOString().slice(0, 19)}Z`

/** A run whose jobs come one after the other, each with a recorder's manifest of its key and matrix. */
export const aRun = (runId: string, specs: readonly JobSpec[], more: Partial<RunManifest> = {}): RunManifest => {
  let now = 0
  const rows = specs.map((spec, index) => {
    const id = Number(runId) * 1_000 + index
    const { queueSeconds = 5, steps = [{ name: 'Run make', seconds: 60 }], conclusion = 'success' } = spec
    const created = now
    const started = created + queueSeconds
    let clock = started
    const listed = steps.map(({ name, seconds, outcome = 'success' }, step) => {
      const from = clock
      clock += seconds
      return {
        number: step + 1,
        name,
        conclusion: outcome,
        status: 'completed',
        started_at: at(from),
        completed_at: at(clock),
      }
    })
    now = clock
    const job = readJobResponse({
      ...{ id, name: spec.name ?? spec.key, status: 'completed', conclusion, run_attempt: 1 },
      ...{ created_at: at(created), started_at: at(started), completed_at: at(clock), steps: listed },
      ...{ labels: ['ubuntu-latest'], runner_id: 5, runner_name: 'GitHub Actions 5' },
    })
    if (job === undefined) throw new Error('not a job')
    return { spec, job, id: String(id) }
  })
  const manifests = new Map(
    rows.flatMap(({ spec, id }) => {
      if (spec.record === null) return []
      const manifest = aManifest({
        runId,
        jobId: id,
        key: spec.key,
        name: spec.name ?? spec.key,
        more: spec.record ?? {},
      })
      const matrix = spec.matrix === undefined ? {} : { matrix: fact({ ...spec.matrix }) }
      return [[id, { ...manifest, job: { ...manifest.job, ...matrix } }] as const]
    }),
  )
  const jobs = rows.map(({ job }) => job)
  const account = buildAccount(
    anAccountInput({
      run: { ...anAccountInput().run, runId: fact(runId), number: fact(Number(runId)), headSha: fact('a'.repeat(40)) },
      ownJobId: '',
      ownJobKey: '',
      jobs,
      timeline: buildTimeline({
        ...anObservation(jobs),
        attempts: [{ attempt: 1, startedAt: at(0), jobs, complete: true, traces: new Map() }],
        manifests,
      }),
    }),
  )
  const { manifest } = stateSigning(account, { mode: 'none', reason: 'made-by-command-line' })
  return {
    ...manifest,
    jobs: manifest.jobs.map(job => {
      const record = manifests.get(job.id ?? '')
      return record === undefined ? job : { ...job, key: record.job.key.value, presence: 'recorded', record }
    }),
    ...more,
  }
}

export const toCompare = (manifest: RunManifest, place = 'a folder'): RunToCompare => ({
  manifest,
  signed: 'unsigned',
  place,
  gaps: [],
})
