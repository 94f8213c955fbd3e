import { expect, test } from '@jest/globals'
import { LIMITS } from '../../src/core/limits.ts'
import { readStepsContext } from '../../src/runner/steps-context.ts'

const step = (outputs: Readonly<Record<string, unknown>>, outcome: unknown = 'success') => ({
  outputs,
  outcome,
  conclusion: 'success',
})
const read = (value: unknown) => readStepsContext(JSON.stringify(value))
const HEX = 'ab'.repeat(32)

test.each([
  ['exact', { 'cache-hit': 'true', 'cache-primary-key': 'k', 'cache-matched-key': 'k' }, 'hit'],
  ['by a restore key', { 'cache-hit': 'false', 'cache-primary-key': 'k', 'cache-matched-key': 'j' }, 'partial'],
  ['by a restore key, keys untold', { 'cache-hit': 'false' }, 'partial'],
  ['miss', { 'cache-hit': '', 'cache-primary-key': 'k' }, 'miss'],
  ['miss, hit unset', { 'cache-primary-key': 'k' }, 'miss'],
])('cache: %s', (_, outputs, result) => {
  const [cache, ...more] = read({ npm: step(outputs) }).value.caches
  expect(more).toEqual([])
  expect(cache).toMatchObject({ operation: 'restore', step: 'npm', result, source: 'steps' })
  expect(cache?.key).toBe('cache-primary-key' in outputs ? 'k' : undefined)
})

test('artifact id and digest, with and without the algorithm', () => {
  for (const digest of [HEX, `sha256:${HEX}`])
    expect(read({ up: step({ 'artifact-id': '42', 'artifact-digest': digest }) }).value.artifacts).toMatchObject([
      { id: '42', digest: `sha256:${HEX}`, source: 'steps' },
    ])
})

test('one step alone, as of toJSON(steps.cache)', () => {
  const { value: facts, gaps } = read(step({ 'cache-hit': 'true' }))
  expect(facts).toMatchObject({ steps: [], caches: [{ result: 'hit' }], artifacts: [] })
  expect(gaps).toEqual([])
})

test('outcomes before continue-on-error, by id', () => {
  const given = { a: step({}, 'failure'), b: step({}, 'skipped'), outcome: step({}), outputs: step({}) }
  expect(read(given).value.steps).toEqual([
    { id: 'a', outcome: 'failure' },
    { id: 'b', outcome: 'skipped' },
    { id: 'outcome', outcome: 'success' },
    { id: 'outputs', outcome: 'success' },
  ])
})

test('no other output and no name of one is kept', () => {
  const learned = read({ a: step({ password: 'hunter2', 'cache-hit': 'true', 'cache-key-secret': 'hunter3' }) })
  expect(learned.value.caches).toHaveLength(1)
  expect(JSON.stringify(learned)).not.toMatch(/hunter|password|secret/)
})

test.each([
  ['a number for an id', { 'artifact-id': 42 }],
  ['an id that is none', { 'artifact-id': '../42' }],
  ['a digest that is none', { 'artifact-digest': 'md5:x' }],
  ['an endless key', { 'cache-primary-key': 'k'.repeat(513) }],
  ['an object for a hit', { 'cache-hit': {} }],
])('%s costs itself, not the step', (_, outputs) => {
  const { value: facts, gaps } = read({ a: step(outputs) })
  expect(facts).toEqual({ steps: [{ id: 'a', outcome: 'success' }], caches: [], artifacts: [] })
  expect(gaps).toEqual([])
})

test('a made-up outcome is not recorded', () => {
  expect(read({ a: step({ 'cache-hit': 'true' }, 'exploded') }).value).toMatchObject({
    steps: [],
    caches: [{ result: 'hit' }],
  })
})

test.each([
  ['', []],
  ['{}', []],
  ['{', ['malformed']],
  ['[]', ['malformed']],
  ['null', ['malformed']],
  ['{"a":1,"b":"x"}', ['malformed']],
  [`{"a":"${'x'.repeat(LIMITS.stepsContext)}"}`, ['too-large']],
])('%#', (text, reasons) => {
  const { value: facts, gaps } = readStepsContext(text)
  expect(facts).toEqual({ steps: [], caches: [], artifacts: [] })
  expect(gaps.map(gap => gap.reason)).toEqual(reasons)
})

test('a step named __proto__ pollutes nothing', () => {
  const text = '{"__proto__":{"outcome":"success","polluted":1},"constructor":{"outcome":"success"}}'
  expect(readStepsContext(text).value.steps).toEqual([{ id: 'constructor', outcome: 'success' }])
  expect('polluted' in {}).toBe(false)
})
