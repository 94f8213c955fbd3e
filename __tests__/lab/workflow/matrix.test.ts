import { describe, expect, test } from '@jest/globals'
import { jobName, nestedName } from '../../../lab/workflow/job-name.ts'
import { expandMatrix, type Leg } from '../../../lab/workflow/matrix.ts'

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
    ['everything excluded', { os: ['a'], exclude: [{ os: 'a' }] }, []],
  ]
  test.each(cases)('%s', (_, matrix, legs) => {
    expect(expandMatrix(matrix)).toEqual(legs)
  })

  test('256 jobs are the most', () => {
    const many = Array.from({ length: 16 }, (_, index) => index)
    expect(expandMatrix({ a: many, b: many })).toHaveLength(256)
    expect(() => expandMatrix({ a: many, b: many, c: [1, 2] })).toThrow('256')
    expect(() => expandMatrix({ a: 'no list' })).toThrow('not a list')
  })
})

describe('names of jobs', () => {
  const cases: readonly (readonly [string, string | undefined, Leg | null, string])[] = [
    ['build', undefined, null, 'build'],
    ['build', 'Build it', null, 'Build it'],
    ['build', undefined, { os: 'linux', node: 22, deep: { a: true, b: ['x'] } }, 'build (linux, 22, true, x)'],
    ['build', 'on linux', { os: 'linux' }, 'on linux'],
    ['build', 'n'.repeat(101), null, `${'n'.repeat(97)}...`],
    ['build', 'n'.repeat(100), null, 'n'.repeat(100)],
  ]
  test.each(cases)('%s, %s, %j', (key, name, leg, expected) => {
    expect(jobName(key, name, leg)).toBe(expected)
  })

  test('callers come first', () => {
    expect(nestedName(nestedName('', 'caller'), 'inner')).toBe('caller / inner')
  })
})
