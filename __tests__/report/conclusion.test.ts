import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { type ReportLab, startReportLab } from './report-lab.ts'

// Each test is a process of its own.
jest.setTimeout(120_000)

let lab: ReportLab
beforeEach(async () => {
  lab = await startReportLab()
})
afterEach(async () => {
  await lab.services.stop()
})

test.each([
  ['success', 'follow-run', 'success'],
  ['failure', 'follow-run', 'failure'],
  ['failure', 'neutral', 'neutral'],
  ['failure', '', 'neutral'],
] as const)(
  'a job that ended as %s, with conclusion %j: the check run is %s, the job green',
  async (ended, conclusion, expected) => {
    lab.finish({ conclusion: ended })
    const reported = await lab.report(conclusion === '' ? {} : { inputs: { conclusion } })
    expect([...lab.state.checkRuns.values()].map(run => run.conclusion)).toEqual([expected])
    expect(reported.code).toBe(0)
  },
)

test('a conclusion that there is not is an error that names the input', async () => {
  lab.finish()
  const reported = await lab.report({ inputs: { conclusion: 'red', strict: 'true' } })
  expect(reported.code).toBe(1)
  expect(reported.log).toContain('conclusion')
})
