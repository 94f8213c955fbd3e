import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { Lineage } from '../../src/schema/run/run-evidence.ts'
import type { ReportedJob, RunManifest } from '../../src/schema/run/run-manifest.ts'
import type { Timeline } from '../../src/schema/run/run-timeline.ts'

const SAMPLE = join(import.meta.dirname, '..', 'samples', '1.0', 'run-manifest.json')

const sample = readRunManifest(readFileSync(SAMPLE)).value

/** A digest, a commit or an id that a number stands for. */
export const digest = (number: number): string => `sha256:${number.toString(16).padStart(8, '0').repeat(8)}`
export const commit = (number: number): string => number.toString(16).padStart(8, '0').repeat(5)

export type Run = {
  readonly id: string
  readonly workflow?: string
  readonly event?: string
  readonly ref?: string
  readonly commit?: number
  readonly triggeredBy?: string | undefined
  readonly repository?: string
  /** Digests of artifacts that its job made, and used. */
  readonly makes?: readonly number[]
  readonly uses?: readonly number[]
  readonly deploysTo?: string
  readonly state?: 'success' | 'failure' | 'waiting' | 'rejected'
  readonly approvedBy?: readonly string[] | undefined
  readonly at?: string
  /** How artifacts are named. */
  readonly name?: string
}

const fact = <T>(value: T) => ({ value, source: 'runner' as const })

/** The manifest of a run with one job. */
export const aRunManifest = (run: Run): RunManifest => {
  const { id, repository = 'octo/app', event = 'push', at = '2026-03-01T10:00:00Z' } = run
  return {
    ...sample,
    correlationId: `github.com/1/${id}`,
    run: {
      ...{ serverUrl: fact('https://github.com'), repository: fact(repository), repositoryId: fact('1') },
      ...{ runId: fact(id), attempt: fact(1), event: fact(event), ref: fact(run.ref ?? 'refs/heads/main') },
      ...{ sha: fact(commit(run.commit ?? 1)), workflow: fact(run.workflow ?? 'CI'), startedAt: fact(at) },
      triggeredBy: run.triggeredBy === undefined ? undefined : fact({ runId: run.triggeredBy }),
    },
    result: run.state === 'failure' ? 'failure' : 'success',
    jobs: [aJob(run)],
    unmatchedArtifacts: [],
    artifacts: [],
    lineage: aLineage(run),
    timeline: aTimeline(run, at),
    findings: undefined,
    rerunConditions: undefined,
    reportedAt: at,
  }
}

const jobId = ({ id }: Run): string => `9${id}`

const aJob = (run: Run): ReportedJob => ({
  ...{ key: 'job', id: jobId(run), name: `job of ${run.id}`, presence: 'recorded', agreement: 'confirmed' },
  ...{ signature: { mode: 'keyless', by: 'job', reason: '', signer: { identity: 'https://signer', issuer: 'x' } } },
  ...{ fields: [], timing: { clamped: [] } },
})

const aLineage = (run: Run): Lineage => {
  const madeBy = { jobId: jobId(run), job: `job of ${run.id}`, source: 'results', confidence: 'high' } as const
  const consumer = { jobId: jobId(run), job: `job of ${run.id}`, digest: 'same', source: 'log' } as const
  const artifact = (number: number) => ({
    name: run.name ?? `app-${number}`,
    id: String(number),
    digest: digest(number),
  })
  return {
    artifacts: [
      ...(run.makes ?? []).map(number => ({ ...artifact(number), madeBy, consumers: [], flags: [] })),
      ...(run.uses ?? []).map(number => ({
        ...artifact(number),
        consumers: [consumer],
        flags: ['other-run' as const],
      })),
    ],
    images: [],
    deployed:
      run.deploysTo === undefined || run.state === 'waiting'
        ? []
        : [
            {
              ...{ environment: run.deploysTo, deploymentId: `5${run.id}`, jobId: jobId(run), observed: true },
              artifacts: (run.uses ?? []).map(number => ({ ...artifact(number), how: 'downloaded-in-job' as const })),
            },
          ],
  }
}

const aTimeline = (run: Run, at: string): Timeline | undefined => {
  const { deploysTo: environment, state = 'success' } = run
  if (sample.timeline === undefined || environment === undefined) return undefined
  const isOpen = state === 'waiting'
  const by = { source: 'api', confidence: 'high' } as const
  return {
    ...sample.timeline,
    jobs: sample.timeline.jobs.slice(0, 1).map(job => ({
      ...job,
      ...{ id: jobId(run), name: `job of ${run.id}`, environment },
      ...{ conclusion: isOpen ? undefined : state === 'rejected' ? 'failure' : state, completedAt: at },
    })),
    protection:
      run.approvedBy === undefined
        ? []
        : [
            {
              ...{ kind: 'environment', environment, jobId: jobId(run), owner: 'approver', timeKnown: true, end: at },
              state: state === 'rejected' ? 'rejected' : 'passed',
              ...{ rules: [{ kind: 'required-reviewers' }], by: [...run.approvedBy], reviewers: [] },
              ...by,
            },
          ],
    deployments: [
      {
        ...{ id: `5${run.id}`, environment, jobId: jobId(run), convergence: 'not-observed' },
        intervals: [{ state: isOpen ? 'waiting' : 'deploying', start: at, end: isOpen ? undefined : at, ...by }],
      },
    ],
  }
}
