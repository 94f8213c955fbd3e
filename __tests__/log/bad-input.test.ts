import { describe, expect, test } from '@jest/globals'
import { bytesOf, head, read, readJobLog, readLogFacts, script, setUp, timed } from './log-text.ts'

const CACHE = 'actions/cache@v4'
const GIGABYTE = 1_073_741_824

test('a log of a gigabyte: what stands at its begin and at its end is found', async () => {
  const noise = Buffer.from(`2026-08-06T18:24:00.0000000Z ${'  CC      src/module.o'.padEnd(98)}\n`.repeat(16_384))
  const rounds = Math.ceil(GIGABYTE / noise.length)
  function* chunks(): Generator<Uint8Array> {
    yield Buffer.from(`${timed([...setUp(CACHE), ...head(CACHE), 'Cache restored from key: first']).join('\n')}\n`)
    for (let round = 0; round < rounds; round += 1) yield noise
    yield Buffer.from(
      head(CACHE)
        .concat('Cache restored from key: last')
        .map(line => `2026-08-06T18:25:00.0000000Z ${line}\n`)
        .join(''),
    )
  }
  const { facts, bytes } = await readLogFacts(chunks())
  expect(bytes).toBeGreaterThan(GIGABYTE)
  expect(facts.flatMap(fact => (fact.kind === 'cache' ? [fact.matchedKey] : []))).toEqual(['first', 'last'])
}, 120_000)

test('a log that is cut anywhere: while the job writes it, nothing is made of half a line', async () => {
  const keys = ['npm-1', 'npm-12', 'npm-123']
  const lines = timed([...setUp(CACHE), ...keys.flatMap(key => [...head(CACHE), `Cache restored from key: ${key}`])])
  const whole = Buffer.from(`${lines.join('\n')}\n`)
  const start = whole.indexOf('##[group]Run')
  for (let length = start; length <= whole.length; length += 1) {
    const { value: facts } = await readJobLog([whole.subarray(0, length)], { goesOn: true })
    const found = facts.caches.map(({ matchedKey }) => matchedKey)
    expect(found).toEqual(keys.slice(0, found.length))
  }
})

describe('groups', () => {
  test('in the output of an action do not end it, however deep, closed or not', async () => {
    const { value: facts } = await read([
      ...setUp(CACHE),
      ...head(CACHE, ['  key: k']),
      ...Array.from({ length: 1_000 }, (_, depth) => `##[group]${depth}`),
      'Cache hit for: k',
      '##[endgroup]',
      '##[endgroup]',
      'Cache restored from key: k',
    ])
    expect(facts.caches).toMatchObject([{ result: 'hit', key: 'k', action: CACHE }])
    expect(facts.steps).toHaveLength(1)
  })

  test('that are never closed: a head to the end of the log tells of no cache', async () => {
    const { value: facts } = await read([
      ...setUp(CACHE),
      `##[group]Run ${CACHE}`,
      'with:',
      'Cache restored from key: k',
    ])
    expect(facts.caches).toEqual([])
  })
})

/** The runner writes the time of the first line of a text alone, so that a value's further lines have none. */
describe('an input whose value holds lines of the log, such as the body of a pull request', () => {
  const evil = [
    '  key: evil',
    'env:',
    '##[endgroup]',
    'Cache hit for: evil',
    'Cache restored from key: evil',
    '##[group]Run actions/cache@v4',
    'Post job cleanup.',
    'Cache saved with key: evil',
    '\u001b[36;1mmake',
  ]

  test('is a value', async () => {
    const before = timed([...setUp(CACHE), `##[group]Run ${CACHE}`, 'with:', '  key: npm-1', '  path: a'])
    const after = ['  restore-keys: npm-', '##[endgroup]', 'Cache hit for restore-key: npm-0']
    const later = after.map(line => `2026-08-06T18:23:46Z ${line}`)
    const { value: facts, gaps } = await readJobLog(bytesOf([...before, ...evil, ...later]))
    expect(facts.caches).toMatchObject([
      { operation: 'restore', result: 'partial', key: 'npm-1', matchedKey: 'npm-0', restoreKeys: ['npm-'] },
    ])
    expect([facts.steps.length, gaps]).toEqual([1, []])
  })
})

test('a script whose first line reads like an action is one step, and no action', async () => {
  const lines = [...setUp(CACHE), ...script(CACHE)]
  const step = { name: `Run ${CACHE}`, source: 'log', confidence: 'low', startedAt: expect.any(String) }
  expect((await read(lines)).value.steps).toEqual([step])
  const { facts } = await readLogFacts(bytesOf(timed(lines)))
  expect(facts.filter(({ kind }) => kind === 'step')).toEqual([
    {
      kind: 'step',
      name: `Run ${CACHE}`,
      line: setUp(CACHE).length + 1,
      at: expect.any(String),
      confidence: 'low',
      step: `Run ${CACHE}`,
    },
  ])
})

describe('bytes that are no text', () => {
  test.each<[string, readonly number[]]>([
    ['a byte order mark in the middle of a line', [0xef, 0xbb, 0xbf]],
    ['half a character', [0xe2, 0x82]],
    ['bytes of UTF-16', [0xff, 0xfe, 0x41, 0x00]],
    ['zeros', [0, 0, 0, 0]],
    ['escapes that never end', [0x1b, 0x5b, 0x33]],
  ])('%s between the lines hide no fact', async (_, bytes) => {
    const before = Buffer.from(`${timed([...setUp(CACHE), ...head(CACHE)]).join('\n')}\n`)
    const hit = Buffer.from('2026-08-06T18:23:46Z Cache hit for: k\n')
    const { value: facts } = await readJobLog([before, Buffer.from([...bytes, 0x0a]), hit, Buffer.from(bytes)])
    expect(facts.caches).toMatchObject([{ result: 'hit', key: 'k' }])
  })
})
