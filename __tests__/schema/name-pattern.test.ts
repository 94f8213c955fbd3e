import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { exactName, literalLength, matchesName, nestName, toPattern } from '../../src/schema/observed/name-pattern.ts'
import type { NamePattern } from '../../src/schema/observed/workflow-plan.ts'
import { propertyRuns } from '../property-runs.ts'

const cut = (text: string): string => `${text.slice(0, 97)}...`
const long = 'x'.repeat(150)

describe('matchesName', () => {
  const cases: readonly (readonly [NamePattern, string, boolean])[] = [
    [['build'], 'build', true],
    [['build'], 'build (a)', false],
    [['build'], '', false],
    [[], '', true],
    [[], 'build', false],
    [[null], '', true],
    [[null], 'a / b', true],
    [['build (', null, ')'], 'build (linux, 22)', true],
    [['build (', null, ')'], 'build (', false],
    [['ab', null, 'bc'], 'abc', false],
    [['ab', null, 'bc'], 'abbc', true],
    [['a', null, 'b', null, 'c'], 'a-b-b-c', true],
    [['a', null, 'b', null, 'c'], 'a-c-b', false],
    [['Test ', null], 'Test ${{ matrix.os }}', true],
    // GitHub cuts a segment to 100 characters.
    [[`a ${long}`], cut(`a ${long}`), true],
    [[`a ${long}`], cut(`b ${long}`), false],
    [['a ', null, long], cut(`a value ${long}`), true],
    [['b ', null], cut(`a ${long}`), false],
    [[long, null, ' tail'], cut(long), true],
    [['caller / a ', null], `caller / ${cut(`a ${long}`)}`, true],
    [['caller ', null, ' / inner'], `${cut(`caller ${long}`)} / inner`, true],
    [['caller ', null, ' / inner'], `${cut(`caller ${long}`)} / other`, false],
    // Dots that are the name's own.
    [['wait', null], 'wait...', true],
    [['wait', null, '!'], 'wait...', false],
    // An expression that comes out empty leaves a blank.
    [['Test on linux '], 'Test on linux', true],
    [['a ', null, ' / b '], 'a 1 / b', true],
    [[null], 'n'.repeat(2_000), false],
  ]
  test.each(cases)('%j %j: %p', (pattern, name, matches) => {
    expect(matchesName(pattern, name)).toBe(matches)
  })

  const piece = fc.option(fc.string({ unit: fc.constantFrom('a', 'b', '('), maxLength: 3 }))
  const pattern = fc.array(piece, { maxLength: 6 }).map(toPattern)

  test('a name made of the pattern matches it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.string({ maxLength: 8 })), { maxLength: 6 }), parts => {
        const name = parts.map(([text, filled]) => text ?? filled).join('')
        expect(matchesName(toPattern(parts.map(([text]) => text)), name)).toBe(true)
      }),
      { numRuns: propertyRuns(2_000) },
    )
  })

  test('it says what a regular expression of the pattern says', () => {
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', '('), maxLength: 10 }), (pieces, name) => {
        const source = pieces.map(text => (text === null ? '.*' : text.replaceAll('(', '\\('))).join('')
        expect(matchesName(pieces, name)).toBe(new RegExp(`^${source}$`).test(name))
      }),
      { numRuns: propertyRuns(5_000) },
    )
  })

  test('what GitHub cuts still matches', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', ','), minLength: 101, maxLength: 200 })
    fc.assert(
      fc.property(words, fc.nat({ max: 200 }), (name, at) => {
        expect(matchesName(toPattern([name.slice(0, at), null]), cut(name))).toBe(true)
        expect(matchesName([name], cut(name))).toBe(true)
      }),
    )
  })

  test('a name made to confuse it does not match', () => {
    const pieces = toPattern(Array.from({ length: 2_000 }, (_, index) => (index % 2 === 0 ? null : 'ab')))
    expect(matchesName(pieces, 'a'.repeat(1_000))).toBe(false)
  })
})

test('patterns are put together', () => {
  expect(toPattern(['a', '', 'b', null, null, ''])).toEqual(['ab', null])
  expect(nestName([], ['a'])).toEqual(['a'])
  expect(nestName(['caller'], ['a ', null])).toEqual(['caller / a ', null])
  expect([exactName(['a']), exactName(['a', null]), exactName([null]), exactName([])]).toEqual([
    'a',
    undefined,
    undefined,
    undefined,
  ])
  expect([literalLength(['ab', null, 'c']), literalLength([null])]).toEqual([3, 0])
})
