import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { toCanonicalJson } from '../../src/core/canonical-json.ts'
import { LIMITS } from '../../src/core/limits.ts'
import { readJobManifest, readRunManifest } from '../../src/schema/read-manifest.ts'

const sample = (kind: string, version = '1.0') => readFileSync(`__tests__/samples/${version}/${kind}.json`)
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
type Editable = { [key: string]: Editable } & { [key: number]: Editable }

/** The sample manifest with one thing changed. */
const changed = (edit: (manifest: Editable) => void, kind = 'job-manifest'): Uint8Array => {
  const manifest: Editable = JSON.parse(sample(kind).toString())
  edit(manifest)
  return bytes(manifest)
}
const set = (target: Editable | undefined, key: string, value: unknown): void => {
  Object.assign(target ?? {}, { [key]: value })
}

// Samples of each released minor version stay here, and every later version of the major reads them.
describe.each(['1.0'])('samples of %s', version => {
  test('are read whole', () => {
    const job = readJobManifest(sample('job-manifest', version))
    const run = readRunManifest(sample('run-manifest', version))
    expect([job.unknownFields, run.unknownFields]).toEqual([0, 0])
    expect(toCanonicalJson(job.value)).toBe(sample('job-manifest', version).toString())
    expect(toCanonicalJson(run.value)).toBe(sample('run-manifest', version).toString())
  })

  test.each(['job-manifest', 'run-manifest'])('pass the schema of a %s, the present one and that of its time', kind => {
    for (const folder of ['schema', `schema/${version}`]) {
      const ajv = new Ajv2020({ strict: false })
      const schema: object = JSON.parse(readFileSync(`${folder}/${kind}.schema.json`, 'utf8'))
      expect(ajv.validate(schema, JSON.parse(sample(kind, version).toString())) || ajv.errors).toBe(true)
    }
  })
})

// What was written before 1.0 was announced as unstable, and nobody guesses what its fields meant.
test.each(['job-manifest', 'run-manifest'])('a %s of 0.1 is refused as one of another major version', kind => {
  const read = kind === 'job-manifest' ? readJobManifest : readRunManifest
  expect(() => read(sample(kind, '0.1'))).toThrow(expect.objectContaining({ code: 'SCHEMA_MAJOR' }))
})

describe('a later minor version', () => {
  test('is read without the fields that this one does not know, and they are counted', () => {
    const read = readJobManifest(
      changed(manifest => {
        set(manifest, 'schemaVersion', '1.9.3')
        set(manifest, 'energy', { joules: 3, source: 'runner' })
        set(manifest['steps']?.[0], 'shell', 'bash')
      }),
    )
    // energy, joules, source and shell
    expect(read.unknownFields).toBe(4)
    expect(toCanonicalJson(read.value)).toBe(
      sample('job-manifest').toString().replace('"schemaVersion": "1.0.0"', '"schemaVersion": "1.9.3"'),
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

  test('of a run manifest too, in its jobs, its records and its timeline', () => {
    const read = readRunManifest(
      changed(manifest => {
        set(manifest, 'schemaVersion', '1.12.0')
        set(manifest['tool'], 'name', 'another-writer')
        set(manifest['jobs']?.[0], 'presence', 'cloned')
        set(manifest['jobs']?.[0]?.['signature'], 'by', 'notary')
        set(manifest['jobs']?.[0]?.['record'], 'energy', 3)
        set(manifest['timeline']?.['jobs']?.[0]?.['intervals']?.[0], 'open', false)
        set(manifest['headline'], 'kind', 'dearest')
      }, 'run-manifest'),
    )
    const [job] = read.value.jobs
    expect(read.unknownFields).toBe(1)
    expect([job?.presence, job?.signature.by, read.value.headline.kind]).toEqual(['other', 'other', 'other'])
    expect(read.value.tool.name).toBe('another-writer')
  })
})

describe('what is refused', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`

  test.each([
    ['SCHEMA_MAJOR', changed(manifest => set(manifest, 'schemaVersion', '2.0.0'))],
    ['SCHEMA_MAJOR', changed(manifest => set(manifest, 'schemaVersion', '0.9.0'))],
    ['SCHEMA_MAJOR', changed(manifest => set(manifest, 'schemaVersion', '11.0.0'))],
    ['SCHEMA_MISMATCH', changed(manifest => set(manifest, 'schemaVersion', '1.0'))],
    ['SCHEMA_MISMATCH', changed(manifest => set(manifest, 'schemaVersion', '1.0.0-next'))],
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
      .replace('"experimental": true', '"__proto__": 7, "constructor": "kept as a matrix key", "experimental": true')
    const { value } = readJobManifest(bytes(text))
    const matrix = value.job.matrix?.value ?? {}
    expect(Object.keys(matrix)).toContain('constructor')
    expect(Object.keys(matrix)).not.toContain('__proto__')
    expect(Object.getPrototypeOf(value.job)).toBe(Object.prototype)
    expect('polluted' in value.job || 'polluted' in {}).toBe(false)
  })
})
