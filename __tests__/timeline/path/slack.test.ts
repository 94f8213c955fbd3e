import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { measureSlack } from '../../../src/timeline/path/slack.ts'
import { propertyRuns } from '../../property-runs.ts'
import { aGraph, aPathJob, type Network, networks, second } from './a-path.ts'

/** When the run ends, counted job by job; one job may be shorter by some seconds. */
const makespan = ({ lags, queued, worked, needs }: Network, shorter = -1, by = 0): number => {
  const ends: number[] = []
  for (const [index, lag] of lags.entries()) {
    const own = (queued[index] ?? 0) + (worked[index] ?? 0) - (index === shorter ? by : 0)
    ends.push((needs[index] ?? []).reduce((last, id) => Math.max(last, ends[Number(id)] ?? 0), 0) + lag + own)
  }
  return Math.max(0, ...ends)
}

describe('slack', () => {
  test('is what counting the whole run again with one job shorter gives', () => {
    const lags = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 }))
    fc.assert(
      fc.property(networks(lags), network => {
        const slack = measureSlack(aGraph(network.needs), network.jobs, second(0))
        const whole = makespan(network)
        const expected = network.jobs.map(({ id }, index) => {
          const [queued, worked] = [network.queued[index] ?? 0, network.worked[index] ?? 0]
          const saved = (by: number): number => (whole - makespan(network, index, by)) * 1_000
          return [id, { ifInstantMs: saved(queued + worked), ifNotQueuedMs: saved(queued) }]
        })
        expect(slack).toEqual(new Map(expected as [string, { ifInstantMs: number; ifNotQueuedMs: number }][]))
      }),
      { numRuns: propertyRuns(3_000) },
    )
  })

  test('is within the time of the job and of the run, whatever the times say against the graph', () => {
    const anyJob = fc.record({ from: fc.integer({ min: -50, max: 100 }), queued: fc.nat(60), worked: fc.nat(60) })
    fc.assert(
      fc.property(networks(fc.constant(0)), fc.array(anyJob, { minLength: 16, maxLength: 16 }), (network, times) => {
        const jobs = network.jobs.map(({ id }, index) => {
          const { from, queued, worked } = times[index] ?? { from: 0, queued: 0, worked: 0 }
          return aPathJob(id, from, [
            ['queued', queued],
            ['executing', worked],
          ])
        })
        const slack = measureSlack(aGraph(network.needs), jobs, second(0))
        for (const { id, admittedAt, completedAt } of jobs) {
          const { ifInstantMs, ifNotQueuedMs } = slack?.get(id) ?? { ifInstantMs: -1, ifNotQueuedMs: -1 }
          expect(ifNotQueuedMs).toBeGreaterThanOrEqual(0)
          expect(ifNotQueuedMs).toBeLessThanOrEqual(ifInstantMs)
          expect(ifInstantMs).toBeLessThanOrEqual(Math.max(0, completedAt - Math.max(admittedAt, second(0))) / 1_000)
        }
      }),
      { numRuns: propertyRuns(2_000) },
    )
  })

  test('a job that was skipped hands on to what it waited for', () => {
    const jobs = [aPathJob('1', 0, [['executing', 60]]), aPathJob('3', 60, [['executing', 30]])]
    const slack = measureSlack(aGraph({ 1: [], 2: ['1'], 3: ['2'] }), jobs, second(0))
    expect(slack?.get('1')).toEqual({ ifInstantMs: 60_000, ifNotQueuedMs: 0 })
  })

  test.each([
    ['edges are not known', aGraph({ 1: [] })],
    ['needs stand in a circle', aGraph({ 1: ['2'], 2: ['1'] })],
  ])('is not told where %s', (_, graph) => {
    const jobs = [aPathJob('1', 0, [['executing', 60]]), aPathJob('2', 60, [['executing', 30]])]
    expect(measureSlack(graph, jobs, second(0))).toBeUndefined()
  })
})
