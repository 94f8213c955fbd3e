import { expect, test } from '@jest/globals'
import { renderCheckRun } from '../../src/render/check-run-body.ts'
import { jobLines } from '../../src/report/job-lines.ts'
import type { Finding } from '../../src/schema/run/finding.ts'
import { aRunManifest } from '../render/a-run.ts'
import { planOf } from '../workflow/plan-of.ts'

const CALLER = `name: CI
on: push
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - run: make
  checks:
    needs: build
    strategy:
      matrix: { os: [a, b] }
    with: { level: high }
    uses: ./.github/workflows/checks.yml
`
const USES_LINE = CALLER.split('\n').findIndex(line => line.includes('uses: ./')) + 1

const CALLED = `on: { workflow_call: { inputs: { level: { type: string } } } }
jobs:
  lint:
    runs-on: ubuntu-24.04
    steps:
      - run: make lint
`

test('an annotation of a failed job of a called workflow is on the line of the caller’s uses', async () => {
  const { value: plan } = await planOf(CALLER, { '.github/workflows/checks.yml': CALLED })
  const planIds = ['checks/lint', 'build']
  const manifest = aRunManifest(2, index => ['checks (a) / lint', 'build'][index] ?? '')
  const jobs = (manifest.timeline?.jobs ?? []).map((job, index) => ({ ...job, planId: planIds[index] }))
  expect(plan?.jobs.map(({ id }) => id)).toEqual(expect.arrayContaining(planIds))
  const timeline = manifest.timeline === undefined ? undefined : { ...manifest.timeline, jobs }
  const lines = jobLines(plan, timeline)
  const workflowRef = { value: 'octo/app/.github/workflows/ci.yml@refs/heads/main', source: 'runner' } as const
  const failures = renderCheckRun(
    { ...manifest, timeline, run: { ...manifest.run, workflowRef } },
    { lines },
  ).annotations.filter(({ annotation_level }) => annotation_level === 'failure')
  expect(failures).toMatchObject([
    { path: '.github/workflows/ci.yml', start_line: USES_LINE, end_line: USES_LINE, title: 'checks (a) / lint' },
  ])
  expect([...lines]).toEqual([
    ['1', USES_LINE],
    ['2', 4],
  ])
})

test('a finding about a job is a warning on its line; a low one, and one about something else, is none', async () => {
  const { value: plan } = await planOf(CALLER, { '.github/workflows/checks.yml': CALLED })
  const manifest = aRunManifest(2, index => ['checks (a) / lint', 'build'][index] ?? '')
  const jobs = (manifest.timeline?.jobs ?? []).map((job, index) => ({
    ...job,
    planId: ['checks/lint', 'build'][index],
  }))
  const timeline = manifest.timeline === undefined ? undefined : { ...manifest.timeline, jobs }
  const about = (severity: Finding['severity'], jobId: string | undefined): Finding => ({
    ...{ rule: 'oversized-job', severity, subject: { kind: 'job', name: 'build', jobId }, summary: 'It is long.' },
    ...{ evidence: [], confidence: 'high', reason: 'times', response: 'Divide it.', owner: 'author' },
  })
  const found = [about('medium', '2'), about('low', '2'), about('high', undefined)]
  const { annotations } = renderCheckRun(
    {
      ...{ ...manifest, timeline },
      run: {
        ...manifest.run,
        workflowRef: { value: 'octo/app/.github/workflows/ci.yml@refs/heads/main', source: 'runner' },
      },
      findings: { baseline: { from: 'none', runs: 0 }, found, otherDifferences: [], ignored: [] },
    },
    { lines: jobLines(plan, timeline) },
  )
  expect(annotations.filter(({ title }) => title === 'oversized-job')).toEqual([
    {
      ...{ path: '.github/workflows/ci.yml', start_line: 4, end_line: 4, annotation_level: 'warning' },
      ...{ title: 'oversized-job', message: 'It is long. Divide it.' },
    },
  ])
})
