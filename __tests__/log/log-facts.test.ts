import { describe, expect, test } from '@jest/globals'
import type { LogFact } from '../../src/log/log-facts.ts'
import { HEX, head, readLogFacts, SHA, script, setUp, timed } from './log-text.ts'

const factsOf = async (lines: readonly string[]): Promise<readonly LogFact[]> =>
  (await readLogFacts([Buffer.from(timed(lines).join('\n'))])).facts

/** The facts of one step that runs an action or a script, without its head and place. */
const factsOfStep = async (
  opened: readonly string[],
  lines: readonly string[],
  uses: readonly string[] = [],
): Promise<readonly object[]> => {
  const begin = [...setUp(...uses), ...opened]
  const facts = await factsOf([...begin, ...lines])
  return facts
    .filter(({ line, kind }) => line > begin.length && kind !== 'step')
    .map(({ line, at: _, step: _step, ...fact }) => ({ ...fact, line: line - begin.length }))
}

const inAction = (uses: string, lines: readonly string[]) => factsOfStep(head(uses), lines, [uses])
const inScript = (lines: readonly string[]) => factsOfStep(script('./build'), lines)

describe('caches of actions beside actions/cache', () => {
  test.each<[string, string, readonly string[], object]>([
    [
      'setup-uv, hit',
      'astral-sh/setup-uv@v6',
      ['uv cache restored from GitHub Actions cache with key: uv-1'],
      { operation: 'restore', result: 'hit', matchedKey: 'uv-1' },
    ],
    [
      'setup-uv, miss',
      'astral-sh/setup-uv@v6',
      ['No GitHub Actions cache found for key: uv-1'],
      { operation: 'restore', result: 'miss', key: 'uv-1' },
    ],
    [
      'setup-uv, not saved',
      'astral-sh/setup-uv@v6',
      ['Cache hit occurred on key uv-1, not saving cache.'],
      { operation: 'save', result: 'not-saved', reason: 'exact-hit', key: 'uv-1' },
    ],
    [
      'setup-ruby, another key than asked for',
      'ruby/setup-ruby@v1',
      ['Cache key: gems-2', 'Found cache for key: gems-1'],
      { operation: 'restore', result: 'partial', key: 'gems-2', matchedKey: 'gems-1' },
    ],
    [
      'setup-ruby, the key asked for',
      'ruby/setup-ruby@v1',
      ['Cache key: gems-2', 'Found cache for key: gems-2'],
      { operation: 'restore', result: 'hit', key: 'gems-2', matchedKey: 'gems-2' },
    ],
    [
      'ccache-action',
      'hendrikmuhs/ccache-action@v1',
      ['Restored from cache key "ccache-1".'],
      { operation: 'restore', result: 'hit', matchedKey: 'ccache-1' },
    ],
    [
      'setup-gradle',
      'gradle/actions/setup-gradle@v6',
      ['Basic caching restored from cache key: gradle-1'],
      { operation: 'restore', result: 'hit', matchedKey: 'gradle-1' },
    ],
    [
      'setup-gradle, miss',
      'gradle/actions/setup-gradle@v4',
      ['Gradle User Home cache not found. Will initialize empty.'],
      { operation: 'restore', result: 'miss' },
    ],
    ['setup-go, miss', 'actions/setup-go@v5', ['Cache is not found'], { operation: 'restore', result: 'miss' }],
    [
      'setup-java, miss',
      'actions/setup-java@v4',
      ['maven cache is not found'],
      { operation: 'restore', result: 'miss' },
    ],
    [
      'rust-cache, prefix',
      'Swatinem/rust-cache@v2',
      ['Restored from cache key "v0-rust" full match: false.'],
      { operation: 'restore', result: 'partial', matchedKey: 'v0-rust' },
    ],
  ])('%s', async (_, uses, lines, expected) => {
    const facts = await inAction(uses, lines)
    expect(facts).toEqual([{ kind: 'cache', restoreKeys: [], action: uses, line: lines.length, ...expected }])
  })
})

describe('what build tools say of their caches, of the step that runs them', () => {
  test.each<[string, readonly string[], object]>([
    [
      'BuildKit',
      ['#4 importing cache manifest from gha:1', '#12 [2/3] RUN make', '#12 CACHED', '#13 CACHED'],
      { tool: 'buildkit', cachedLayers: 2, imports: ['gha:1'], line: 1 },
    ],
    [
      'BuildKit, nothing cached',
      ['#0 building with "default" instance using docker driver', '#7 [ 2/10] WORKDIR /app', '#7 DONE 0.0s'],
      { tool: 'buildkit', cachedLayers: 0, imports: [], line: 1 },
    ],
    [
      'Gradle',
      ['14 actionable tasks: 1 executed, 1 from cache, 12 up-to-date'],
      { tool: 'gradle', tasks: 14, executed: 1, fromCache: 1, upToDate: 12, line: 1 },
    ],
    [
      'Bazel, in colour',
      ['\u001b[32mINFO: \u001b[0m66 processes: 1 remote cache hit, 65 remote.'],
      { tool: 'bazel', processes: 66, remoteHits: 1, diskHits: 0, line: 1 },
    ],
    [
      'ccache',
      ['Cacheable calls:    685 / 2133 (32.11%)', '  Hits:              57 /  685 ( 8.32%)'],
      { tool: 'ccache', calls: 685, hits: 57, line: 1 },
    ],
    [
      'ccache 3',
      [
        'cache hit (direct)                  10',
        'cache hit (preprocessed)             2',
        'cache miss                           8',
      ],
      { tool: 'ccache', calls: 20, hits: 12, line: 1 },
    ],
    [
      'sccache',
      ['Compile requests                    907', 'Cache hits                           12', 'Cache hits rate 1.00 %'],
      { tool: 'sccache', calls: 907, hits: 12, line: 1 },
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await inScript(lines)).toEqual([{ kind: 'build-cache', confidence: 'low', ...expected }])
  })
})

test('two builds of one step have a cache each', async () => {
  const build = ['#0 building with "x" instance using docker-container driver', '#7 [2/3] RUN make', '#7 CACHED']
  const facts = await inScript([...build, ...build, '#8 CACHED'])
  expect(facts).toMatchObject([
    { cachedLayers: 1, line: 1 },
    { cachedLayers: 2, line: 4 },
  ])
})

test('tools that setup actions set up', async () => {
  const uses = 'actions/setup-java@v4'
  const lines = [
    'Java configuration:',
    '  Distribution: temurin',
    '  Version: 17.0.16+8',
    '',
    '  Version: 9.9.9',
    'Found in cache @ /opt/hostedtoolcache/maven/3.9.9/x64',
  ]
  expect(await inAction(uses, lines)).toEqual([
    { kind: 'tool', name: 'java', version: '17.0.16+8', action: uses, line: 3 },
    { kind: 'tool', name: 'maven', version: '3.9.9', arch: 'x64', action: uses, line: 6 },
  ])
  expect(await inScript(lines)).toEqual([])
})

describe('images', () => {
  test('pulled by docker', async () => {
    const lines = ['1: Pulling from octo/app', `Digest: sha256:${HEX}`, 'Status: Downloaded newer image for octo/app:1']
    const image = { kind: 'image-pull', image: 'octo/app:1', digest: `sha256:${HEX}`, line: 3, confidence: 'low' }
    expect(await inScript(lines)).toEqual([image])
  })

  test('that a build begins with, each once', async () => {
    const from = (name: string): string => `#5 [build 1/10] FROM ${name}@sha256:${HEX}`
    const lines = [
      from('docker.io/library/node:18'),
      from('docker.io/library/node:18'),
      from('x'),
      '#5 [1/2] FROM node:18',
    ]
    const image = { kind: 'image-pull', digest: `sha256:${HEX}`, confidence: 'low' }
    expect(await inScript(lines)).toEqual([
      { ...image, image: 'docker.io/library/node:18', line: 1 },
      { ...image, image: 'x', line: 3 },
    ])
  })

  test.each<[string, readonly string[], object]>([
    [
      'by docker',
      ['The push refers to repository [ghcr.io/octo/app]', `1.2: digest: sha256:${HEX} size: 1234`],
      { image: 'ghcr.io/octo/app:1.2', line: 2 },
    ],
    [
      'by BuildKit, said twice',
      [
        `#48 pushing manifest for ghcr.io/octo/app:1@sha256:${HEX}`,
        `#48 pushing manifest for ghcr.io/octo/app:1@sha256:${HEX} 0.5s done`,
        `#48 pushing manifest for ghcr.io/octo/app:1@sha256:${HEX} done`,
      ],
      { image: 'ghcr.io/octo/app:1', line: 2 },
    ],
  ])('pushed %s', async (_, lines, expected) => {
    const uses = 'docker/build-push-action@v6'
    expect(await inAction(uses, lines)).toEqual([{ kind: 'image-push', digest: `sha256:${HEX}`, ...expected }])
  })
})

describe('the digest that docker/build-push-action names', () => {
  const uses = 'docker/build-push-action@v6'
  const [id, digest] = [`sha256:${'cd'.repeat(32)}`, `sha256:${HEX}`]
  const group = (title: string, value: string): readonly string[] => [`##[group]${title}`, value, '##[endgroup]']
  const pushing = `#48 pushing manifest for ghcr.io/octo/app:1@${digest} done`
  const push = ['  push: true', '  tags: ghcr.io/octo/app:1', 'ghcr.io/octo/app:2']
  const said = { kind: 'image-push', image: 'ghcr.io/octo/app:1', digest }

  test.each<[string, readonly string[], readonly string[], readonly object[]]>([
    ['pushed, by the group alone', push, [...group('ImageID', id), ...group('Digest', digest)], [{ ...said, line: 5 }]],
    [
      'BuildKit had said it',
      push,
      [pushing, ...group('ImageID', id), ...group('Digest', digest)],
      [{ ...said, line: 1 }],
    ],
    [
      'pushed by its outputs, without a tag',
      ['  outputs: type=image,name=x,push-by-digest=true,push=true'],
      group('Digest', digest),
      [{ kind: 'image-push', digest, line: 2 }],
    ],
    ['not pushed', ['  push: false', '  load: true'], [...group('ImageID', id), ...group('Digest', digest)], []],
    ['an id that no registry knows', push, [...group('ImageID', id), ...group('Digest', id)], []],
    ['no digest', push, group('Digest', 'sha256:x'), []],
    ['another group', push, group('Metadata', digest), []],
    ['after the group', push, [...group('Digest', 'none'), digest], []],
  ])('%s', async (_, inputs, lines, expected) => {
    expect(await factsOfStep(head(uses, inputs), lines, [uses])).toEqual(expected)
  })
})

describe('failures', () => {
  test.each<[string, object]>([
    ['Process completed with exit code 137.', { kind: 'exit-code', code: 137 }],
    ["The action 'Test' has timed out after 360 minutes.", { kind: 'step-time-out', minutes: 360 }],
    ['The operation was canceled.', { kind: 'end-signal', signal: 'cancelled' }],
    [
      'The runner has received a shutdown signal. This can happen when the runner service is stopped.',
      { kind: 'end-signal', signal: 'runner-shutdown' },
    ],
  ])('%s', async (message, expected) => {
    expect(await inScript([`##[error]${message}`])).toEqual([
      { kind: 'annotations', level: 'error', count: 1, lines: [expect.any(Number)], line: 1, confidence: 'low' },
      { ...expected, line: 1, confidence: 'low' },
    ])
  })

  test('the last exit code of a step is the runner’s', async () => {
    const facts = await inScript([
      '##[error]Process completed with exit code 0.',
      '##[error]Process completed with exit code 2.',
    ])
    expect(facts).toContainEqual({ kind: 'exit-code', code: 2, line: 2, confidence: 'low' })
    expect(facts).toHaveLength(2)
  })

  test('annotations are counted, and the first ten located', async () => {
    const [fact] = await inScript(Array.from({ length: 30 }, () => '##[warning]x'))
    expect(fact).toMatchObject({ kind: 'annotations', level: 'warning', count: 30, lines: expect.any(Array) })
    expect((fact as Extract<LogFact, { kind: 'annotations' }>).lines).toHaveLength(10)
  })
})

test('an action that a local one uses, fetched after a script, is a fact of low confidence', async () => {
  const lines = [...script('x'), `Download action repository 'octo/tool@v1' (SHA:${SHA})`, ...head('./local')]
  const facts = await factsOf([...setUp(), ...lines])
  expect(facts.filter(({ kind }) => kind === 'action')).toEqual([
    expect.objectContaining({ uses: 'octo/tool', ref: 'v1', sha: SHA, confidence: 'low' }),
  ])
})

test('after a script an action counts less, for a script can print its head', async () => {
  const uses = 'actions/cache@v4'
  const hit = [...head(uses), 'Cache restored from key: k']
  const facts = await factsOf([...setUp(uses), ...hit, ...script('x'), ...hit])
  const caches = facts.filter(({ kind }) => kind === 'cache')
  expect(caches.map(({ confidence }) => confidence)).toEqual([undefined, 'medium'])
})

describe('bytes', () => {
  const uses = 'actions/cache@v4'
  const whole = timed([...setUp(uses), ...head(uses), 'Cache restored from key: schlüssel'])

  test.each<[string, (lines: readonly string[]) => string]>([
    ['CRLF', lines => lines.join('\r\n')],
    ['a byte order mark before each line', lines => lines.map(line => `\uFEFF${line}`).join('\n')],
    ['times without decimals', lines => lines.map(line => line.replace(/\.\d{7}Z/, 'Z')).join('\n')],
    ['an empty line between lines', lines => lines.join('\n\n')],
    ['a line of a megabyte between lines', lines => lines.join(`\n${'x'.repeat(1_000_000)}\n`)],
  ])('%s', async (_, join) => {
    const { facts } = await readLogFacts([Buffer.from(join(whole))])
    expect(facts).toContainEqual(expect.objectContaining({ kind: 'cache', matchedKey: 'schlüssel' }))
  })

  test('chunks of any size give the same', async () => {
    const bytes = Buffer.from(`${whole.join('\n')}\n`)
    const once = await readLogFacts([bytes])
    expect(once).toMatchObject({ lines: whole.length, bytes: bytes.length, gaps: [] })
    for (const size of [1, 2, 7, 100]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      )
      expect(await readLogFacts(chunks)).toEqual(once)
    }
  })

  test('an empty log has no facts', async () => {
    expect(await readLogFacts([])).toMatchObject({ facts: [], lines: 0, bytes: 0 })
  })
})
