import { describe, expect, test } from '@jest/globals'
import { systemLog } from '../../../lab/rest/log-archive.ts'
import type { Outcome } from '../../../lab/scheduler/run-attempt.ts'
import type { LabJob } from '../../../lab/state.ts'
import { toMillis } from '../../../src/core/time.ts'
import { readRunLogArchive } from '../../../src/log/archive/run-log-archive.ts'
import { readControlTrace } from '../../../src/log/queue/control-trace.ts'
import { aJob, aRun, aState } from '../../lab/a-state.ts'
import { inLab, type TestLab } from '../../lab/scheduler/lab-harness.ts'

const WORKFLOW = `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    strategy: { matrix: { os: [a, b, c] } }
    name: 'build: \${{ matrix.os }} / x'
    steps: [{ run: sleep 0.1; echo Waiting for a runner to pick up this job... }]
  call: { if: github.ref == 'refs/heads/main', uses: ./.github/workflows/called.yml }
  off: { if: false, runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
  mine: { runs-on: self-hosted, needs: call, steps: [{ run: 'true' }] }
`
const CALLED = `on: workflow_call
jobs:
  inner: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] }
`

const archiveOf = async (lab: TestLab, { run, attempt }: Outcome): Promise<Uint8Array> => {
  const { apiUrl } = lab.lab.services
  const response = await fetch(`${apiUrl}/repos/octo/pipeline/actions/runs/${run.id}/attempts/${attempt}/logs`)
  return new Uint8Array(await response.arrayBuffer())
}

const asListed = (job: LabJob) => ({
  id: String(job.id),
  name: job.name,
  startedAt: job.startedAt?.toISOString(),
  runnerName: job.runnerName ?? undefined,
})

const millis = (value: string | undefined): number => toMillis(value ?? '') ?? Number.NaN

describe('the archive of a run of the lab', () => {
  test('gives each job the times that the scheduler had', () =>
    inLab(
      WORKFLOW,
      async (lab, outcome) => {
        expect(outcome.conclusion).toBe('success')
        const jobs = [...lab.jobs(outcome).values()].filter(job => job.conclusion !== 'skipped')
        expect(jobs.map(job => job.name).toSorted()).toEqual([
          'build: a / x',
          'build: b / x',
          'build: c / x',
          'call / inner',
          'mine',
        ])
        const { value: facts, gaps } = readRunLogArchive(await archiveOf(lab, outcome), jobs.map(asListed))
        expect(gaps).toEqual([])
        for (const job of jobs) {
          const trace = facts.traces.get(String(job.id))
          expect(millis(trace?.queuedAt)).toBe(job.queuedAt?.getTime())
          expect(millis(trace?.assignedAt)).toBe(job.startedAt?.getTime())
          expect(millis(trace?.admittedAt)).toBeLessThanOrEqual(job.createdAt.getTime())
          expect(millis(trace?.runnerAt)).toBeGreaterThanOrEqual(millis(trace?.assignedAt))
          expect(trace).toMatchObject({
            runnerName: job.runnerName,
            saidBusy: job.busyAt !== undefined,
            resolutionMs: 1,
          })
          expect(trace?.isHosted).toBe(job.runnerGroupName === 'GitHub Actions' ? true : undefined)
          expect(facts.findLog(String(job.id))).toEqual(Buffer.from(job.log ?? []))
        }
        expect(jobs.some(job => job.busyAt !== undefined)).toBe(true)
      },
      { '.github/workflows/called.yml': CALLED },
      { hostedRunners: 1 },
    ))

  test('says how the job was admitted, through the workflows that called', () =>
    inLab(
      WORKFLOW,
      (lab, outcome) => {
        const job = lab.jobs(outcome).get('call / inner') as LabJob
        const text = systemLog(lab.lab.state, outcome.run, job)
        const lines = text.split('\n').map(line => line.slice(29))
        const sha = outcome.run.sha
        expect(lines).toEqual(
          expect.arrayContaining([
            'Evaluating call.if',
            "Evaluating: (success() && (github.ref == 'refs/heads/main'))",
            "Expanded: (true && ('refs/heads/main' == 'refs/heads/main'))",
            'Result: true',
            'Evaluating call.inner.if',
            'Evaluating: success()',
            'Job defined at: octo/pipeline/.github/workflows/called.yml@refs/heads/main',
            'Reusable workflow chain:',
            `octo/pipeline/.github/workflows/ci.yml@refs/heads/main (${sha})`,
            `-> octo/pipeline/.github/workflows/called.yml@refs/heads/main (${sha})`,
          ]),
        )
      },
      { '.github/workflows/called.yml': CALLED },
    ))
})

describe('the lab’s own lines of GitHub', () => {
  const time = (minute: number, second = 0): Date => new Date(Date.UTC(2026, 2, 1, 10, minute, second, 250))

  test('wait again every five minutes, in whatever order they are written', () => {
    const state = aState()
    const run = aRun(state)
    const texts = Array.from({ length: 8 }, () => {
      const job = aJob(state, run, { createdAt: time(0), queuedAt: time(1), busyAt: time(1), startedAt: time(13) })
      const text = systemLog(state, run, job)
      expect(readControlTrace(undefined, text)).toEqual({
        admittedAt: '2026-03-01T10:00:00.2500000Z',
        queuedAt: '2026-03-01T10:01:00.2500000Z',
        assignedAt: '2026-03-01T10:13:00.2500000Z',
        runnerAt: undefined,
        runnerName: 'GitHub Actions 5',
        condition: { text: 'success()', result: true },
        isHosted: true,
        saidBusy: true,
        resolutionMs: 1,
      })
      const waiting = text.split('\n').filter(line => line.includes('Waiting for a runner'))
      expect(waiting.map(line => line.slice(14, 16))).toEqual(['01', '06', '11'])
      return text
    })
    expect(new Set(texts).size).toBeGreaterThan(3)
  })

  test('of a job that was cancelled before a machine came have no assignment', () => {
    const state = aState()
    const run = aRun(state)
    const none = { runnerId: null, runnerName: null, runnerGroupName: null }
    const job = aJob(state, run, { ...none, queuedAt: time(1), startedAt: time(12), completedAt: time(12) })
    const trace = readControlTrace(undefined, systemLog(state, run, job))
    expect(trace).toMatchObject({ queuedAt: '2026-03-01T10:01:00.2500000Z', assignedAt: undefined })
  })

  test('of a job that a group or an environment held to its end have no queue', () => {
    const state = aState()
    const run = aRun(state)
    const job = aJob(state, run, { runnerId: null, runnerName: null, runnerGroupName: null, completedAt: time(12) })
    const trace = readControlTrace(undefined, systemLog(state, run, job))
    expect(trace).toMatchObject({ admittedAt: '2026-03-01T10:00:00.2500000Z', queuedAt: undefined })
  })
})
