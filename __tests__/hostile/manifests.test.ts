import { describe, expect, test } from '@jest/globals'
import { TraceError } from '../../src/core/error.ts'
import { readJobManifest, readRunManifest } from '../../src/schema/read-manifest.ts'
import { fullDocument, nameOf, wrongValues } from './manifest-cases.ts'
import { type Leaf, withValue } from './schema-instance.ts'

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const codeOf = (read: () => unknown): string => {
  try {
    read()
    return 'accepted'
  } catch (error) {
    return error instanceof TraceError ? error.code : `crashed: ${String(error)}`
  }
}

/** A version of another form has a code of its own; the record of a job is tested as a job manifest. */
const hasItsTest = ({ path }: Leaf) => path[0] !== 'schemaVersion' && !path.join('.').startsWith('jobs.0.record.')

describe.each([
  ['job-manifest', readJobManifest],
  ['run-manifest', readRunManifest],
] as const)('%s: a field of another form is refused', (kind, read) => {
  const { value, leaves } = fullDocument(kind)

  test('the document with every field is accepted whole', () => {
    expect(read(bytesOf(value)).unknownFields).toBe(0)
  })
  test.each(leaves.filter(hasItsTest).map(leaf => [nameOf(leaf), leaf] as const))('%s', (_, leaf) => {
    const codes = wrongValues(leaf).map(({ how, value: wrong }) => [
      how,
      codeOf(() => read(bytesOf(withValue(value, leaf.path, wrong)))),
    ])
    expect(codes.length).toBeGreaterThan(1)
    expect(codes.filter(([, code]) => code !== 'SCHEMA_MISMATCH')).toEqual([])
  })
})
