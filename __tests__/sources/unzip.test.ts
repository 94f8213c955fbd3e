import { describe, expect, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { unzipCapped } from '../../src/sources/unzip.ts'

const capOf = (name: string): number | undefined => (name === 'a.json' || name === 'b.json' ? 1_000 : undefined)
const unzip = (zip: Uint8Array) => unzipCapped(zip, capOf, 1)

/** The zip with the announced size of its only entry overwritten in the central directory. */
const lying = (zip: Uint8Array, size: number): Uint8Array => {
  const copy = zip.slice()
  const at = Buffer.from(copy).indexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
  new DataView(copy.buffer).setUint32(at + 24, size, true)
  return copy
}

describe('a zip out of a run', () => {
  test('gives its allowed entry', () => {
    expect([...unzip(zipSync({ 'a.json': strToU8('{}') }))]).toEqual([['a.json', strToU8('{}')]])
  })

  test.each([
    ['a name that leads out', zipSync({ '../a.json': strToU8('{}') }), 'SCHEMA_MISMATCH'],
    ['a name nobody asked for', zipSync({ 'a.json': strToU8('{}'), 'x.sh': strToU8('') }), 'SCHEMA_MISMATCH'],
    ['more entries than allowed', zipSync({ 'a.json': strToU8('{}'), 'b.json': strToU8('{}') }), 'TOO_LARGE'],
    ['an entry over its cap', zipSync({ 'a.json': new Uint8Array(2_000) }), 'TOO_LARGE'],
    ['no zip', strToU8('x'.repeat(100)), 'SCHEMA_MISMATCH'],
    ['nothing', new Uint8Array(), 'SCHEMA_MISMATCH'],
  ])('%s is refused', (_, zip, code) => {
    expect(() => unzip(zip)).toThrow(expect.objectContaining({ code }))
  })

  test('an entry that inflates beyond what it announced does not grow', () => {
    const bomb = lying(zipSync({ 'a.json': new Uint8Array(500_000) }), 900)
    expect(unzip(bomb).get('a.json')?.byteLength).toBeLessThanOrEqual(900)
  })
})
