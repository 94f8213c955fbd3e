import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseCacheKey } from '../../src/history/parse-cache-key.ts'

const HASH = '0123456789abcdef'.repeat(4)
const SHA = 'c0ffee'.padEnd(40, '1')
const context = { runId: '9000000123', shas: [SHA] }

describe('the parts of a cache key', () => {
  test.each<[string, string, string, string]>([
    [`Linux-npm-${HASH}`, 'content-hash', 'Linux-npm-', HASH],
    [`node-cache-Linux-x64-npm-${HASH}-v2`, 'content-hash', 'node-cache-Linux-x64-npm-', `${HASH}-v2`],
    [`gradle-${HASH.slice(0, 32)}`, 'content-hash', 'gradle-', HASH.slice(0, 32)],
    [`x-${'d'.repeat(40)}`, 'content-hash', 'x-', 'd'.repeat(40)],
    [`x-${SHA}`, 'commit', 'x-', SHA],
    [`x-${SHA.slice(0, 8)}-y`, 'commit', 'x-', `${SHA.slice(0, 8)}-y`],
    ['ccache-9000000123', 'run-scoped', 'ccache-', '9000000123'],
    [`ccache-${HASH}-9000000123-1`, 'run-scoped', 'ccache-', `${HASH}-9000000123-1`],
    ['db-2026-01-31', 'date', 'db-', '2026-01-31'],
    ['db-20260131', 'date', 'db-', '20260131'],
    ['db-2026-W05-x', 'date', 'db-', '2026-W05-x'],
    ['9000000124', 'plain', '9000000124', ''],
    ['build-19000000123', 'plain', 'build-19000000123', ''],
    [`x-${HASH.slice(1)}`, 'plain', `x-${HASH.slice(1)}`, ''],
    ['v2026-13-01', 'plain', 'v2026-13-01', ''],
    ['playwright-1.48.2', 'plain', 'playwright-1.48.2', ''],
    ['', 'plain', '', ''],
    [HASH, 'content-hash', '', HASH],
  ])('%s is %s', (key, kind, prefix, suffix) => {
    expect(parseCacheKey(key, context)).toMatchObject({ kind, prefix, suffix, confidence: expect.anything() })
  })

  test('a run id of few digits is any number', () => {
    expect(parseCacheKey('v-5', { runId: '5', shas: [] }).kind).toBe('plain')
  })

  test('a short hash needs another key that differs in nothing else', () => {
    const key = 'v0-rust-Linux-x64-1a2b3c4d-5e6f7a8b'
    expect(parseCacheKey(key, context).kind).toBe('plain')
    expect(parseCacheKey(key, context, ['v0-rust-Linux-x64-1a2b3c4d-00000000', 'other'])).toMatchObject({
      kind: 'content-hash',
      prefix: 'v0-rust-Linux-x64-1a2b3c4d-',
      confidence: 'medium',
    })
    expect(parseCacheKey(key, context, [key, 'v0-rust-macOS-x64-1a2b3c4d-00000000']).kind).toBe('plain')
  })

  test('two hashes of one form have one template, another word has not', () => {
    const template = (key: string) => parseCacheKey(key, context).template
    expect(template(`a-${HASH}`)).toBe(template(`a-${'f'.repeat(64)}`))
    expect(template(`a-${HASH}`)).not.toBe(template(`b-${HASH}`))
    expect(template(`a-${HASH}`)).not.toBe(template(`a-${HASH.slice(0, 40)}`.replace(/$/, '-x')))
  })

  test('prefix and suffix are the key, parts are in order and do not overlap', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 12, unit: 'binary' }),
      fc.constantFrom(HASH, SHA, '9000000123', '2026-01-31', '20260131', '-', SHA.slice(0, 7)),
    )
    const key = fc.array(piece, { maxLength: 8 }).map(pieces => pieces.join('').slice(0, 512))
    fc.assert(
      fc.property(key, fc.array(key, { maxLength: 5 }), (one, others) => {
        const parsedKey = parseCacheKey(one, context, others)
        expect(parsedKey.prefix + parsedKey.suffix).toBe(one)
        parsedKey.parts.forEach((part, index) => {
          expect(part.start).toBeGreaterThanOrEqual(parsedKey.parts[index - 1]?.end ?? 0)
          expect(part.end).toBeGreaterThan(part.start)
        })
        expect(parsedKey.kind === 'plain').toBe(parsedKey.parts.length === 0)
      }),
    )
  })
})
