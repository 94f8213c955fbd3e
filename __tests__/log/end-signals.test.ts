import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { signalOfMessage } from '../../src/log/readers/end-signal-words.ts'
import { readEndSignals } from './log-text.ts'

test.each([
  ['The job running on runner GitHub Actions 3 has exceeded the maximum execution time of 360 minutes.', 'timed-out'],
  ['The job has exceeded the maximum execution time of 6h0m0s', 'timed-out'],
  ['The job has exceeded the maximum execution time while awaiting a runner for 24h0m0s', 'queue-expired'],
  [
    'The self-hosted runner: box-1 lost communication with the server. Verify the machine is running and has a healthy network connection.',
    'runner-lost',
  ],
  ['The self-hosted runner lost communication with the server. Verify the machine is running.', 'runner-lost'],
  ['The hosted runner: GitHub Actions 9 lost communication with the server. Anything in', 'runner-lost'],
  [
    'The runner has received a shutdown signal. This can happen when the runner service is stopped, or a manually started runner is canceled.',
    'runner-shutdown',
  ],
  ['The job was not acquired by Runner of type hosted even after multiple attempts', 'no-runner'],
  ['The strategy configuration was canceled because "test._20_x" failed', 'fail-fast'],
  ['The operation was canceled.', 'cancelled'],
  ['The run was canceled by @octocat.', 'cancelled'],
  ['Canceling since a higher priority waiting request for ci-refs/heads/main exists', 'cancelled'],
  ['Process completed with exit code 1.', undefined],
  ['we say: The operation was canceled.', undefined],
])('%s', (message, expected) => {
  expect(signalOfMessage(message)).toBe(expected)
})

test('in a log only an error line counts, each signal once', async () => {
  const stamp = '2026-07-28T23:09:28.2898610Z '
  const log = [
    `${stamp}The operation was canceled.`,
    `${stamp}##[error]The runner has received a shutdown signal. This can happen.`,
    `${stamp}##[error]The operation was canceled.`,
    `${stamp}##[error]The operation was canceled.`,
  ].join('\n')
  expect(await readEndSignals(log)).toEqual(['runner-shutdown', 'cancelled'])
})

test('a line without an end costs no more than its length', async () => {
  const line = `##[error]The hosted runner: ${' lost'.repeat(2_000_000)}`
  expect(await readEndSignals(line)).toEqual([])
})

const folder = resolve(process.env['PIPELINE_TRACE_RECORDED'] ?? '../shared/recorded', 'logs/pytorch/classify')
const recorded = existsSync(folder) ? describe : describe.skip

/** Excerpts of real logs, whose interesting line is marked; skipped where the recorded data is not there. */
recorded('logs recorded from GitHub', () => {
  test.each([
    ['gha_cancellation_shutdown.txt', 'runner-shutdown'],
    ['gha_operation_canceled.txt', 'cancelled'],
  ])('%s says %s', async (file, signal) => {
    const text = readFileSync(resolve(folder, file), 'utf8').replace(/^#=MATCH=# |[‹›]/gm, '')
    expect(await readEndSignals(text)).toContain(signal)
  })
})
