import { expect, test } from '@jest/globals'
import { notRecorded } from '../../../src/findings/rules/not-recorded.ts'
import type { Absence, ReportedJob } from '../../../src/schema/run/run-manifest.ts'
import { anInput, type JobInput } from './finding-input.ts'

const job = (reported: Partial<ReportedJob>): JobInput => ({ times: ['00:00', '00:00', '01:00'], reported })
const DONE = job({ presence: 'recorded' })
const absent = (reason: Absence['reason'], more: Partial<ReportedJob> = {}): JobInput =>
  job({ presence: 'not-recorded', absence: { reason, source: 'log' }, ...more })

test('a job without a recorder where others have one', () => {
  const [finding] = notRecorded(anInput({ a: DONE, b: absent('no-recorder') }))
  expect(finding).toMatchObject({ severity: 'low', subject: { kind: 'job', name: 'b' } })
  expect(finding?.summary).toBe('1 job of 2 left no manifest, since no recorder ran: “b”.')
})

test('each reason is a finding of its own, and a loss is medium', () => {
  const found = notRecorded(
    anInput({
      a: DONE,
      b: DONE,
      c: absent('deleted', { absence: { reason: 'deleted', by: { job: 'clean-up' } } }),
      d: absent('no-recorder'),
    }),
  )
  expect(found.map(({ severity }) => severity)).toEqual(['medium', 'low'])
  expect(found[0]?.evidence[0]?.what).toContain('clean-up')
})

const reportLog: ReportedJob['log'] = {
  ...{
    runner: {},
    image: {},
    caches: [],
    buildCaches: [],
    artifacts: [],
    downloads: [],
    containers: [],
    pulls: [],
    pushes: [],
  },
  ...{
    tools: [],
    gaps: [],
    actions: [{ uses: 'octo/pipeline-trace/report', ref: 'v1', kind: 'action', source: 'log' }],
  },
}

test.each<[string, Readonly<Record<string, JobInput>>]>([
  ['every job is recorded', { a: DONE, b: DONE }],
  ['no job is', { a: absent('no-recorder'), b: absent('no-recorder') }],
  ['most jobs are not', { a: DONE, b: absent('no-recorder'), c: absent('no-recorder') }],
  ['it was told to leave none', { a: DONE, b: absent('upload-off') }],
  ['it was skipped', { a: DONE, b: job({ presence: 'skipped' }) }],
  ['it is the job of the report', { a: DONE, b: absent('no-recorder', { log: reportLog }) }],
])('no finding where %s', (_, jobs) => {
  expect(notRecorded(anInput(jobs))).toEqual([])
})
