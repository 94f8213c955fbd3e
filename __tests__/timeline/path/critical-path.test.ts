import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CriticalPath } from '../../../src/schema/run/run-timeline.ts'
import { type Instant, toInstant } from '../../../src/timeline/instant.ts'
import { findCriticalPath } from '../../../src/timeline/path/critical-path.ts'
import { propertyRuns } from '../../property-runs.ts'
import { aGraph, aPathJob, networks, second } from './a-path.ts'
import { pathFaultsOf } from './path-faults.ts'

/** `job state seconds [subject]`, as a reader sees the path. */
const told = (path: CriticalPath | undefined): readonly string[] =>
  (path?.segments ?? []).map(({ jobId = '-', state, start, end, subject }) => {
    const seconds = ((toInstant(end) ?? 0) - (toInstant(start) ?? 0)) / 1_000_000
    return [jobId, state, seconds, ...(subject === undefined ? [] : [`(${subject})`])].join(' ')
  })

const lastOf = (jobs: readonly { readonly completedAt: Instant }[]): Instant =>
  jobs.reduce((last, { completedAt }) => Math.max(last, completedAt), second(0))

describe('the critical path', () => {
  test('goes back from the last completion to what each job waited for longest', () => {
    const jobs = [
      aPathJob('1', 0, [
        ['queued', 5],
        ['executing', 10],
      ]),
      aPathJob('2', 0, [['executing', 40]]),
      aPathJob(
        '3',
        42,
        [
          ['waiting-for-policy', 180],
          ['queued', 6],
          ['deploying', 30],
        ],
        { environment: 'production' },
      ),
      aPathJob('4', 15, [['executing', 60]]),
    ]
    const path = findCriticalPath(aGraph({ 1: [], 2: [], 3: ['1', '2'], 4: ['1'] }), jobs, second(-3))
    expect(path).toMatchObject({
      edges: 'known',
      totalMs: 261_000,
      statesMs: { admitted: 5_000, executing: 40_000, 'waiting-for-policy': 180_000, queued: 6_000, deploying: 30_000 },
    })
    expect(told(path)).toEqual([
      '- admitted 3',
      '2 executing 40',
      '3 admitted 2',
      '3 waiting-for-policy 180 (production)',
      '3 queued 6 (linux, arm)',
      '3 deploying 30 (production)',
    ])
  })

  test('passes through a job that was skipped, whether it has an instant or none', () => {
    const jobs = [aPathJob('1', 0, [['executing', 10]]), aPathJob('4', 20, [['executing', 5]])]
    const graph = aGraph({ 1: [], 2: ['1'], 3: ['2'], 4: ['3'] })
    const expected = ['1 executing 10', '4 admitted 10', '4 executing 5']
    expect(told(findCriticalPath(graph, jobs, second(0)))).toEqual(expected)
    const skipped = [aPathJob('2', 12, []), aPathJob('3', 19, [])]
    expect(told(findCriticalPath(graph, [...jobs, ...skipped], second(0)))).toEqual(expected)
  })

  test('without edges takes the job that was over last before, and says that nobody saw the time between', () => {
    const jobs = [
      aPathJob('1', 2, [['executing', 10]]),
      aPathJob('2', 2, [['executing', 20]]),
      aPathJob('3', 30, [['executing', 5]]),
    ]
    const path = findCriticalPath(aGraph({}), jobs, second(0))
    expect(path?.edges).toBe('unknown')
    expect(told(path)).toEqual(['- unobserved 2', '2 executing 20', '3 unobserved 8', '3 executing 5'])
    expect(path?.segments.filter(({ state }) => state === 'unobserved').map(({ confidence }) => confidence)).toEqual([
      'low',
      'low',
    ])
  })

  test('is known where its own edges are, partly where one of them is not', () => {
    const jobs = [aPathJob('1', 0, [['executing', 10]]), aPathJob('2', 10, [['executing', 5]])]
    const edges = (needs: Readonly<Record<string, readonly string[]>>) =>
      findCriticalPath(aGraph(needs), [...jobs, aPathJob('9', 0, [['executing', 1]])], second(0))?.edges
    expect(edges({ 1: [], 2: ['1'] })).toBe('known')
    expect(edges({ 2: ['1'] })).toBe('partly-known')
  })

  test('among equals takes the earlier id', () => {
    const jobs = ['10', '9', '11'].map(id => aPathJob(id, 0, [['executing', 10]]))
    expect(told(findCriticalPath(aGraph({ 9: [], 10: [], 11: [] }), jobs, second(0)))).toEqual(['9 executing 10'])
    const last = aPathJob('12', 10, [['executing', 1]])
    const needs = aGraph({ 9: [], 10: [], 11: [], 12: ['11', '10', '9'] })
    expect(told(findCriticalPath(needs, [...jobs, last], second(0)))).toEqual(['9 executing 10', '12 executing 1'])
  })

  test('what a job has no interval for is unobserved', () => {
    const [job] = [
      aPathJob('1', 0, [
        ['queued', 4],
        ['executing', 6],
      ]),
    ]
    const holed = { ...job, intervals: job.intervals.slice(1), completedAt: second(12) }
    expect(told(findCriticalPath(aGraph({ 1: [] }), [holed], second(0)))).toEqual([
      '1 unobserved 4',
      '1 executing 6',
      '1 unobserved 2',
    ])
  })

  test('is not there when no job ended after the start', () => {
    expect(findCriticalPath(aGraph({}), [], second(0))).toBeUndefined()
    expect(findCriticalPath(aGraph({}), [aPathJob('1', 0, [['executing', 5]])], second(5))).toBeUndefined()
  })

  test('keeps the cap of the schema, and still covers the whole time', () => {
    const jobs = Array.from({ length: 700 }, (_, index) =>
      aPathJob(
        String(index),
        index * 10,
        Array.from({ length: 10 }, (_step, part) => [part % 2 === 0 ? 'executing' : 'uploading', 1] as const),
      ),
    )
    const needs = Object.fromEntries(jobs.map((_, index) => [index, index === 0 ? [] : [String(index - 1)]]))
    const path = findCriticalPath(aGraph(needs), jobs, second(0))
    expect(path?.segments).toHaveLength(5_000)
    expect(pathFaultsOf(path, second(0), second(7_000))).toEqual([])
  })

  test('covers the time of generated runs once, and nothing of it is unobserved', () => {
    fc.assert(
      fc.property(networks(fc.integer({ min: 0, max: 5 })), ({ jobs, needs }) => {
        const end = lastOf(jobs)
        fc.pre(end > second(0))
        const path = findCriticalPath(aGraph(needs), jobs, second(0))
        expect(path?.edges).toBe('known')
        expect(pathFaultsOf(path, second(0), end)).toEqual([])
        expect(path?.statesMs['unobserved']).toBeUndefined()
      }),
      { numRuns: propertyRuns(2_000) },
    )
  })

  test('covers it too where times contradict the graph, edges are missing or jobs overlap', () => {
    const anyTime = fc.record({ from: fc.integer({ min: -20, max: 60 }), queued: fc.nat(30), worked: fc.nat(30) })
    fc.assert(
      fc.property(
        networks(fc.constant(0)),
        fc.array(anyTime, { minLength: 16, maxLength: 16 }),
        fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
        (network, times, known) => {
          const jobs = network.jobs.map(({ id }, index) => {
            const { from, queued, worked } = times[index] ?? { from: 0, queued: 0, worked: 0 }
            return aPathJob(id, from, [
              ['queued', queued],
              ['executing', worked],
            ])
          })
          const end = lastOf(jobs)
          fc.pre(end > second(0))
          const needs = Object.fromEntries(Object.entries(network.needs).filter(([id]) => known[Number(id)] === true))
          expect(pathFaultsOf(findCriticalPath(aGraph(needs), jobs, second(0)), second(0), end)).toEqual([])
        },
      ),
      { numRuns: propertyRuns(2_000) },
    )
  })
})
