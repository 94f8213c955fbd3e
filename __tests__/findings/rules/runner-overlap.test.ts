import { expect, test } from '@jest/globals'
import { runnerOverlap } from '../../../src/findings/rules/runner-overlap.ts'
import type { ReportedJob } from '../../../src/schema/run/run-manifest.ts'
import type { TimelineJob } from '../../../src/schema/run/run-timeline.ts'
import { at } from '../../render/a-timeline.ts'
import { anInput, type JobInput } from './finding-input.ts'

const job = (from: string, to: string, timed: Partial<TimelineJob> = {}): JobInput => {
  const api: ReportedJob['api'] = {
    labels: ['self-hosted'],
    steps: [{ number: 1, name: 'make', startedAt: at(from), completedAt: at(to), source: 'api' }],
  }
  return { times: ['00:00', '00:00', '10:00'], timed: { isHosted: false, runner: 'box', ...timed }, reported: { api } }
}

test('two jobs whose steps overlap on one runner are a certain finding', () => {
  const [finding, ...others] = runnerOverlap(
    anInput({ a: job('10:00:00', '10:05:00'), b: job('10:03:00', '10:06:00') }),
  )
  expect(others).toEqual([])
  expect(finding).toMatchObject({ severity: 'high', confidence: 'high', subject: { name: 'box' } })
  expect(finding?.summary).toBe('Two jobs ran at once on the self-hosted runner “box” for 2 m: “a” and “b”.')
})

test.each([
  ['one after the other', job('10:05:00', '10:06:00')],
  ['within the resolution of the times', job('10:04:56', '10:06:00')],
  ['on two runners', job('10:03:00', '10:06:00', { runner: 'other' })],
  ['on hosted machines', job('10:03:00', '10:06:00', { isHosted: true })],
  ['on machines of an unknown owner', job('10:03:00', '10:06:00', { isHosted: undefined })],
  ['after the runner was lost', job('10:03:00', '10:06:00', { shape: 'runner-lost' })],
])('jobs %s are no finding', (_, other) => {
  expect(runnerOverlap(anInput({ a: job('10:00:00', '10:05:00'), b: other }))).toEqual([])
})
