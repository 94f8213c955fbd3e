import { expect, test } from '@jest/globals'
import { clockTrouble } from '../../../src/findings/rules/clock-trouble.ts'
import { aManifest } from '../../report/a-manifest.ts'
import { anInput, type JobInput } from './finding-input.ts'

const job = (offsetMs?: number, uncertaintyMs = 600): JobInput => ({
  times: ['00:00', '00:00', '01:00'],
  timed: { runner: 'box' },
  reported: {
    record: aManifest({
      more: { clock: offsetMs === undefined ? {} : { offsetMs: { value: offsetMs, source: 'runner' }, uncertaintyMs } },
    }),
  },
})

test.each([
  [12_000, 'low', 'The clock of the runner of “a” was 12 s ahead of GitHub’s (“box”).'],
  [-90_000, 'medium', 'The clock of the runner of “a” was 1 m 30 s behind GitHub’s (“box”).'],
])('an offset of %i ms is %s', (offset, severity, summary) => {
  expect(clockTrouble(anInput({ a: job(offset), b: job(20) }))).toMatchObject([{ severity, summary }])
})

test('several wrong clocks are one finding', () => {
  expect(clockTrouble(anInput({ a: job(12_000), b: job(30_000) }))).toMatchObject([{ subject: { kind: 'run' } }])
})

test.each([
  ['a small offset', job(4_000)],
  ['an offset within the uncertainty', job(9_000, 5_000)],
  ['no measurement', job()],
])('%s is no finding', (_, given) => {
  expect(clockTrouble(anInput({ a: given }))).toEqual([])
})
