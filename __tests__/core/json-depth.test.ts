import { expect, test } from '@jest/globals'
import { nestsTooDeep } from '../../src/core/json-depth.ts'
import { LIMITS } from '../../src/core/limits.ts'
import { parseJson } from '../../src/core/parse-json.ts'
import { readJobManifest, readRunManifest } from '../../src/schema/read-manifest.ts'
import { sampleJob } from '../verify/sample-manifests.ts'

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

test.each([
  ['zeros', `[${'0,'.repeat(1_000)}0]`],
  ['empty lists', `[${'[],'.repeat(500)}[]]`],
  ['lists in lists, each with one', `[${`${nested(90)},`.repeat(12)}0]`],
  ['members', JSON.stringify(Object.fromEntries(Array.from({ length: 1_002 }, (_, index) => [index, 0])))],
])('more values than allowed are refused before they are parsed: %s', (_, json) => {
  expect(() => parseJson(json, 1_000)).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }))
  expect(parseJson(json, 2_000)).toEqual(JSON.parse(json))
})

test.each([
  '{"__proto__":{"a":1},"b":[{"__proto__":1,"c":2}]}',
  '{"\\u005f_proto__":{"a":1},"b":[{"__\\u0070roto__":1,"c":2}]}',
])('%s loses what would become a prototype', json => {
  const value = parseJson(json, 100)
  expect(JSON.stringify(value)).toBe('{"b":[{"c":2}]}')
})

test.each([
  [
    'job.matrix',
    LIMITS.matrixKeys,
    (keys: object) => ({ job: { ...sampleJob().job, matrix: { value: keys, source: 'runner' } } }),
  ],
  ['permissions', LIMITS.permissionKeys, (keys: object) => ({ permissions: { value: keys, source: 'log' } })],
])('%s has a cap on its keys', (field, cap, more) => {
  const of = (count: number) => {
    const keys = Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'read']))
    return Buffer.from(JSON.stringify({ ...sampleJob(), ...more(keys) }))
  }
  expect(() => readJobManifest(of(cap))).not.toThrow()
  expect(() => readJobManifest(of(cap + 1))).toThrow(new RegExp(`not a valid manifest: ${field}`))
})
