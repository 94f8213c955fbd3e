import { describe, expect, test } from '@jest/globals'
import { placeJobs } from '../../../src/timeline/graph/place-jobs.ts'
import { listed, manifestsOf, placesOf, planOf } from './a-graph.ts'

const RUNS = 'runs-on: ubuntu-latest\n    steps: [{ run: make }]'
const INNER = `on: workflow_call\njobs:\n  build:\n    ${RUNS}\n  test:\n    needs: build\n    ${RUNS}\n`

describe('by name', () => {
  test('matrix legs are told apart, with the values of each', async () => {
    const plan = await planOf(
      `on: push\njobs:\n  test:\n    strategy: { matrix: { os: [linux, mac], v: [1, 2] } }\n    ${RUNS}\n`,
    )
    const jobs = listed({ 1: 'test (linux, 1)', 2: 'test (mac, 2)' })
    const places = placeJobs(plan, jobs, new Map())
    expect(places.get('1')).toMatchObject({ key: 'test', matrix: { os: 'linux', v: 1 }, scope: '', joinedBy: 'name' })
    expect(places.get('2')).toMatchObject({ key: 'test', matrix: { os: 'mac', v: 2 } })
  })

  test('an exact name goes before a pattern, the longer pattern before the shorter one', async () => {
    const matrix = 'strategy: { matrix: { v: "${{ fromJSON(needs.a.outputs.v) }}" } }'
    const plan = await planOf(
      `on: push\njobs:\n  a:\n    ${RUNS}\n  b:\n    needs: a\n    name: build \${{ matrix.v }}\n    ${matrix}\n    ${RUNS}\n` +
        `  c:\n    needs: a\n    name: build docs \${{ matrix.v }}\n    ${matrix}\n    ${RUNS}\n  d:\n    name: build docs 3\n    ${RUNS}\n`,
    )
    const jobs = listed({ 1: 'build 1', 2: 'build docs 2', 3: 'build docs 3', 4: 'lint' })
    expect(placesOf(plan, jobs)).toEqual({ 1: 'b', 2: 'c', 3: 'd', 4: undefined })
  })

  test('a name that two planned jobs have leads nowhere, until a manifest has spoken for one of them', async () => {
    const plan = await planOf(
      `on: push\njobs:\n  a:\n    name: build\n    ${RUNS}\n  b:\n    name: build\n    ${RUNS}\n`,
    )
    const jobs = listed({ 1: 'build', 2: 'build' })
    expect(placesOf(plan, jobs)).toEqual({ 1: undefined, 2: undefined })
    expect(placesOf(plan, jobs, manifestsOf({ 2: { key: 'a' } }))).toEqual({ 1: 'b', 2: 'a' })
  })

  test('legs of one name are one planned job, of which nobody knows the values', async () => {
    const plan = await planOf(
      `on: push\njobs:\n  a:\n    name: same \${{ github.ref_name }}\n    strategy: { matrix: { v: [1, 2] } }\n    ${RUNS}\n`,
    )
    const jobs = listed({ 1: 'same main', 2: 'same main' })
    expect(plan.jobs[0]?.instances?.map(({ name }) => name)).toEqual([['same main'], ['same main']])
    expect(placesOf(plan, jobs)).toEqual({ 1: 'a', 2: 'a' })
    expect(placeJobs(plan, jobs, new Map()).get('1')?.matrix).toBeUndefined()
  })

  test('an instance belongs to one job: a second one of its name makes both unknown', async () => {
    const plan = await planOf(`on: push\njobs:\n  a:\n    name: build\n    ${RUNS}\n`)
    expect(placesOf(plan, listed({ 1: 'build', 2: 'build' }))).toEqual({ 1: undefined, 2: undefined })
  })

  test('a skipped matrix has its name without values, a skipped call its own', async () => {
    const plan = await planOf(
      `on: push\njobs:\n  test:\n    strategy: { matrix: { v: [1, 2] } }\n    ${RUNS}\n  call:\n    uses: ./.github/workflows/inner.yml\n`,
      { 'inner.yml': INNER },
    )
    expect(placesOf(plan, listed({ '1!': 'test', '2!': 'call' }))).toEqual({ 1: 'test', 2: 'call' })
    // A job that a runner took is neither.
    expect(placesOf(plan, listed({ 1: 'test', 2: 'call' }))).toEqual({ 1: undefined, 2: undefined })
  })

  test('a job inside a file that was not read is none of the plan', async () => {
    const plan = await planOf(
      `on: push\njobs:\n  a:\n    ${RUNS}\n  build:\n    needs: a\n    strategy: { matrix: { v: "\${{ fromJSON(needs.a.outputs.v) }}" } }\n    ${RUNS}\n` +
        '  build-all:\n    uses: ./.github/workflows/gone.yml\n',
    )
    expect(placesOf(plan, listed({ 1: 'build (x)', 2: 'build-all / x' }))).toEqual({ 1: 'build', 2: undefined })
  })

  test('segments that GitHub cut are still found', async () => {
    const long = 'x'.repeat(120)
    const plan = await planOf(`on: push\njobs:\n  a:\n    name: ${long}\n    ${RUNS}\n`)
    expect(placesOf(plan, listed({ 1: `${long.slice(0, 97)}...` }))).toEqual({ 1: 'a' })
  })

  test('the scope is the part of the callers, a matrix value with a separator included', async () => {
    const plan = await planOf(
      `on: push\njobs:\n  call:\n    strategy: { matrix: { v: [a / b, c] } }\n    uses: ./.github/workflows/inner.yml\n`,
      { 'inner.yml': INNER },
    )
    const places = placeJobs(plan, listed({ 1: 'call (a / b) / build', 2: 'call (c) / test' }), new Map())
    expect(places.get('1')).toMatchObject({ key: 'build', scope: 'call (a / b)' })
    expect(places.get('2')).toMatchObject({ key: 'test', scope: 'call (c)' })
  })
})

describe('by manifest', () => {
  const FILE = `on: push\njobs:\n  build:\n    name: Make it\n    ${RUNS}\n  one:\n    uses: ./.github/workflows/inner.yml\n  two:\n    uses: ./.github/workflows/inner.yml\n`

  test('the key goes before the name', async () => {
    const plan = await planOf(`on: push\njobs:\n  a:\n    name: b\n    ${RUNS}\n  c:\n    ${RUNS}\n`)
    expect(placesOf(plan, listed({ 1: 'b' }), manifestsOf({ 1: { key: 'c' } }))).toEqual({ 1: 'c' })
  })

  test.each([
    { name: 'Make it', file: 'ci.yml', place: 'build' },
    // A name of the user's own, which fits nothing: the file alone tells.
    { name: 'other', file: 'ci.yml', place: 'build' },
    { name: 'one / build', file: 'inner.yml', place: 'one/build' },
    { name: 'two / build', file: 'inner.yml', place: 'two/build' },
    { name: 'two / build', file: undefined, place: 'two/build' },
    { name: 'three / build', file: 'inner.yml', place: undefined },
  ])('a key of several files: $name of $file is $place', async ({ name, file, place }) => {
    const plan = await planOf(FILE, { 'inner.yml': INNER })
    const manifests = manifestsOf({ 1: { key: 'build', ...(file === undefined ? {} : { file }) } })
    expect(placesOf(plan, listed({ 1: name }), manifests)).toEqual({ 1: place })
  })

  test('a key that the plan lacks is kept, and no name overrules it', async () => {
    const plan = await planOf(`on: push\njobs:\n  a:\n    ${RUNS}\n`)
    const places = placeJobs(plan, listed({ 1: 'a' }), manifestsOf({ 1: { key: 'gone' } }))
    expect(places.get('1')).toEqual({ planned: undefined, key: 'gone', scope: undefined, joinedBy: 'manifest' })
  })

  test('without a plan the manifest alone gives the key', () => {
    const places = placeJobs(undefined, listed({ 1: 'a', 2: 'b' }), manifestsOf({ 1: { key: 'a' } }))
    expect(places.get('1')).toMatchObject({ planned: undefined, key: 'a', joinedBy: 'manifest' })
    expect(places.get('2')).toEqual({ planned: undefined, scope: undefined, joinedBy: undefined })
  })
})
