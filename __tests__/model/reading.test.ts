import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { toCanonicalJson } from '../../src/model/canonical-json.ts'
import { LIMITS } from '../../src/model/limits.ts'
import { readJobManifest, readRunManifest } from '../../src/model/reading.ts'

const sample = (kind: string, version = '0.1') => readFileSync(`__tests__/samples/${version}/${kind}.json`)
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
type Editable = { [key: string]: Editable } & { [key: number]: Editable }

/** The sample job manifest with one thing changed. */
const changed = (edit: (manifest: Editable) => void): Uint8Array => {
  const manifest: Editable = JSON.parse(sample('job-manifest').toString())
  edit(manifest)
  return bytes(manifest)
}
const set = (target: Editable | undefined, key: string, value: unknown): void => {
  Object.assign(target ?? {}, { [key]: value })
}

// A sample of each released minor version stays here, and every later version reads it.
describe.each(['0.1'])('samples of %s', version => {
  test('are read whole', () => {
    const job = readJobManifest(sample('job-manifest', version))
    const run = readRunManifest(sample('run-manifest', version))
    expect([job.unknownFields, run.unknownFields]).toEqual([0, 0])
    expect(toCanonicalJson(job.value)).toBe(sample('job-manifest', version).toString())
    expect(toCanonicalJson(run.value)).toBe(sample('run-manifest', version).toString())
  })

  test.each(['job-manifest', 'run-manifest'])('pass the published schema of a %s', kind => {
    const ajv = new Ajv2020({ strict: false })
    const schema: object = JSON.parse(readFileSync(`schema/${kind}.schema.json`, 'utf8'))
    expect(ajv.validate(schema, JSON.parse(sample(kind, version).toString())) || ajv.errors).toBe(true)
  })
})

describe('a later minor version', () => {
  test('is read without the fields that this one does not know, and they are counted', () => {
    const read = readJobManifest(
      changed(manifest => {
        set(manifest, 'schemaVersion', '0.9.3')
        set(manifest, 'energy', { joules: 3, source: 'runner' })
        set(manifest['steps']?.[0], 'shell', 'bash')
      }),
    )
    // energy, joules, source and shell
    expect(read.unknownFields).toBe(4)
    expect(toCanonicalJson(read.value)).toBe(
      sample('job-manifest').toString().replace('"schemaVersion": "0.1.0"', '"schemaVersion": "0.9.3"'),
    )
  })

  test('may have new words in every list of words', () => {
    const { value } = readJobManifest(
      changed(manifest => {
        set(manifest['signing'], 'mode', 'post-quantum')
        set(manifest['caches']?.[0], 'result', 'streamed')
        set(manifest['run']?.['event'], 'source', 'telepathy')
      }),
    )
    expect([value.signing.mode, value.caches[0]?.result, value.run.event?.source]).toEqual(['other', 'other', 'other'])
  })
})

describe('what is refused', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`

  test.each([
    ['SCHEMA_MAJOR', changed(manifest => set(manifest, 'schemaVersion', '1.0.0'))],
    ['SCHEMA_MISMATCH', changed(manifest => set(manifest, 'schemaVersion', 1))],
    ['SCHEMA_MISMATCH', changed(manifest => set(manifest, 'kind', 'run-manifest'))],
    ['SCHEMA_MISMATCH', changed(manifest => set(manifest['run'], 'runId', { value: '../1', source: 'runner' }))],
    ['SCHEMA_MISMATCH', changed(manifest => set(manifest['signing'], 'mode', 7))],
    ['SCHEMA_MISMATCH', changed(manifest => set(manifest, 'redacted', -1))],
    ['SCHEMA_MISMATCH', bytes('[]')],
    ['SCHEMA_MISMATCH', bytes('null')],
    ['NOT_JSON', bytes('')],
    ['NOT_JSON', bytes('{"kind":"job-manifest"')],
    ['NOT_JSON', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
    ['NOT_JSON', bytes(deep)],
    ['TOO_LARGE', new Uint8Array(LIMITS.jobManifest + 1)],
  ])('%s %#', (code, content) => {
    expect(() => readJobManifest(content)).toThrow(expect.objectContaining({ code }))
  })

  test.each([100, 1_000, 3_000, 10_000, 50_000])('an unknown field nested %i deep never breaks the reader', depth => {
    const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`
    const text = sample('job-manifest').toString().replace('{', `{"nested":${nested},`)
    try {
      expect(readJobManifest(bytes(text)).unknownFields).toBe(1)
    } catch (error) {
      expect(error).toMatchObject({ code: 'NOT_JSON' })
    }
  })
})

describe('names that JavaScript treats specially', () => {
  test('do not reach a prototype, and do not survive in records either', () => {
    const text = sample('job-manifest')
      .toString()
      .replace('"matrix": {', '"__proto__": { "polluted": 1 }, "matrix": {')
      .replace('"experimental": false', '"__proto__": 7, "constructor": "kept as a matrix key", "experimental": false')
    const { value } = readJobManifest(bytes(text))
    const matrix = value.job.matrix?.value ?? {}
    expect(Object.keys(matrix)).toContain('constructor')
    expect(Object.keys(matrix)).not.toContain('__proto__')
    expect(Object.getPrototypeOf(value.job)).toBe(Object.prototype)
    expect('polluted' in value.job || 'polluted' in {}).toBe(false)
  })
})
