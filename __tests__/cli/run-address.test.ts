import { expect, test } from '@jest/globals'
import { readRunAddress } from '../../src/cli/inputs/run-address.ts'

const SERVER = 'https://github.com'
const RUN = { serverUrl: SERVER, repository: 'o/a', runId: '7', checkRunId: undefined, attempt: undefined }
const CHECK = { serverUrl: SERVER, repository: 'o/a', runId: undefined, checkRunId: '55', attempt: undefined }
const SHA = 'a'.repeat(40)

test.each([
  ['/o/a/actions/runs/7', RUN],
  ['/o/a/actions/runs/7/attempts/2', { ...RUN, attempt: 2 }],
  ['/o/a/actions/runs/7/job/55?pr=3#step:2:1', RUN],
  ['/o/a/pull/12/checks?check_run_id=55', CHECK],
  ['/o/a/pull/12/checks?sha=abc&check_run_id=55', CHECK],
  [`/o/a/commit/${SHA}/checks/55`, CHECK],
  ['/o/a/runs/55?check_suite_focus=true', CHECK],
  ['/o/a/pull/12/checks', undefined],
  ['/o/a/pull/12', undefined],
  ['/o/a/runs/', undefined],
  ['/o/a/pull/12/checks?check_run_id=5x', undefined],
])('%s', (path, expected) => {
  expect(readRunAddress([`${SERVER}${path}`])).toEqual(expected)
})
