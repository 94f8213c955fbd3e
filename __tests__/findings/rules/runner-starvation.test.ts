import { describe, expect, test } from '@jest/globals'
import { runnerStarvation } from '../../../src/findings/rules/runner-starvation.ts'
import { anInterval } from '../../render/a-timeline.ts'
import { anInput, aPast, type JobInput } from './finding-input.ts'

const GPU = { labels: ['gpu', 'self-hosted'], isHosted: false, runner: 'gpu-1' }
const own = (times: JobInput['times'], timed: JobInput['timed'] = {}): JobInput => ({
  times,
  timed: { ...GPU, ...timed },
})
const queueOf = (queueMs: number) => ({ jobs: [{ key: 'a', labels: ['self-hosted', 'gpu'], queueMs }] })

describe('without a past', () => {
  test('jobs of the run that held the one runner: names, share and what one more runner saves', () => {
    const [finding, ...others] = runnerStarvation(
      anInput({ a: own(['00:00', '00:00', '10:00']), b: own(['00:00', '10:00', '20:00']) }),
    )
    expect(others).toEqual([])
    expect(finding).toMatchObject({ severity: 'high', confidence: 'high', subject: { name: 'gpu, self-hosted' } })
    expect(finding?.summary).toBe(
      '“b” waited 10 m for a runner with gpu, self-hosted; jobs of this run held its one runner for 100 % of that time: “a”. One more runner would save 10 m of the run’s 20 m.',
    )
    expect(finding?.evidence.map(({ job }) => job)).toEqual(['b', 'a'])
  })

  test('a short wait that is most of a short run is low', () => {
    const [finding] = runnerStarvation(
      anInput({ a: own(['00:00', '00:00', '00:40']), b: own(['00:00', '00:40', '01:20']) }),
    )
    expect(finding).toMatchObject({ severity: 'low', rule: 'runner-starvation' })
  })

  test.each<[string, Readonly<Record<string, JobInput>>]>([
    ['no wait', { a: own(['00:00', '00:00', '10:00']), b: own(['00:00', '00:05', '10:00'], { runner: 'gpu-2' }) }],
    ['a wait under the threshold that another run caused', { a: own(['00:00', '04:00', '05:00']) }],
    [
      'a wait whose runner another job of the run had left long before',
      { a: own(['00:00', '00:00', '00:30']), b: own(['00:00', '04:30', '05:00']) },
    ],
    [
      'a wait for a concurrency group',
      {
        a: own(['00:00', '00:00', '10:00']),
        b: own(['00:00', '10:00', '20:00'], {
          intervals: [anInterval('blocked', '10:00:00', '10:10:00'), anInterval('executing', '10:10:00', '10:20:00')],
        }),
      },
    ],
    [
      'a queue that may be a gate',
      {
        a: own(['00:00', '00:00', '10:00']),
        b: own(['00:00', '10:00', '20:00'], {
          intervals: [
            anInterval('queued', '10:00:00', '10:10:00', { confidence: 'low' }),
            anInterval('executing', '10:10:00', '10:20:00'),
          ],
        }),
      },
    ],
    [
      'a long wait that did not delay the run',
      { a: own(['00:00', '06:00', '07:00'], { slack: { ifInstantMs: 0, ifNotQueuedMs: 0 } }) },
    ],
  ])('%s is no finding', (_, jobs) => {
    expect(runnerStarvation(anInput(jobs))).toEqual([])
  })

  test('a long wait that delayed the run and whose cause is not known is low, and says so', () => {
    const slow = own(['00:00', '06:00', '07:00'], { slack: { ifInstantMs: 400_000, ifNotQueuedMs: 360_000 } })
    const [finding] = runnerStarvation(anInput({ a: slow }))
    expect(finding).toMatchObject({ severity: 'low', confidence: 'low' })
    expect(finding?.summary).toContain('no job of this run shows who held the runner')
  })
})

describe('against a past', () => {
  const waited = { a: own(['00:00', '06:00', '08:00']) }

  test('an unusual wait over the threshold is found', () => {
    const [finding] = runnerStarvation(anInput(waited, { past: aPast(12, queueOf(4_000)) }))
    expect(finding?.summary).toContain('the median of 12 past runs is 4 s, their 95th percentile 4 s')
  })

  test('one below it is none, however short the others were: one run in twenty is over their 95th percentile', () => {
    const shorter = { a: own(['00:00', '04:00', '06:00']) }
    expect(runnerStarvation(anInput(shorter, { past: aPast(12, queueOf(4_000)) }))).toEqual([])
  })

  test.each([
    ['too few runs', 9, 4_000],
    ['a wait as usual', 12, 350_000],
  ])('%s give no verdict', (_, runs, queueMs) => {
    expect(runnerStarvation(anInput(waited, { past: aPast(runs, queueOf(queueMs)) }))).toEqual([])
  })
})
