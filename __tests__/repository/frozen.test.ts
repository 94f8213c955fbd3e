import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import * as z from 'zod/mini'
import { frozen } from '../../scripts/checks/frozen.ts'
import { schemaFaults } from '../../scripts/schema-additions.ts'
import { schemaFiles } from '../../scripts/schema-files.ts'
import { count, list, numericId, openEnum, text } from '../../src/schema/values/scalar.ts'

const shape = {
  kind: z.literal('thing'),
  id: numericId,
  name: text(100),
  size: z.optional(count),
  mode: openEnum(['keyless', 'key']),
  by: z.union([openEnum(['job', 'report']), z.null()]),
  level: z.optional(z.enum(['low', 'high'])),
  items: list(z.object({ name: text(20), at: z.optional(text(40)) }), 10),
  values: z.record(text(10), z.union([text(20), z.number()])),
}

const schemaOf = (fields: z.core.$ZodShape): unknown =>
  JSON.parse(JSON.stringify(z.toJSONSchema(z.object(fields), { io: 'input' })))
const FROZEN = schemaOf(shape)
const { name: _name, ...withoutName } = shape
const { size: _size, ...withoutSize } = shape

describe('more than an addition', () => {
  test.each<[string, string, z.core.$ZodShape]>([
    ['a required field removed', 'name', withoutName],
    ['an optional field removed', 'size', withoutSize],
    ['another type', 'name', { ...shape, name: z.number() }],
    ['a wider type', 'name', { ...shape, name: z.union([text(100), z.number()]) }],
    ['a new required field', 'weight', { ...shape, weight: count }],
    ['an optional field that is required now', 'size', { ...shape, size: count }],
    ['a required field that may be absent now', 'name', { ...shape, name: z.optional(text(100)) }],
    ['a lower cap of a text', 'name', { ...shape, name: text(99) }],
    ['a higher cap of a text', 'name', { ...shape, name: text(101) }],
    ['a cap taken away', 'name', { ...shape, name: z.string() }],
    ['a lower cap of a list', 'items', { ...shape, items: list(shape.items.def.element, 9) }],
    ['a higher cap of a list', 'items', { ...shape, items: list(shape.items.def.element, 11) }],
    ['a lower bound', 'size', { ...shape, size: z.optional(z.int().check(z.minimum(1))) }],
    ['a pattern that was not there', 'name', { ...shape, name: text(100).check(z.regex(/^a/)) }],
    ['another pattern', 'id', { ...shape, id: z.string().check(z.regex(/^[0-9a-f]{1,20}$/)) }],
    ['another constant', 'kind', { ...shape, kind: z.literal('other-thing') }],
    ['a word removed from an open list', 'mode', { ...shape, mode: openEnum(['keyless']) }],
    ['a word renamed in an open list', 'mode', { ...shape, mode: openEnum(['keyless', 'private-key']) }],
    ['an open list that was closed', 'mode', { ...shape, mode: z.enum(['keyless', 'key', 'other']) }],
    ['a word added to a closed list', 'level', { ...shape, level: z.optional(z.enum(['low', 'middle', 'high'])) }],
    ['a word removed from a closed list', 'level', { ...shape, level: z.optional(z.enum(['low'])) }],
    ['null no longer allowed', 'by', { ...shape, by: openEnum(['job', 'report']) }],
    ['null newly allowed', 'name', { ...shape, name: z.union([text(100), z.null()]) }],
    ['a word removed inside a union', 'by', { ...shape, by: z.union([openEnum(['job']), z.null()]) }],
    ['a field removed within a list', 'items.[].at', { ...shape, items: list(z.object({ name: text(20) }), 10) }],
    [
      'a required field within a list',
      'items.[].id',
      { ...shape, items: list(z.object({ name: text(20), at: z.optional(text(40)), id: count }), 10) },
    ],
    ['another form in a record', 'values.*', { ...shape, values: z.record(text(10), z.number()) }],
    ['longer names in a record', 'values.(name)', { ...shape, values: z.record(text(11), shape.values.def.valueType) }],
    [
      'unknown fields refused',
      'items.[].*',
      { ...shape, items: list(z.strictObject(shape.items.def.element.def.shape), 10) },
    ],
  ])('%s: %s', (_what, path, fields) => {
    const faults = schemaFaults(FROZEN, schemaOf(fields))
    expect(faults.map(fault => fault.split(' ')[0])).toContain(path)
  })
})

describe('an addition', () => {
  test.each<[string, z.core.$ZodShape]>([
    ['nothing', shape],
    ['an optional field', { ...shape, weight: z.optional(count) }],
    ['an optional field with required ones in it', { ...shape, box: z.optional(z.object({ weight: count })) }],
    ['a word in an open list', { ...shape, mode: openEnum(['keyless', 'key', 'post-quantum']) }],
    ['a word in an open list within a union', { ...shape, by: z.union([openEnum(['job', 'report', 'x']), z.null()]) }],
    ['another order of words', { ...shape, mode: openEnum(['key', 'keyless']) }],
    [
      'an optional field within a list',
      { ...shape, items: list(z.object({ name: text(20), at: z.optional(text(40)), id: z.optional(count) }), 10) },
    ],
  ])('%s', (_what, fields) => {
    expect(schemaFaults(FROZEN, schemaOf(fields))).toEqual([])
  })
})

describe('the check of the repository', () => {
  /** A copy of the released schemas, one of them changed. */
  const changed = async (change: (text: string) => string): Promise<readonly string[]> => {
    const root = await mkdtemp(join(tmpdir(), 'frozen-'))
    try {
      await cp('schema', join(root, 'schema'), { recursive: true })
      const now = schemaFiles()['schema/job-manifest.schema.json'] ?? ''
      await writeFile(join(root, 'schema', '1.0', 'job-manifest.schema.json'), change(now))
      return await frozen.run(root)
    } finally {
      await rm(root, { recursive: true, force: true })
    }
  }

  test('passes what is there, and finds a field, a word and a cap that the present code no longer has', async () => {
    expect(await changed(text => text)).toEqual([])
    const faults = await changed(text =>
      text
        .replace('"properties": {', '"properties": { "gone": { "type": "string" },')
        .replace('"read",', '"read", "admin",')
        .replace('"maxItems": 1000', '"maxItems": 2000'),
    )
    expect(faults).toHaveLength(3)
    for (const fault of ['gone was removed', 'maxItems was 2000 and is 1000', 'no longer has the word admin'])
      expect(faults).toContainEqual(expect.stringContaining(fault))
  })

  test('finds a frozen file that is missing', async () => {
    const root = await mkdtemp(join(tmpdir(), 'frozen-'))
    expect(await frozen.run(root)).toHaveLength(1)
    await cp('schema/1.0/job-manifest.schema.json', join(root, 'schema', '1.0', 'job-manifest.schema.json'))
    expect(await frozen.run(root)).toHaveLength(2)
    await rm(root, { recursive: true, force: true })
  })
})
