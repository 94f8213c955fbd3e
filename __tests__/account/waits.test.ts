import { describe, expect, test } from '@jest/globals'
import { findWaitsInPlan, type OwnJob } from '../../src/account/waits.ts'
import { listed, manifestsOf, planOf } from '../timeline/graph/a-graph.ts'

const RUNS = 'runs-on: x\n    steps: [{ run: a }]'
const REPORT = `on: workflow_call\njobs:\n  report:\n    ${RUNS}\n`
const MAIN = `on: push
jobs:
  prepare:
    ${RUNS}
  build:
    needs: prepare
    name: Build everything
    ${RUNS}
  test:
    strategy: { matrix: { v: [1, 2] } }
    ${RUNS}
  call:
    uses: ./.github/workflows/inner.yml
  aside:
    name: build
    ${RUNS}
  trace:
    needs: [build, test, call]
    if: always()
    uses: ./.github/workflows/report.yml
`
const INNER = `on: workflow_call\njobs:\n  deep:\n    name: anything\n    ${RUNS}\n`
const JOBS = {
  1: 'prepare',
  2: 'Build everything',
  3: 'test (1)',
  4: 'test (2)',
  5: 'call / anything',
  6: 'build',
  9: 'trace / report',
}
const OWN: OwnJob = { id: '9', key: 'report', isCalled: true }

const readWaits = async (
  files: Readonly<Record<string, string>> = {},
  own = OWN,
  jobs: typeof JOBS | object = JOBS,
) => {
  const plan = await planOf(MAIN, { 'inner.yml': INNER, 'report.yml': REPORT, ...files })
  return findWaitsInPlan(plan, listed({ ...jobs }), new Map(), own)
}

describe('which jobs the report waited for, by the workflow file', () => {
  test('keys, not names; those that its needs need; those inside a called file', async () => {
    const waits = await readWaits()
    expect(waits?.keys).toEqual(['build', 'test', 'call'])
    expect(Object.fromEntries(waits?.jobs ?? [])).toEqual({
      1: { key: 'prepare', waitedFor: true, need: undefined },
      2: { key: 'build', waitedFor: true, need: 'build' },
      3: { key: 'test', waitedFor: true, need: 'test' },
      4: { key: 'test', waitedFor: true, need: 'test' },
      5: { key: 'deep', waitedFor: true, need: 'call' },
      6: { key: 'aside', waitedFor: false, need: undefined },
    })
  })

  test('the called file of the report need not be readable', async () => {
    const plan = await planOf(MAIN, { 'inner.yml': INNER })
    const waits = findWaitsInPlan(plan, listed(JOBS), new Map(), OWN)
    expect([waits?.keys, waits?.jobs.get('2')?.waitedFor, waits?.jobs.get('6')?.waitedFor]).toEqual([
      ['build', 'test', 'call'],
      true,
      false,
    ])
  })

  test('the list of jobs need not be there either', async () => {
    const plan = await planOf(MAIN, { 'inner.yml': INNER, 'report.yml': REPORT })
    expect(findWaitsInPlan(plan, [], new Map(), OWN)?.keys).toEqual(['build', 'test', 'call'])
  })

  test.each<[string, OwnJob]>([
    ['no job has the key', { ...OWN, id: '', key: 'nowhere' }],
    ['the job is of the first file, which has none of that key', { ...OWN, id: '', isCalled: false }],
  ])('%s: nothing is said', async (_, own) => {
    expect(await readWaits({}, own, {})).toBeUndefined()
  })

  test('a job in the own file is found by its key', async () => {
    const plan = await planOf(
      `on: push\njobs:\n  a:\n    ${RUNS}\n  report:\n    name: Report\n    needs: a\n    ${RUNS}\n`,
    )
    const waits = findWaitsInPlan(plan, listed({ 1: 'a' }), new Map(), { id: '9', key: 'report', isCalled: undefined })
    expect([waits?.keys, waits?.jobs.get('1')?.waitedFor]).toEqual([['a'], true])
  })

  test('a called file with several legs waits for jobs of its own leg: nothing is said of those', async () => {
    const inner = `on: workflow_call\njobs:\n  a:\n    ${RUNS}\n  report:\n    needs: a\n    ${RUNS}\n`
    const plan = await planOf(
      `on: push\njobs:\n  c:\n    strategy: { matrix: { v: [1, 2] } }\n    uses: ./.github/workflows/inner.yml\n  z:\n    ${RUNS}\n`,
      { 'inner.yml': inner },
    )
    const jobs = listed({ 1: 'c (1) / a', 2: 'c (2) / a', 3: 'z', 9: 'c (1) / report' })
    const waits = findWaitsInPlan(plan, jobs, new Map(), OWN)
    expect([...(waits?.jobs ?? [])].map(([id, { waitedFor }]) => [id, waitedFor])).toEqual([
      ['1', undefined],
      ['2', undefined],
      ['3', false],
    ])
  })

  test('a manifest in the name of the report job moves it nowhere', async () => {
    const plan = await planOf(MAIN, { 'inner.yml': INNER, 'report.yml': REPORT })
    const forged = manifestsOf({ 9: { key: 'prepare' } })
    expect(findWaitsInPlan(plan, listed(JOBS), forged, OWN)?.keys).toEqual(['build', 'test', 'call'])
  })
})
