import { describe, expect, test } from '@jest/globals'
import { type MatrixLeg, readMatrix, readStrategy } from '../../src/workflow/matrix.ts'

const reasons = ({ gaps }: ReturnType<typeof readMatrix>) => gaps.map(gap => `${gap.field} ${gap.reason}`)
const leg = (values: Readonly<Record<string, unknown>>): MatrixLeg => ({ kind: 'leg', values, source: 'runner' })

describe('matrix', () => {
  test('scalars of every kind', () => {
    const values = { os: 'ubuntu-24.04', node: 24, experimental: false, nothing: null }
    expect(readMatrix(leg(values), true)).toEqual({ value: { matrix: { value: values, source: 'runner' } }, gaps: [] })
  })

  test('what the workflow file tells has medium confidence', () => {
    const { matrix } = readMatrix({ kind: 'leg', values: { a: 1 }, source: 'workflow-file' }, true).value
    expect(matrix).toEqual({ value: { a: 1 }, source: 'workflow-file', confidence: 'medium' })
  })

  test('a job without a matrix', () => {
    for (const record of [true, false]) expect(readMatrix({ kind: 'none' }, record)).toEqual({ value: {}, gaps: [] })
  })

  test.each<[MatrixLeg, boolean, string[]]>([
    [leg({ os: 'x' }), false, ['job.matrix not-requested']],
    [{ kind: 'unknown', gap: { field: 'job.matrix', reason: 'not-readable' } }, false, ['job.matrix not-requested']],
    [{ kind: 'unknown', gap: { field: 'job.matrix', reason: 'not-readable' } }, true, ['job.matrix not-readable']],
  ])('%j, recorded: %s', (given, record, expected) => {
    const learned = readMatrix(given, record)
    expect([learned.value, reasons(learned)]).toEqual([{}, expected])
  })

  test.each([
    ['256 bytes stay', 'x'.repeat(256), 'x'.repeat(256)],
    ['one more is cut', 'x'.repeat(257), 'x'.repeat(256)],
    ['as is a megabyte', 'x'.repeat(1_048_576), 'x'.repeat(256)],
    ['no character is cut in two', `x${'é'.repeat(200)}`, `x${'é'.repeat(127)}`],
    ['nor one of four bytes', `xx${'🦊'.repeat(80)}`, `xx${'🦊'.repeat(63)}`],
  ])('%s', (_, given, kept) => {
    const learned = readMatrix(leg({ a: given }), true)
    expect(learned.value.matrix?.value).toEqual({ a: kept })
    expect(reasons(learned)).toEqual(given === kept ? [] : ['job.matrix.values too-large'])
  })

  test('nested values are left out, and said', () => {
    const learned = readMatrix(leg({ a: { b: 1 }, c: [1], d: 'kept' }), true)
    expect([learned.value.matrix?.value, reasons(learned)]).toEqual([
      { d: 'kept' },
      ['job.matrix.nested not-applicable'],
    ])
  })

  test('more keys than anybody reads', () => {
    const keys = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`k${index}`, index]))
    const learned = readMatrix(leg(keys), true)
    expect(Object.keys(learned.value.matrix?.value ?? {})).toHaveLength(100)
    expect(reasons(learned)).toEqual(['job.matrix.keys too-large'])
  })
})

test.each([
  [1, 4, { index: 1, total: 4 }],
  [0, undefined, { index: 0 }],
  [undefined, undefined, undefined],
])('strategy %s of %s', (index, total, expected) => {
  expect(readStrategy(index, total).value.strategy?.value).toEqual(expected)
})
