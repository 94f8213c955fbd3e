import { afterEach, describe, expect, test } from '@jest/globals'
import { readCaches } from '../../src/github/rest/repository-caches.ts'
import { type Reply, type RestServer, startRestServer } from './rest-server.ts'

let server: RestServer | undefined
afterEach(() => server?.stop())

const read = async (prefixes: readonly string[], answer: (url: URL) => Reply) => {
  server = await startRestServer(answer)
  return readCaches(server.client(), 'o/r', prefixes)
}

const cache = (key: unknown) => ({
  id: 1,
  key,
  ref: 'refs/heads/main',
  size_in_bytes: 5,
  created_at: '2026-03-01T10:00:00Z',
})
const body = (keys: readonly unknown[], total = keys.length) => ({
  body: { total_count: total, actions_caches: keys.map(cache) },
})

describe('caches of the repository', () => {
  test('are asked for by the beginning of the key, which may hold anything', async () => {
    const seen: (string | null)[] = []
    const { value: lists, gaps } = await read(['a&ref=x #', 'b-'], url => {
      seen.push(url.searchParams.get('key'))
      return body(['b-1'])
    })
    expect(seen).toEqual(['a&ref=x #', 'b-'])
    expect(gaps).toEqual([])
    expect(lists[1]).toEqual({
      prefix: 'b-',
      entries: [{ key: 'b-1', ref: 'refs/heads/main', sizeBytes: 5, createdAt: '2026-03-01T10:00:00Z' }],
      complete: true,
    })
  })

  test.each<[string, Reply, number, boolean]>([
    [
      'more than one page',
      body(
        Array.from({ length: 100 }, (_, index) => `k${index}`),
        101,
      ),
      100,
      false,
    ],
    [
      'exactly one page',
      body(
        Array.from({ length: 100 }, (_, index) => `k${index}`),
        100,
      ),
      100,
      true,
    ],
    ['an entry of another form', body(['k', 7]), 1, false],
    ['a key that no cache has', body(['k'.repeat(513)]), 0, false],
    ['a total that is too high', body(['k'], 7), 1, false],
  ])('%s', async (_, reply, count, complete) => {
    const { value: lists } = await read(['k'], () => reply)
    expect(lists.map(one => [one.entries.length, one.complete])).toEqual([[count, complete]])
  })

  test('a refusal ends the asking and leaves a gap that names the permission', async () => {
    const headers = { 'x-accepted-github-permissions': 'actions=read' }
    const { value: lists, gaps } = await read(['a', 'b', 'c'], () => ({ status: 403, headers }))
    expect(lists).toEqual([])
    expect(gaps).toEqual([
      { field: 'cacheFindings', source: 'api', reason: 'permission-denied', detail: 'HTTP 403, needs actions=read' },
    ])
    expect(server?.requests).toHaveLength(1)
  })

  test('an answer of another form is a gap', async () => {
    const { value: lists, gaps } = await read(['a'], () => ({ body: [] }))
    expect([lists, gaps.map(({ reason }) => reason)]).toEqual([[], ['malformed']])
  })
})
