import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { toCanonicalJson } from '../../src/model/canonical-json.ts'

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
