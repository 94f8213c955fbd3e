import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { hostileArchives } from '../../lab/hostile/archives.ts'
import { makeZip } from '../../lab/hostile/make-zip.ts'
import { TraceError } from '../../src/core/error.ts'
import { openZip } from '../../src/io/zip/open-zip.ts'
import { createShare, createZipBudget } from '../../src/io/zip/zip-budget.ts'
import { propertyRuns } from '../property-runs.ts'

const MIB = 1_048_576
const budgetOf = (bytes = 64 * MIB, entries = 10_000, millis = 600_000) => createZipBudget({ bytes, entries, millis })
const capOf = (name: string): number | undefined => (name === 'a.json' || name === 'b.json' ? 1_000 : undefined)
const open = (zip: Uint8Array, budget = budgetOf()) => openZip(zip, capOf, 1, budget)
const readAll = (zip: Uint8Array, budget = budgetOf()) => {
  const opened = openZip(zip, () => 4 * MIB, 5_000, budget)
  return Object.fromEntries(opened.names.map(name => [name, Buffer.from(opened.read(name) ?? []).toString('latin1')]))
}
const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'taken'
  } catch (error) {
    if (!(error instanceof TraceError)) throw error
    return error.code
  }
}

describe('a zip out of a run', () => {
  test('gives its allowed entry', () => {
    const zip = open(zipSync({ 'a.json': strToU8('{}') }))
    expect([zip.names, zip.read('a.json'), zip.read('b.json')]).toEqual([['a.json'], strToU8('{}'), undefined])
  })

  test.each([
    ['a name that leads out', zipSync({ '../a.json': strToU8('{}') }), 'SCHEMA_MISMATCH'],
    ['a name nobody asked for', zipSync({ 'x.sh': strToU8('') }), 'SCHEMA_MISMATCH'],
    ['more entries than allowed', zipSync({ 'a.json': strToU8('{}'), 'b.json': strToU8('{}') }), 'TOO_LARGE'],
    ['an entry over its cap', zipSync({ 'a.json': new Uint8Array(2_000) }), 'TOO_LARGE'],
    ['no zip', strToU8('x'.repeat(100)), 'SCHEMA_MISMATCH'],
    ['nothing', new Uint8Array(), 'SCHEMA_MISMATCH'],
  ])('%s is refused before a byte is inflated', (_, zip, code) => {
    const budget = budgetOf()
    expect(codeOf(() => open(zip, budget))).toBe(code)
    expect(budget.bytesLeft).toBe(64 * MIB)
  })

  test('its stored bytes are no part of it', () => {
    const zip = zipSync({ 'a.json': strToU8('{}') }, { level: 0 })
    expect(open(zip).read('a.json')?.buffer).not.toBe(zip.buffer)
  })
})

describe('the budget of all zips together', () => {
  const zip = zipSync({ 'a.json': new Uint8Array(900) })

  test('is spent by what is inflated, and stops the next', () => {
    const budget = budgetOf(2_000)
    expect(open(zip, budget).read('a.json')?.byteLength).toBe(900)
    expect(open(zip, budget).read('a.json')?.byteLength).toBe(900)
    expect(codeOf(() => open(zip, budget).read('a.json'))).toBe('TOO_LARGE')
    expect(budget.bytesLeft).toBe(200)
  })

  test('is spent too by an entry that turns out to be damaged', () => {
    const budget = budgetOf(10_000)
    const forged = makeZip([{ name: 'a.json', content: new Uint8Array(900), checksum: 1 }])
    expect(codeOf(() => open(forged, budget).read('a.json'))).toBe('SCHEMA_MISMATCH')
    expect(budget.bytesLeft).toBe(9_100)
    const lying = makeZip([{ name: 'a.json', content: new Uint8Array(5_000_000), size: 900 }])
    expect(codeOf(() => open(lying, budget).read('a.json'))).toBe('TOO_LARGE')
    expect(budget.bytesLeft).toBe(8_200)
  })

  test('counts entries, and ends', () => {
    const budget = budgetOf(MIB, 1)
    open(zip, budget)
    expect(codeOf(() => open(zip, budget))).toBe('TOO_LARGE')
    let now = 0
    const short = createZipBudget({ bytes: MIB, entries: 10, millis: 5 }, () => now)
    open(zip, short)
    now = 6
    expect(codeOf(() => open(zip, short))).toBe('DEADLINE')
  })

  test('of one of several is a part of the whole', () => {
    const whole = budgetOf(1_000)
    const [one, other] = [
      createShare(whole, { bytes: 950, entries: 5 }),
      createShare(whole, { bytes: 950, entries: 5 }),
    ]
    open(zip, one).read('a.json')
    expect(codeOf(() => open(zip, one).read('a.json'))).toBe('TOO_LARGE')
    expect(codeOf(() => open(zip, other).read('a.json'))).toBe('TOO_LARGE')
    expect([whole.bytesLeft, one.bytesLeft, other.bytesLeft]).toEqual([100, 50, 950])
  })
})

describe('a hostile archive', () => {
  const manifest = strToU8(JSON.stringify({ kind: 'job-manifest', padding: 'x'.repeat(3_000) }))
  const cases = hostileArchives(manifest)

  test('is of more than forty kinds', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBeGreaterThan(40)
  })

  test.each(cases.map(one => [one.name, one] as const))('%s', (_, { make, isReadable }) => {
    const budget = budgetOf()
    const allowed = (name: string) =>
      name === 'job-manifest.json' ? 4 * MIB : name === 'job-manifest.sigstore.json' ? 8 * MIB : undefined
    const read = () => openZip(make(), allowed, 2, budget).read('job-manifest.json')
    if (isReadable === true) expect(Buffer.from(read() ?? []).equals(manifest)).toBe(true)
    // Those of JSON alone are zips like any other; the reader of manifests refuses them.
    else if (_.startsWith('four megabytes of')) expect(read()?.byteLength).toBeGreaterThan(3_000_000)
    else if (_ === 'a zip in a zip') expect(read()?.byteLength).toBeLessThan(MIB)
    else if (_ === 'no entry') expect(read()).toBeUndefined()
    else expect(codeOf(read)).toMatch(/^(SCHEMA_MISMATCH|TOO_LARGE)$/)
    expect(budget.bytesLeft).toBeGreaterThan(59 * MIB)
  })
})

describe('what packers write', () => {
  const files = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,12}(\/[a-z]{1,8})?$/),
    fc.oneof(fc.uint8Array({ maxLength: 3_000 }), fc.string({ maxLength: 4_000 }).map(strToU8)),
    { maxKeys: 12 },
  )
  const asText = (given: Readonly<Record<string, Uint8Array>>) =>
    Object.fromEntries(Object.entries(given).map(([name, bytes]) => [name, Buffer.from(bytes).toString('latin1')]))

  test('fflate, at every level', () => {
    fc.assert(
      fc.property(files, fc.constantFrom(0, 1, 6, 9), (given, level) => {
        expect(readAll(zipSync(given, { level: level as 0 }))).toEqual(asText(given))
      }),
      { numRuns: propertyRuns(60) },
    )
  })

  test('by hand, with sizes after the data, zip64 and bytes before it', () => {
    fc.assert(
      fc.property(files, fc.boolean(), fc.boolean(), fc.nat(200), (given, descriptor, zip64, before) => {
        const parts = Object.entries(given).map(([name, content]) => ({ name, content, descriptor, zip64 }))
        expect(readAll(makeZip(parts, { zip64, prefix: Buffer.alloc(before) }))).toEqual(asText(given))
      }),
      { numRuns: propertyRuns(60) },
    )
  })

  test('any byte changed gives the same files or a refusal, never others', () => {
    const given = { 'a.json': strToU8('{"a":1}'), 'b.json': strToU8('x'.repeat(500)) }
    const zip = zipSync(given)
    fc.assert(
      fc.property(fc.nat(zip.byteLength - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = zip.slice()
        changed[at] = (changed[at] ?? 0) ^ change
        let read: Readonly<Record<string, string>> | undefined
        expect(['taken', 'SCHEMA_MISMATCH', 'TOO_LARGE']).toContain(codeOf(() => (read = readAll(changed))))
        // A name stands twice, and both must agree: with one byte changed it is the same, or refused.
        if (read !== undefined) expect(read).toEqual(asText(given))
      }),
      { numRuns: propertyRuns(2_000) },
    )
  })

  const run = (program: string, args: readonly string[], cwd: string): boolean => {
    try {
      execFileSync(program, args, { cwd, stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }

  test.each([
    ['zip', ['-X', '-q', 'made.zip', 'a.json', 'b.json']],
    ['zip', ['-q', '-0', 'made.zip', 'a.json', 'b.json']],
    ['python3', ['-m', 'zipfile', '-c', 'made.zip', 'a.json', 'b.json']],
    ['python3', ['-c', STREAMED()]],
  ])('%s %p, where it is there', (program, args) => {
    const folder = mkdtempSync(join(tmpdir(), 'open-zip-'))
    try {
      writeFileSync(join(folder, 'a.json'), '{}')
      writeFileSync(join(folder, 'b.json'), 'y'.repeat(100_000))
      if (!run(program, args, folder)) return console.log(`no ${program} here: not compared`)
      expect(readAll(readFileSync(join(folder, 'made.zip')))).toEqual({ 'a.json': '{}', 'b.json': 'y'.repeat(100_000) })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

/** A zip written to a stream that cannot be rewound: sizes after the data, forced to 64 bits. */
function STREAMED(): string {
  return [
    'import zipfile, io',
    'class S(io.RawIOBase):',
    '  def __init__(s): s.f = open("made.zip", "wb")',
    '  def writable(s): return True',
    '  def write(s, b): return s.f.write(b)',
    '  def flush(s): s.f.flush()',
    '  def seekable(s): return False',
    'with zipfile.ZipFile(S(), "w", zipfile.ZIP_DEFLATED) as z:',
    '  for n in ["a.json", "b.json"]:',
    '    with z.open(n, "w", force_zip64=True) as f: f.write(open(n, "rb").read())',
  ].join('\n')
}
