import { describe, expect, test } from '@jest/globals'
import { THRESHOLDS } from '../../../src/findings/rules/finding-rule.ts'
import { retryMasking } from '../../../src/findings/rules/retry-masking.ts'
import { toHiddenHistory } from '../../../src/history/retried-tests.ts'
import type { HistoryJob, HistoryRun } from '../../../src/schema/history/history.ts'
import type { FlakyTest, TestReports } from '../../../src/schema/job/test-reports.ts'
import { finding } from '../../../src/schema/run/finding.ts'
import type { HiddenFailure } from '../../../src/schema/run/hidden-failure.ts'
import type { ReportedJob, RunManifest } from '../../../src/schema/run/run-manifest.ts'
import type { Retry } from '../../../src/schema/run/run-timeline.ts'
import { aRunManifest } from '../../render/a-run.ts'
import { aManifest } from '../../report/a-manifest.ts'

const ID = '2'
/** The run of the fixture: its first job failed, and the second one, `unit`, passed. */
const runWith = (more: Partial<ReportedJob> = {}, retries: readonly Retry[] = []): RunManifest => {
  const manifest = aRunManifest(2, index => (index === 0 ? 'lint' : 'unit'))
  const { timeline } = manifest
  return {
    ...manifest,
    jobs: manifest.jobs.map(job => ({ ...job, record: undefined, ...(job.id === ID ? more : {}) })),
    timeline: timeline && { ...timeline, retries: [...retries] },
  }
}
const evaluate = (manifest: RunManifest, past: readonly HistoryRun[] = []) => {
  const found = retryMasking({ manifest, past, thresholds: THRESHOLDS })
  for (const one of found) expect(finding.parse(one)).toEqual(one)
  return found
}
const hidden = (more: Partial<HiddenFailure> = {}): HiddenFailure => ({
  ...{
    kind: 'retried',
    step: 'Tests',
    failedAttempts: 2,
    class: 'test',
    rule: 'tap',
    confidence: 'high',
    lines: [60, 77],
  },
  ...more,
})
const flaky = (more: Partial<FlakyTest> = {}): FlakyTest => ({
  name: 'pays',
  suite: 'Cart',
  attempts: 2,
  by: 'stated',
  source: 'runner',
  ...more,
})
const reports = (...tests: readonly FlakyTest[]): TestReports => ({
  files: [],
  tests: 120,
  failed: 0,
  skipped: 0,
  flaky: tests.length,
  passedOnRetry: [...tests],
})
const recorded = (testReports: TestReports): Partial<ReportedJob> => ({ record: { ...aManifest(), testReports } })
const retry = (of?: 'test' | 'dependency'): Retry => ({
  name: 'unit',
  failed: { attempt: 1, id: '9', step: 'Tests', class: of },
  passed: { attempt: 2, id: ID },
  differences: [],
  same: [],
})
const past = (count: number, job: Partial<HistoryJob> = {}): readonly HistoryRun[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ runId: String(index + 1), attempt: 1, branch: 'main', event: 'push' },
    jobs: [{ key: 'unit', conclusion: 'success', ...job }],
  }))

describe('fires', () => {
  test('for a job that failed in an earlier attempt', () => {
    const [one] = evaluate(runWith({}, [retry('test')]))
    expect([one?.severity, one?.subject, one?.confidence]).toEqual([
      'medium',
      { kind: 'job', name: 'unit', jobId: ID },
      'high',
    ])
    expect(one?.summary).toBe(
      '“unit” passed and hides a failure: it failed in attempt 1 at “Tests” (test) and passed in attempt 2.',
    )
    expect(one?.evidence).toMatchObject([{ what: 'attempt 1 failed (test)', jobId: '9', step: 'Tests' }])
  })
  test('for a step that passed after failed attempts, with the line', () => {
    const [one] = evaluate(runWith({ hiddenFailures: [hidden()] }))
    expect(one?.summary).toContain('step “Tests” passed after 2 failed attempts (test)')
    expect(one?.evidence).toMatchObject([{ step: 'Tests', line: 60, source: 'log' }])
  })
  test('for a step that may fail and did: a low one', () => {
    const [one] = evaluate(runWith({ hiddenFailures: [hidden({ kind: 'tolerated', failedAttempts: undefined })] }))
    expect([one?.severity, one?.summary]).toEqual([
      'low',
      '“unit” passed and hides a failure: step “Tests” failed (test) and the job went on.',
    ])
    expect(one?.response).toContain('continue-on-error')
  })
  test('for such a step that only its recorder saw', () => {
    const steps = [{ name: 'Flaky', outcome: 'failure', source: 'steps' } as const]
    expect(evaluate(runWith({ record: { ...aManifest(), steps } }))[0]?.summary).toContain('step “Flaky” failed')
  })
  test('for tests that passed only on a retry: once for the job, by name', () => {
    const found = evaluate(runWith(recorded(reports(flaky(), flaky({ name: 'ships', by: 'repeated' })))))
    expect(found.map(({ summary }) => summary)).toEqual([
      '“unit” passed and hides a failure: 2 of 120 tests passed only on a retry, the first “Cart › pays”.',
    ])
    expect(found[0]?.evidence).toHaveLength(2)
  })
  test('low, and for whoever runs the service, where only a service failed', () => {
    const [one] = evaluate(runWith({}, [retry('dependency')]))
    expect([one?.severity, one?.owner]).toEqual(['low', 'external-service'])
  })
  test('with medium confidence where the report only repeats the test', () => {
    expect(evaluate(runWith(recorded(reports(flaky({ by: 'repeated' })))))[0]?.confidence).toBe('medium')
  })
})

describe('how often lately', () => {
  const often = runWith(recorded(reports(flaky())))
  test('is counted over the past runs of the job, and decides the severity', () => {
    const [one] = evaluate(often, [...past(6, { flakyTests: ['Cart › pays'] }), ...past(14)])
    expect([one?.severity, one?.summary]).toEqual([
      'high',
      expect.stringContaining('6 of its last 20 runs needed a retry too, “Cart › pays” in 6 of them'),
    ])
  })
  test('counts attempts and repeated steps, and stays medium where it is rare', () => {
    const [one] = evaluate(often, [...past(1, { failedAttempts: 1 }), ...past(1, { retriedSteps: 1 }), ...past(28)])
    expect([one?.severity, one?.summary]).toEqual(['medium', expect.stringContaining('2 of its last 30 runs')])
  })
  test('is not stated below the number of samples, nor from runs of other jobs', () => {
    expect(evaluate(often, past(9, { failedAttempts: 1 }))[0]?.summary).not.toContain('last')
    expect(evaluate(often, past(30, { key: 'other', failedAttempts: 1 }))[0]?.summary).not.toContain('last')
  })
  test('the history keeps what the rule compares', () => {
    const job = runWith({ ...recorded(reports(flaky())), hiddenFailures: [hidden()] }).jobs.find(({ id }) => id === ID)
    expect(job && toHiddenHistory(job)).toEqual({ retriedSteps: 1, flakyTests: ['Cart › pays'] })
    expect(toHiddenHistory({})).toEqual({ retriedSteps: undefined, flakyTests: undefined })
  })
})

describe('is silent', () => {
  const api = { ...runWith().jobs.find(({ id }) => id === ID)?.api, labels: [], steps: [] }
  test.each<[string, RunManifest]>([
    ['a run without retries', runWith()],
    ['tests that all passed the first time', runWith(recorded(reports()))],
    [
      'a job that failed: nothing hides its failure',
      runWith({ ...recorded(reports(flaky())), hiddenFailures: [hidden()], api: { ...api, conclusion: 'failure' } }),
    ],
    ['a job that was cancelled', runWith({ hiddenFailures: [hidden()], api: { ...api, conclusion: 'cancelled' } })],
    [
      'a job that was carried over from an earlier attempt',
      runWith({ hiddenFailures: [hidden()], presence: 'carried-over' }),
    ],
    ['a retry of another job', runWith({}, [{ ...retry(), passed: { attempt: 2, id: '77' } }])],
  ])('for %s', (_, manifest) => {
    expect(evaluate(manifest)).toEqual([])
  })
})
