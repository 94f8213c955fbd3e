import { expect, test } from '@jest/globals'
import { nestsTooDeep } from '../../src/model/json-depth.ts'
import { readRunManifest } from '../../src/model/reading.ts'

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

test.each([
  ['a hundred lists', nested(100), false],
  ['a hundred and one', nested(101), true],
  ['objects and lists', `${'{"a":['.repeat(51)}${']}'.repeat(51)}`, true],
  ['lists that are never closed', '['.repeat(1_000), true],
  ['many, one beside the other', `[${'[[]],'.repeat(10_000)}[]]`, false],
  ['brackets in a string', JSON.stringify(['['.repeat(1_000)]), false],
  ['brackets after an escaped quote in a string', JSON.stringify([`"\\"${'{'.repeat(1_000)}`]), false],
  ['brackets after a string that ends in a backslash', `["\\\\",${nested(101)}]`, true],
  ['nothing', '', false],
])('%s', (_, json, deep) => {
  expect(nestsTooDeep(json)).toBe(deep)
})

test('a manifest that nests deeper is refused before it is held against the schema', () => {
  const document = (depth: number) =>
    Buffer.from(`{"kind":"run-manifest","schemaVersion":"1.0.0","x":${nested(depth)}}`)
  expect(() => readRunManifest(document(100))).toThrow(expect.objectContaining({ code: 'NOT_JSON' }))
  expect(() => readRunManifest(document(50))).toThrow(expect.objectContaining({ code: 'SCHEMA_MISMATCH' }))
})
