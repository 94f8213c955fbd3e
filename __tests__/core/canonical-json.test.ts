import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalSize, toCanonicalJson } from '../../src/core/canonical-json.ts'
import { isTooMuch } from '../../src/core/json-depth.ts'
import { propertyRuns } from '../property-runs.ts'

/** The same value with the members of every object in another order. */
const shuffled = (value: unknown, seed: number): unknown => {
  if (Array.isArray(value)) return value.map(item => shuffled(item, seed))
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value).map(([key, member]) => [key, shuffled(member, seed)] as const)
  const cut = members.length === 0 ? 0 : seed % members.length
  return Object.fromEntries([...members.slice(cut), ...members.slice(0, cut)].reverse())
}

test('the order of members does not change the bytes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), (value, seed) => {
      expect(toCanonicalJson(shuffled(value, seed))).toBe(toCanonicalJson(value))
    }),
  )
})

test('nothing is lost', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value =>
      expect(JSON.parse(toCanonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value))),
    ),
  )
})

test('keys are in the order of code units, undefined members are left out, one newline ends the text', () => {
  expect(toCanonicalJson({ b: 1, a: [{ z: undefined, B: 2, é: 3 }], 10: 0, 9: 0 })).toBe(
    '{\n  "9": 0,\n  "10": 0,\n  "a": [\n    {\n      "B": 2,\n      "é": 3\n    }\n  ],\n  "b": 1\n}\n',
  )
})

describe('the size of a text that is not made', () => {
  const value = fc.anything({
    key: fc.string({ unit: 'binary' }),
    values: [
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.nat(0xffff).map(unit => String.fromCharCode(unit)) }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
    ],
    maxDepth: 5,
  })
  const objects = fc.dictionary(fc.string(), value)

  test('is that of the text in UTF-8', () => {
    fc.assert(
      fc.property(objects, given => {
        expect(canonicalSize(given).bytes).toBe(Buffer.byteLength(toCanonicalJson(given)))
      }),
      { numRuns: propertyRuns(1_000) },
    )
  })

  test('counts values as a reader does before it parses', () => {
    fc.assert(
      fc.property(objects, given => {
        const { values } = canonicalSize(given)
        const text = toCanonicalJson(given)
        expect([isTooMuch(text, values), isTooMuch(text, values - 1)]).toEqual([false, true])
      }),
      { numRuns: propertyRuns(500) },
    )
  })

  test('of a part is what it adds to the whole', () => {
    fc.assert(
      fc.property(objects, given => {
        const whole = canonicalSize({ a: { b: given } }).bytes
        expect(whole - canonicalSize({ a: { b: 0 } }).bytes).toBe(canonicalSize(given, 2).bytes - 1)
      }),
    )
  })
})
