import { describe, expect, test } from '@jest/globals'
import { buildGraph } from '../../../src/timeline/graph/job-graph.ts'
import { placeJobs } from '../../../src/timeline/graph/place-jobs.ts'
import { findNeeds, listed, planOf } from './a-graph.ts'

const RUNS = 'runs-on: ubuntu-latest\n    steps: [{ run: make }]'
const INNER = `on: workflow_call\njobs:\n  build:\n    ${RUNS}\n  test:\n    needs: build\n    strategy: { matrix: { v: [1, 2] } }\n    ${RUNS}\n`
const CALLS = `on: push\njobs:\n  first:\n    ${RUNS}\n  call:\n    needs: first\n    strategy: { matrix: { leg: [a, b] } }\n    uses: ./.github/workflows/inner.yml\n  last:\n    needs: call\n    ${RUNS}\n`

describe('the graph of jobs', () => {
  test('a job waits for all legs of what it needs', async () => {
    const plan = await planOf(
      `on: push\njobs:\n  a:\n    strategy: { matrix: { v: [1, 2] } }\n    ${RUNS}\n  b:\n    ${RUNS}\n  c:\n    needs: [a, b]\n    ${RUNS}\n`,
    )
    expect(findNeeds(plan, listed({ 1: 'a (1)', 2: 'a (2)', 3: 'b', 4: 'c' }))).toEqual({
      edges: 'known',
      needs: { 1: [], 2: [], 3: [], 4: ['1', '2', '3'] },
    })
  })

  test('inside a call in its own leg, before it what the call waits for, behind it everything inside', async () => {
    const plan = await planOf(CALLS, { 'inner.yml': INNER })
    const jobs = listed({
      1: 'first',
      2: 'call (a) / build',
      3: 'call (a) / test (1)',
      4: 'call (a) / test (2)',
      5: 'call (b) / build',
      6: 'call (b) / test (1)',
      7: 'call (b) / test (2)',
      8: 'last',
    })
    expect(findNeeds(plan, jobs)).toEqual({
      edges: 'known',
      needs: { 1: [], 2: ['1'], 3: ['2'], 4: ['2'], 5: ['1'], 6: ['5'], 7: ['5'], 8: ['2', '3', '4', '5', '6', '7'] },
    })
  })

  test('a call that was skipped stands for everything inside', async () => {
    const plan = await planOf(CALLS, { 'inner.yml': INNER })
    expect(findNeeds(plan, listed({ 1: 'first', '2!': 'call', 3: 'last' }))).toEqual({
      edges: 'known',
      needs: { 1: [], 2: ['1'], 3: ['2'] },
    })
  })

  test('a call in a call', async () => {
    const plan = await planOf(CALLS.replace('inner', 'middle'), {
      'middle.yml': `on: workflow_call\njobs:\n  deep:\n    uses: ./.github/workflows/inner.yml\n  after:\n    needs: deep\n    ${RUNS}\n`,
      'inner.yml': INNER,
    })
    const leg = (name: string, from: number) => ({
      [from]: `call (${name}) / deep / build`,
      [from + 1]: `call (${name}) / deep / test (1)`,
      [from + 2]: `call (${name}) / deep / test (2)`,
      [from + 3]: `call (${name}) / after`,
    })
    const { edges, needs } = findNeeds(plan, listed({ 1: 'first', ...leg('a', 2), ...leg('b', 6), 10: 'last' }))
    expect(edges).toBe('known')
    expect(needs).toMatchObject({ 2: ['1'], 3: ['2'], 5: ['2', '3', '4'], 6: ['1'], 9: ['6', '7', '8'] })
    expect(needs['10']?.toSorted()).toEqual(['2', '3', '4', '5', '6', '7', '8', '9'])
  })

  test.each([
    ['a job that is not in the list', { 1: 'first', 2: 'last' }],
    ['a leg that is not in the list', { 1: 'first', 2: 'call (a) / build', 3: 'call (b) / build', 4: 'last' }],
  ])('%s: who needs it waits for nobody knows what', async (_, names) => {
    const plan = await planOf(CALLS, { 'inner.yml': INNER })
    const jobs = listed(names)
    const { edges, needs } = findNeeds(plan, jobs)
    expect(edges).toBe('partly-known')
    expect(needs[jobs.at(-1)?.id ?? '']).toBeUndefined()
    expect(needs['1']).toEqual([])
  })

  test('a call that was not read hides what it became', async () => {
    const plan = await planOf(CALLS)
    expect(findNeeds(plan, listed({ 1: 'first', 2: 'call (a) / build', 3: 'last' }))).toEqual({
      edges: 'partly-known',
      needs: { 1: [], 2: undefined, 3: undefined },
    })
  })

  test('legs of a call with one name: nobody can tell which jobs are in which', async () => {
    const plan = await planOf(CALLS.replace('needs: first', 'needs: first\n    name: same ${{ github.ref_name }}'), {
      'inner.yml': INNER,
    })
    const leg = (from: number) => ({
      [from]: 'same main / build',
      [from + 1]: 'same main / test (1)',
      [from + 2]: 'same main / test (2)',
    })
    const { needs } = findNeeds(plan, listed({ 1: 'first', ...leg(2), ...leg(5), 8: 'last' }))
    expect(needs).toMatchObject({ 2: ['1'], 5: ['1'] })
    expect([needs['3'], needs['7']]).toEqual([undefined, undefined])
    expect(needs['8']?.toSorted()).toEqual(['2', '3', '4', '5', '6', '7'])
  })

  test('needs in a circle are not known, and end', async () => {
    const plan = await planOf(`on: push\njobs:\n  a:\n    ${RUNS}\n  b:\n    ${RUNS}\n  c:\n    ${RUNS}\n`)
    const circle = { a: ['b'], b: ['a'], c: [] }
    const jobs = plan.jobs.map(job => ({ ...job, needs: circle[job.id as 'a'] ?? [] }))
    expect(findNeeds({ ...plan, jobs }, listed({ 1: 'a', 2: 'b', 3: 'c' }))).toEqual({
      edges: 'partly-known',
      needs: { 1: undefined, 2: undefined, 3: [] },
    })
  })

  test('without a plan nothing is known', () => {
    const jobs = listed({ 1: 'a' })
    const graph = buildGraph(undefined, placeJobs(undefined, jobs, new Map()), jobs)
    expect([graph.edges, graph.findNeeds('1')]).toEqual(['unknown', undefined])
  })

  test('five hundred that wait for five hundred share one array', async () => {
    const many = (key: string, more = '') =>
      Array.from({ length: 250 }, (_, index) => `  ${key}${index}:\n${more}    ${RUNS}\n`).join('')
    const needs = Array.from({ length: 250 }, (_, index) => `a${index}`).join(', ')
    const plan = await planOf(`on: push\njobs:\n${many('a')}${many('b', `    needs: [${needs}]\n`)}`)
    const jobs = listed(Object.fromEntries(plan.jobs.map(({ key }, index) => [index + 1, key])))
    const graph = buildGraph(plan, placeJobs(plan, jobs, new Map()), jobs)
    expect(graph.edges).toBe('known')
    expect(graph.findNeeds('251')).toHaveLength(250)
    expect(new Set(jobs.map(({ id }) => graph.findNeeds(id))).size).toBe(2)
  })
})
