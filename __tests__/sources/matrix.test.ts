import { describe, expect, test } from '@jest/globals'
import { readMatrix, readStrategy } from '../../src/sources/matrix.ts'

const reasons = ({ gaps }: ReturnType<typeof readMatrix>) => gaps.map(gap => `${gap.field} ${gap.reason}`)

describe('matrix', () => {
  test('scalars of every kind', () => {
    const leg = { os: 'ubuntu-24.04', node: 24, experimental: false, nothing: null }
    expect(readMatrix(JSON.stringify(leg), true)).toEqual({
      facts: { matrix: { value: leg, source: 'runner' } },
      gaps: [],
    })
  })

  test.each(['null', '', ' null\n'])('%j: a job without a matrix', text => {
    for (const record of [true, false]) expect(readMatrix(text, record)).toEqual({ facts: {}, gaps: [] })
  })

  test.each([
    ['{"os":"x"}', false, ['job.matrix not-asked']],
    ['{', true, ['job.matrix malformed']],
    ['[1]', true, ['job.matrix malformed']],
    ['"x"', true, ['job.matrix malformed']],
    [`{"a":"${'x'.repeat(1_100_000)}"}`, true, ['job.matrix too-large']],
  ])('%#', (text, record, expected) => {
    const learned = readMatrix(text, record)
    expect([learned.facts, reasons(learned)]).toEqual([{}, expected])
  })

  test.each([
    ['256 bytes stay', 'x'.repeat(256), 'x'.repeat(256)],
    ['one more is cut', 'x'.repeat(257), 'x'.repeat(256)],
    ['no character is cut in two', `x${'é'.repeat(200)}`, `x${'é'.repeat(127)}`],
    ['nor one of four bytes', `xx${'🦊'.repeat(80)}`, `xx${'🦊'.repeat(63)}`],
  ])('%s', (_, given, kept) => {
    const learned = readMatrix(JSON.stringify({ a: given }), true)
    expect(learned.facts.matrix?.value).toEqual({ a: kept })
    expect(reasons(learned)).toEqual(given === kept ? [] : ['job.matrix.values too-large'])
  })

  test('nested values are left out, and said', () => {
    const learned = readMatrix('{"a":{"b":1},"c":[1],"d":"kept"}', true)
    expect([learned.facts.matrix?.value, reasons(learned)]).toEqual([
      { d: 'kept' },
      ['job.matrix.nested not-applicable'],
    ])
  })

  test('more keys than anybody reads', () => {
    const keys = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`k${index}`, index]))
    const learned = readMatrix(JSON.stringify(keys), true)
    expect(Object.keys(learned.facts.matrix?.value ?? {})).toHaveLength(100)
    expect(reasons(learned)).toEqual(['job.matrix.keys too-large'])
  })

  test('a key named __proto__ changes no prototype', () => {
    const { matrix } = readMatrix('{"__proto__":{"polluted":true},"constructor":"x","a":1}', true).facts
    expect(matrix?.value).toEqual({ constructor: 'x', a: 1 })
    expect(Object.getPrototypeOf(matrix?.value)).toBe(Object.prototype)
  })
})

test.each([
  ['{"fail-fast":true,"job-index":1,"job-total":4,"max-parallel":4}', { index: 1, total: 4 }],
  ['{"job-index":0}', { index: 0 }],
  ['{"job-index":-1,"job-total":"4"}', undefined],
  ['{"job-index":1.5}', undefined],
  ['null', undefined],
  ['{', undefined],
  ['', undefined],
])('strategy %s', (text, expected) => {
  expect(readStrategy(text).facts.strategy?.value).toEqual(expected)
})
