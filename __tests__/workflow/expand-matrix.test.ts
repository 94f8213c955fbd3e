import { describe, expect, test } from '@jest/globals'
import { exactName } from '../../src/schema/observed/name-pattern.ts'
import { expandMatrix } from '../../src/workflow/plan/expand-matrix.ts'
import { jobName } from '../../src/workflow/plan/job-name.ts'

type Leg = Readonly<Record<string, unknown>>

describe('expandMatrix', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly Leg[]])[] = [
    [
      'first dimension slowest',
      { os: ['a', 'b'], node: [1, 2] },
      [
        { os: 'a', node: 1 },
        { os: 'a', node: 2 },
        { os: 'b', node: 1 },
        { os: 'b', node: 2 },
      ],
    ],
    [
      'exclude by part of the values',
      { os: ['a', 'b'], node: [1, 2], exclude: [{ os: 'a' }] },
      [
        { os: 'b', node: 1 },
        { os: 'b', node: 2 },
      ],
    ],
    [
      'exclude by part of a nested value',
      {
        t: [
          { n: 1, x: 1 },
          { n: 2, x: 1 },
        ],
        exclude: [{ t: { n: 1 } }],
      },
      [{ t: { n: 2, x: 1 } }],
    ],
    // The example of docs.github.com "Running variations of jobs in a workflow".
    [
      'include extends what it does not change, else adds',
      {
        fruit: ['apple', 'pear'],
        animal: ['cat', 'dog'],
        include: [
          { color: 'green' },
          { color: 'pink', animal: 'cat' },
          { fruit: 'apple', shape: 'circle' },
          { fruit: 'banana' },
          { fruit: 'banana', animal: 'cat' },
        ],
      },
      [
        { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
        { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
        { fruit: 'pear', animal: 'cat', color: 'pink' },
        { fruit: 'pear', animal: 'dog', color: 'green' },
        { fruit: 'banana' },
        { fruit: 'banana', animal: 'cat' },
      ],
    ],
    ['include alone', { include: [{ site: 'x' }, { site: 'y' }] }, [{ site: 'x' }, { site: 'y' }]],
    [
      'values are compared without case, across types',
      { os: ['Linux'], v: ['1', 2], exclude: [{ os: 'LINUX', v: 1 }] },
      [{ os: 'Linux', v: 2 }],
    ],
    [
      'a leg of its own has the dimensions first',
      { os: ['a'], include: [{ extra: true, os: 'b' }] },
      [{ os: 'a' }, { os: 'b', extra: true }],
    ],
    ['everything excluded', { os: ['a'], exclude: [{ os: 'a' }] }, []],
  ]
  test.each(cases)('%s', (_, matrix, legs) => {
    expect(expandMatrix(matrix).map(({ values }) => values)).toEqual(legs)
  })

  test('256 jobs are the most', () => {
    const many = Array.from({ length: 16 }, (_, index) => index)
    expect(expandMatrix({ a: many, b: many })).toHaveLength(256)
    expect(() => expandMatrix({ a: many, b: many, c: [1, 2] })).toThrow('256')
    expect(() => expandMatrix({ a: 'no list' })).toThrow('not a list')
    expect(() => expandMatrix({ a: [] })).toThrow('any values')
    expect(() => expandMatrix({ a: [1], include: 'x' })).toThrow('not a list of mappings')
  })
})

describe('names of jobs', () => {
  const evaluate = (): readonly string[] => ['from ', 'linux']
  const cases: readonly (readonly [string, string | undefined, readonly string[], string])[] = [
    ['build', undefined, [], 'build'],
    ['build', '', [], 'build'],
    ['build', 'Build it', [], 'Build it'],
    ['build', undefined, ['linux', '22'], 'build (linux, 22)'],
    ['build', 'Build it', ['linux', '22'], 'Build it (linux, 22)'],
    ['build', 'from ${{ matrix.os }}', ['linux', '22'], 'from linux'],
    ['build', 'n'.repeat(101), [], `${'n'.repeat(97)}...`],
    ['build', 'n'.repeat(100), [], 'n'.repeat(100)],
  ]
  test.each(cases)('%s, %s, %j', (key, name, segments, expected) => {
    expect(exactName(jobName(key, name, segments, evaluate))).toBe(expected)
  })

  test('a name that comes out empty is none', () => {
    expect(jobName('build', '${{ inputs.name }}', ['a'], () => [''])).toEqual(['build (a)'])
  })

  test('values show at any depth, but neither empty ones nor what include added', () => {
    const legs = expandMatrix({
      os: ['a'],
      deep: [{ x: true, y: ['z', null, ''] }],
      include: [
        { os: 'a', more: 1 },
        { os: 'b', more: 2 },
      ],
    })
    expect(legs.map(({ segments }) => segments)).toEqual([
      ['a', 'true', 'z'],
      ['b', '2'],
    ])
  })
})
