import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type CacheMissInput, explainCacheMisses } from '../../../src/findings/cache/explain-cache-misses.ts'
import { type LoggedOperation, missedRestores, prefixesToAsk } from '../../../src/findings/cache/missed-restores.ts'
import type { CacheOperation } from '../../../src/schema/job/job-manifest.ts'
import { cacheFindings } from '../../../src/schema/run/run-evidence.ts'

const OLD = 'a1'.repeat(32)
const NEW = 'b2'.repeat(32)
const AT = '2026-03-01T10:00:30Z'
const BEFORE = '2026-02-28T10:00:00Z'
const MAIN = 'refs/heads/main'
const TOPIC = 'refs/heads/topic'

const run: CacheMissInput['run'] = {
  runId: '9000000123',
  shas: ['c'.repeat(40)],
  attempt: 1,
  readableRefs: [TOPIC, MAIN],
  knowsDefault: true,
}
const restore = (key: string | undefined, more: Partial<CacheOperation> = {}): CacheOperation => ({
  operation: 'restore',
  ...(key === undefined ? {} : { key }),
  restoreKeys: [],
  result: 'miss',
  at: AT,
  source: 'log',
  ...more,
})
const save = (key: string, more: Partial<CacheOperation>): CacheOperation => ({
  ...restore(key),
  operation: 'save',
  result: 'saved',
  ...more,
})
const entry = (key: string, ref: string, createdAt = BEFORE) => ({ key, ref, createdAt, sizeBytes: 10 })
const list = (prefix: string, entries: readonly ReturnType<typeof entry>[], complete = true) => ({
  prefix,
  entries,
  complete,
})

type Case = [string, readonly LoggedOperation[], CacheMissInput['lists'], object, Partial<CacheMissInput['run']>?]
const KEY = `Linux-npm-${NEW}`
const LISTED_NOTHING = [list('Linux-npm-', [])]

test('a key that the run has saved or hit elsewhere has another version here', () => {
  const missed = { caches: [restore(KEY)], id: '2', name: 'windows' }
  const explain = (other: LoggedOperation) =>
    explainCacheMisses({ jobs: [{ id: '1', name: 'ubuntu', caches: [other] }, missed], run, lists: [] }).misses[0]
  const earlier = { at: '2026-03-01T10:00:00Z' }
  expect(explain(save(KEY, earlier))).toMatchObject({ why: 'other-version', source: 'log', confidence: 'medium' })
  const hit = restore(KEY, { ...earlier, result: 'hit', matchedKey: KEY })
  expect(explain(hit)).toMatchObject({ why: 'other-version' })
  for (const other of [
    save(KEY, { at: '2026-03-01T10:00:40Z' }),
    save(KEY, { ...earlier, result: 'not-saved', reason: 'unknown' }),
    save(`${KEY}-b`, earlier),
    restore(`${KEY}-b`, { ...earlier, result: 'hit', matchedKey: `${KEY}-b` }),
  ])
    expect(explain(other)?.why).not.toBe('other-version')
})

describe('why a restore missed', () => {
  test.each<Case>([
    [
      'the entry lives on another branch',
      [restore(KEY)],
      [list('Linux-npm-', [entry(KEY, 'refs/heads/other')])],
      { why: 'scope', source: 'api', confidence: 'high', entry: entry(KEY, 'refs/heads/other') },
    ],
    [
      'the same, while nobody knows the default branch',
      [restore(KEY)],
      [list('Linux-npm-', [entry(KEY, 'refs/heads/other')])],
      { why: 'scope', confidence: 'medium' },
      { knowsDefault: false },
    ],
    [
      'the same as a line tells that a script may have printed: no surer than the line',
      [{ ...restore(KEY), confidence: 'medium' }],
      [list('Linux-npm-', [entry(KEY, 'refs/heads/other')])],
      { why: 'scope', source: 'api', confidence: 'medium' },
    ],
    [
      'it is not known what the run can read',
      [restore(KEY)],
      [list('Linux-npm-', [entry(KEY, 'refs/heads/other')])],
      { why: 'unknown' },
      { readableRefs: [] },
    ],
    [
      'the entry could be read: another version',
      [restore(KEY)],
      [list('Linux-npm-', [entry(KEY, MAIN), entry(KEY, 'refs/heads/other')])],
      { why: 'other-version', entry: entry(KEY, MAIN) },
    ],
    [
      'the entry is younger than the question',
      [restore(KEY)],
      [list('Linux-npm-', [entry(KEY, TOPIC, '2026-03-01T10:01:00Z')])],
      { why: 'evicted-or-none', source: 'api' },
    ],
    [
      'another hash, seen by REST',
      [restore(KEY)],
      [list('Linux-npm-', [entry(`Linux-npm-${OLD}`, MAIN)])],
      { why: 'changed-hash', source: 'api', confidence: 'high', entry: entry(`Linux-npm-${OLD}`, MAIN) },
    ],
    [
      'another hash, but of another form',
      [restore(KEY)],
      [list('Linux-npm-', [entry(`Linux-npm-18-${OLD}`, MAIN)])],
      { why: 'evicted-or-none' },
    ],
    [
      'another hash, restored instead',
      [restore(KEY, { result: 'partial', matchedKey: `Linux-npm-${OLD}`, restoreKeys: ['Linux-npm-'] })],
      [],
      { why: 'changed-hash', source: 'log', confidence: 'high', result: 'partial' },
    ],
    [
      'a short hash, restored instead',
      [restore('rust-1a2b3c4d', { result: 'partial', matchedKey: 'rust-00aa11bb' })],
      [],
      { why: 'changed-hash', source: 'log', confidence: 'medium' },
    ],
    ['the run id in the key', [restore('x-9000000123')], [], { why: 'run-scoped-key', confidence: 'high' }],
    [
      'the run id in the key of a re-run',
      [restore('x-9000000123')],
      [],
      { why: 'run-scoped-key', confidence: 'medium' },
      { attempt: 2 },
    ],
    [
      'the run id in the key, and saved before',
      [save('x-9000000123', { at: '2026-03-01T10:00:10Z' }), restore('x-9000000123')],
      [],
      { why: 'unknown' },
    ],
    ['the commit in the key', [restore(`x-${'c'.repeat(40)}`)], [], { why: 'run-scoped-key', confidence: 'medium' }],
    ['the date in the key', [restore('x-2026-03-01')], [], { why: 'run-scoped-key', parsedKey: { kind: 'date' } }],
    [
      'a save before that did not happen',
      [
        save(KEY, { result: 'not-saved', reason: 'mode-forbids', at: '2026-03-01T10:00:10Z', step: 'other' }),
        restore(KEY, { at: AT }),
      ],
      [],
      { why: 'never-saved', confidence: 'high', notSaved: 'mode-forbids' },
    ],
    [
      'its own save did not happen',
      [restore(KEY), save(KEY, { result: 'not-saved', reason: 'job-failed', at: undefined })],
      LISTED_NOTHING,
      { why: 'never-saved', confidence: 'low', notSaved: 'job-failed' },
    ],
    ['nothing is there', [restore(KEY)], LISTED_NOTHING, { why: 'evicted-or-none', source: 'api' }],
    ['the list was cut', [restore(KEY)], [list('Linux-npm-', [], false)], { why: 'unknown' }],
    ['nobody was asked', [restore(KEY)], [], { why: 'unknown', confidence: 'low' }],
    ['the service failed', [restore(KEY, { reason: 'error' })], [], { why: 'restore-failed' }],
    ['no key was printed', [restore(undefined)], LISTED_NOTHING, { why: 'unknown' }],
    [
      'the key is that of the same step’s save',
      [
        restore(undefined, { action: 'actions/setup-node@v4', step: 'Node' }),
        save(KEY, { action: 'actions/setup-node@v4', step: 'Post Node' }),
      ],
      [list('Linux-npm-', [entry(`Linux-npm-${OLD}`, TOPIC)])],
      { why: 'changed-hash', key: KEY },
    ],
  ])('%s', (_, caches, lists, expected, more = {}) => {
    const { misses } = explainCacheMisses({
      jobs: [{ id: '1', name: 'build', caches }],
      run: { ...run, ...more },
      lists,
    })
    expect(misses).toMatchObject([expected])
  })

  test('a hit is held against the list: own ref first, size compared', () => {
    const hit = (sizeBytes: number) => restore('k', { result: 'hit', matchedKey: 'k', sizeBytes })
    const lists = [list('k', [entry('k', 'refs/heads/other'), entry('k', MAIN), entry('k', TOPIC)])]
    const { misses, confirmed } = explainCacheMisses({
      jobs: [{ name: 'build', caches: [hit(10), hit(11), restore('q', { result: 'hit', matchedKey: 'q' })] }],
      run,
      lists,
    })
    expect(misses).toEqual([])
    expect(confirmed.map(({ entry: { ref }, size }) => [ref, size])).toEqual([
      [TOPIC, 'same'],
      [TOPIC, 'differs'],
    ])
  })
})

describe('what is asked of REST', () => {
  test('at most three stable beginnings, the most wanted first; a bare hash whole', () => {
    const caches = [`b-${OLD}`, `b-${NEW}`, `a-${OLD}`, NEW, 'plain', 'other'].map(key => restore(key))
    expect(prefixesToAsk(missedRestores([{ name: 'j', caches }], run))).toEqual(['b-', 'a-', NEW])
  })

  test('nothing when all hit', () => {
    const caches = [restore('k', { result: 'hit', matchedKey: 'k' }), save('k', {})]
    expect(prefixesToAsk(missedRestores([{ name: 'j', caches }], run))).toEqual([])
  })
})

test('whatever stands in the log, the findings fit their schema and every miss has one', () => {
  const key = fc.oneof(
    fc.string({ maxLength: 40, unit: 'binary' }),
    fc.constantFrom(KEY, `Linux-npm-${OLD}`, 'x-9000000123'),
  )
  const operation = fc.record(
    {
      operation: fc.constantFrom('restore' as const, 'save' as const, 'lookup' as const),
      key,
      restoreKeys: fc.constant<string[]>([]),
      matchedKey: key,
      result: fc.constantFrom(
        'hit' as const,
        'partial' as const,
        'miss' as const,
        'saved' as const,
        'not-saved' as const,
      ),
      reason: fc.constantFrom('job-failed' as const, 'error' as const),
      at: fc.constantFrom(AT, BEFORE, '2026-03-01T10:00:31.5Z'),
      sizeBytes: fc.nat(),
      source: fc.constant('log' as const),
    },
    { requiredKeys: ['operation', 'restoreKeys', 'result', 'source'] },
  )
  const entries = fc.array(
    fc.record({ key, ref: fc.constantFrom(MAIN, TOPIC, 'refs/pull/1/merge'), createdAt: fc.constantFrom(BEFORE, AT) }),
  )
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 8 }), entries, fc.boolean(), (caches, listed, complete) => {
      const jobs = [{ id: '1', name: 'j', caches }]
      const found = explainCacheMisses({ jobs, run, lists: [{ prefix: '', entries: listed, complete }] })
      expect(cacheFindings.parse(found)).toEqual(found)
      expect(found.misses).toHaveLength(missedRestores(jobs, run).length)
    }),
  )
})
