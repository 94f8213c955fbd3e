import { describe, expect, test } from '@jest/globals'
import type { Step } from '../../src/schema/job/job-manifest.ts'
import { bytesOf, HEX, head, read, readJobLog, SHA, script, setUp, timed } from './log-text.ts'

const CACHE = 'actions/cache@v4'
const asked = ['  path: ~/.npm', '  key: npm-1', '  restore-keys: npm-', 'n-']

describe('set-up', () => {
  test('facts of Set up job', async () => {
    const { value: facts, gaps } = await read(setUp(CACHE))
    const { actions, caches, buildCaches, artifacts, downloads, containers, ...more } = facts
    const { pulls, pushes, tools, steps, ...setUpFacts } = more
    expect(Object.fromEntries(Object.entries(setUpFacts).map(([name, fact]) => [name, fact?.value]))).toEqual({
      runnerVersion: '2.336.0',
      runnerName: 'r1',
      runnerGroup: 'big ones',
      imageName: 'ubuntu-24.04',
      imageVersion: '20260413.86.1',
      permissions: { contents: 'read', 'pull-requests': 'write' },
      cacheMode: 'read',
      displayName: 'build (a)',
    })
    expect(actions).toEqual([{ uses: 'actions/cache', ref: 'v4', sha: SHA, kind: 'action', source: 'log' }])
    for (const none of [caches, buildCaches, artifacts, downloads, containers, pulls, pushes, tools, steps, gaps])
      expect(none).toEqual([])
  })

  test('logs of 2021: an action without its commit, the image under another title', async () => {
    const { value: facts, gaps } = await read([
      "Current runner version: '2.277.1'",
      '##[group]Virtual Environment',
      'Environment: ubuntu-20.04',
      'Version: 20210330.1',
      '##[endgroup]',
      `Download action repository '${CACHE}'`,
      ...head(CACHE, asked),
      'Cache restored from key: npm-1',
    ])
    expect(facts).toMatchObject({ imageName: { value: 'ubuntu-20.04' }, imageVersion: { value: '20210330.1' } })
    expect(facts.actions).toEqual([{ uses: 'actions/cache', ref: 'v4', kind: 'action', source: 'log' }])
    expect([facts.caches.length, gaps]).toEqual([1, []])
  })

  test('immutable packages and reusable workflows', async () => {
    const lines = setUp()
    const { value: facts } = await read([
      ...lines.slice(0, -1),
      "##[group]Download immutable action package 'octo/tool@v1'",
      'Version: 1.2.3',
      `Digest: sha256:${HEX}`,
      `Source commit SHA: ${SHA}`,
      '##[endgroup]',
      `Uses: octo/app/.github/workflows/a.yml@refs/heads/main (${SHA})`,
      `Uses: octo/app/.github/workflows/b.yml@${SHA}`,
      '##[group] Inputs',
      '  name: x',
      '##[endgroup]',
      ...lines.slice(-1),
    ])
    expect(facts.actions).toEqual([
      { uses: 'octo/tool', ref: 'v1', sha: SHA, digest: `sha256:${HEX}`, kind: 'immutable-package', source: 'log' },
      {
        uses: 'octo/app/.github/workflows/a.yml',
        ref: 'refs/heads/main',
        sha: SHA,
        kind: 'reusable-workflow',
        source: 'log',
      },
      { uses: 'octo/app/.github/workflows/b.yml', ref: SHA, sha: SHA, kind: 'reusable-workflow', source: 'log' },
    ])
  })

  test('a byte order mark, CRLF, no decimals and lines of the server before are read', async () => {
    const { value: facts } = await readJobLog(
      bytesOf([
        '\uFEFF2026-08-06T18:23:45Z Requested labels: x\r',
        "\uFEFF2026-08-06T18:23:45.123Z Current runner version: '2.1.0'\r",
      ]),
    )
    expect(facts.runnerVersion?.value).toBe('2.1.0')
  })
})

describe('caches', () => {
  const rows: readonly [string, readonly string[], object][] = [
    [
      'hit',
      [
        'Cache hit for: npm-1',
        'Received 5 of 5 (100.0%), 1.0 MBs/sec',
        'Cache Size: ~2 MB (2097152 B)',
        'Cache restored successfully',
        'Cache restored from key: npm-1',
      ],
      { operation: 'restore', key: 'npm-1', matchedKey: 'npm-1', result: 'hit', sizeBytes: 2_097_152, durationMs: 0 },
    ],
    [
      'old library',
      ['Cache Size: ~2 MB (2097152 B)', 'Cache restored successfully', 'Cache restored from key: npm-1'],
      { operation: 'restore', key: 'npm-1', matchedKey: 'npm-1', result: 'hit', sizeBytes: 2_097_152, durationMs: 0 },
    ],
    [
      'partial',
      ['Cache hit for restore-key: npm-0', 'Cache restored from key: npm-0'],
      { operation: 'restore', key: 'npm-1', matchedKey: 'npm-0', result: 'partial' },
    ],
    [
      'miss',
      ['Cache not found for input keys: npm-1, npm-, n-'],
      { operation: 'restore', key: 'npm-1', result: 'miss' },
    ],
    [
      'miss that fails',
      ['##[error]Failed to restore cache entry. Exiting as fail-on-cache-miss is set. Input key: npm-1'],
      { operation: 'restore', key: 'npm-1', result: 'miss' },
    ],
    [
      'lookup',
      ['Cache hit for: npm-1', 'Lookup only - skipping download', 'Cache found and can be restored from key: npm-1'],
      { operation: 'lookup', key: 'npm-1', matchedKey: 'npm-1', result: 'hit' },
    ],
    [
      'refused',
      ["Cache restore skipped: the effective cache-mode 'write-only' does not permit reads."],
      { operation: 'restore', key: 'npm-1', result: 'not-permitted', reason: 'mode-forbids' },
    ],
    [
      'denied by the service',
      ['##[warning]Failed to restore: cache read denied: the token has no readable scope'],
      { operation: 'restore', key: 'npm-1', result: 'not-permitted', reason: 'denied' },
    ],
    [
      'failed by the service',
      ['##[error]Failed to restore: boom'],
      { operation: 'restore', key: 'npm-1', result: 'miss', reason: 'error' },
    ],
    [
      'failed',
      ['##[warning]Failed to restore: boom'],
      { operation: 'restore', key: 'npm-1', result: 'miss', reason: 'error' },
    ],
  ]
  test.each(rows)('restore: %s', async (_, lines, expected) => {
    const { value: facts } = await read([...setUp(CACHE), ...head(CACHE, asked), ...lines])
    expect(facts.caches).toEqual([
      {
        ...expected,
        restoreKeys: ['npm-', 'n-'],
        action: CACHE,
        step: `Run ${CACHE}`,
        at: expect.any(String),
        source: 'log',
      },
    ])
  })

  describe('how long a restore took', () => {
    const [hit, unpacked, done] = [
      'Cache hit for: npm-1',
      'Cache restored successfully',
      'Cache restored from key: npm-1',
    ]
    const at = (second: string, text: string): string => `2026-08-06T18:24:${second}Z ${text}`
    const timesOf = async (uses: string, lines: readonly string[]) => {
      const opened = [...timed(setUp(uses)), ...head(uses).map(line => at('00', line))]
      const { value: facts } = await readJobLog(bytesOf([...opened, ...lines]))
      return facts.caches.map(({ result, durationMs }) => [result, durationMs])
    }
    test.each<[string, string, readonly string[], readonly unknown[]]>([
      [
        'from the answer to the files',
        'octo/x@v1',
        [at('01', hit), at('03.2500000', unpacked), at('04', done)],
        [['hit', 2_250]],
      ],
      [
        'an old library, from the begin of actions/cache',
        CACHE,
        [at('03', unpacked), at('04', done)],
        [['hit', 3_000]],
      ],
      ['an old library in another action', 'octo/x@v1', [at('03', unpacked), at('04', done)], [['hit', undefined]]],
      ['a clock that was set back', CACHE, [at('05', hit), at('03', unpacked)], [['hit', undefined]]],
      ['no word of the end', CACHE, [at('01', hit)], [['hit', undefined]]],
      [
        'two at the same time',
        'octo/x@v1',
        [at('01', hit), at('02', 'Cache hit for: b'), at('03', unpacked), at('04', unpacked)],
        [
          ['hit', undefined],
          ['hit', undefined],
        ],
      ],
      [
        'one after the other',
        'octo/x@v1',
        [at('01', hit), at('02', unpacked), at('03', 'Cache hit for restore-key: b'), at('07', unpacked)],
        [
          ['hit', 1_000],
          ['partial', 4_000],
        ],
      ],
      [
        'as gradle/actions says it',
        'gradle/actions/setup-gradle@v4',
        [at('01', hit), at('02', 'Restored cache entry with key npm-1 to /a,/b in 1234ms')],
        [['hit', 1_234]],
      ],
    ])('%s', async (_, uses, lines, expected) => {
      expect(await timesOf(uses, lines)).toEqual(expected)
    })
  })

  const saves: readonly [string, readonly string[], object][] = [
    [
      'saved',
      ['Sent 10 of 10 (100.0%), 1.0 MBs/sec', 'Cache saved with key: npm-1'],
      { key: 'npm-1', result: 'saved', sizeBytes: 10 },
    ],
    ['saved, of setup-node', ['Cache saved with the key: npm-1'], { key: 'npm-1', result: 'saved' }],
    [
      'exact hit',
      ['Cache hit occurred on the primary key npm-1, not saving cache.'],
      { key: 'npm-1', result: 'not-saved', reason: 'exact-hit' },
    ],
    [
      'reserved',
      ['Failed to save: Unable to reserve cache with key npm-1, another job may be creating this cache.'],
      { key: 'npm-1', result: 'not-saved', reason: 'another-job-creates-it' },
    ],
    [
      'reserved, with more details',
      [
        'Failed to save: Unable to reserve cache with key npm-1, another job may be creating this cache. More details: Cache already exists. Scope: refs/heads/main, Key: npm-1, Version: 1',
      ],
      { key: 'npm-1', result: 'not-saved', reason: 'another-job-creates-it' },
    ],
    [
      'reserved, with details that name another cause',
      [
        'Failed to save: Unable to reserve cache with key npm-1, another job may be creating this cache. More details: This legacy service is shutting down',
      ],
      { key: 'npm-1', result: 'not-saved', reason: 'error' },
    ],
    [
      'a save that failed, and that the action calls saved: one save',
      [
        '##[warning]Failed to save: uploadChunk (start: 1, end: 2) failed: Cache service responded with 503',
        'Cache saved with key: npm-1',
      ],
      { key: 'npm-1', result: 'not-saved', reason: 'error' },
    ],
    [
      'reservation refused: one save, whose key the second line names',
      [
        '##[warning]Cache reservation failed: the service said no',
        'Failed to save: Unable to reserve cache with key npm-1, another job may be creating this cache.',
      ],
      { key: 'npm-1', result: 'not-saved', reason: 'error' },
    ],
    [
      'reservation denied by the service',
      [
        '##[warning]Cache reservation failed: cache write denied: read only',
        'Failed to save: Unable to reserve cache with key npm-1, another job may be creating this cache.',
      ],
      { key: 'npm-1', result: 'not-saved', reason: 'denied' },
    ],
    ['of gradle/actions', ['Basic caching saved entry with key: npm-1'], { key: 'npm-1', result: 'saved' }],
    [
      'of gradle/actions 4',
      ['Saved cache entry with key npm-1 from /home/runner/.gradle in 12ms'],
      { key: 'npm-1', result: 'saved' },
    ],
    [
      'of gradle/actions, exact hit',
      ['Basic caching restored entry with key `npm-1`. Save was skipped.'],
      { key: 'npm-1', result: 'not-saved', reason: 'exact-hit' },
    ],
  ]
  test.each(saves)('save in a post, with the action that asked for the key: %s', async (_, lines, expected) => {
    const { value: facts } = await read([
      ...setUp(CACHE, 'octo/x@v1'),
      ...head(CACHE, asked),
      'Cache not found for input keys: npm-1, npm-, n-',
      ...head('octo/x@v1'),
      'Post job cleanup.',
      ...lines,
    ])
    expect(facts.caches.slice(1)).toEqual([
      {
        ...expected,
        operation: 'save',
        restoreKeys: [],
        action: CACHE,
        step: `Post Run ${CACHE}`,
        at: expect.any(String),
        source: 'log',
      },
    ])
  })

  test.each([
    ["Cache save skipped: the effective cache-mode 'read' does not permit writes.", 'mode-forbids'],
    ['##[warning]Failed to save: boom', 'error'],
    ['##[error]Failed to save: boom', 'error'],
    ['##[warning]Cache save failed.', 'error'],
    ['##[warning]Cache paths are empty. Please check the previous logs', 'error'],
    ['##[warning]Cache reservation failed: boom', 'error'],
  ])('save without a key: %s', async (line, reason) => {
    const { value: facts } = await read([...setUp(CACHE), 'Post job cleanup.', line])
    expect(facts.caches).toMatchObject([{ operation: 'save', result: 'not-saved', reason }])
  })

  test.each(['10GB', 'data cap'])('a save over the %s limit, with its size', async limit => {
    const { value: facts } = await read([
      ...setUp(CACHE),
      'Post job cleanup.',
      `##[warning]Failed to save: Cache size of ~10300 MB (10800332800 B) is over the ${limit} limit, not saving cache.`,
    ])
    expect(facts.caches).toMatchObject([{ result: 'not-saved', reason: 'over-limit', sizeBytes: 10_800_332_800 }])
  })

  test('actions/cache/save says the same failure twice, and names its key in its inputs', async () => {
    const uses = 'actions/cache/save@v4'
    const { value: facts } = await read([
      ...setUp('actions/cache@v4'),
      ...head(uses, ['  key: npm-1']),
      '##[warning]Failed to save: boom',
      '##[warning]Cache save failed.',
    ])
    expect(facts.caches).toMatchObject([{ operation: 'save', key: 'npm-1', reason: 'error', action: uses }])
  })

  test('the save of setup-node belongs to its miss, whose key nobody printed', async () => {
    const { value: facts } = await read([
      ...setUp('actions/setup-node@v4'),
      ...head('actions/setup-node@v4', ['  cache: npm']),
      'npm cache is not found',
      'Post job cleanup.',
      'Cache saved with the key: node-cache-Linux',
    ])
    expect(facts.caches).toMatchObject([
      { operation: 'restore', result: 'miss', action: 'actions/setup-node@v4' },
      { operation: 'save', result: 'saved', key: 'node-cache-Linux', action: 'actions/setup-node@v4' },
    ])
    expect(facts.caches[0]).not.toHaveProperty('key')
  })
})

describe('artifacts', () => {
  test.each([
    'SHA256 digest of uploaded artifact is',
    'SHA256 digest of uploaded artifact zip is',
    'SHA256 hash of uploaded artifact zip is',
  ])('upload: %s', async line => {
    const { value: facts } = await read([
      ...setUp('actions/upload-artifact@v4'),
      ...head('actions/upload-artifact@v4', ['  name: a b']),
      `${line} ${HEX}`,
      'Artifact a b.zip successfully finalized. Artifact ID 77',
      'Artifact a b has been successfully uploaded! Final size is 12 bytes. Artifact ID is 77',
    ])
    expect(facts.artifacts).toEqual([{ name: 'a b', id: '77', digest: `sha256:${HEX}`, sizeBytes: 12, source: 'log' }])
  })

  test('downloads with and without a digest', async () => {
    const { value: facts } = await read([
      ...setUp('actions/download-artifact@v5'),
      ...head('actions/download-artifact@v5'),
      `- a (b) (ID: 77, Size: 12, Expected Digest: sha256:${HEX})`,
      '- c (ID: 78, Size: 1, Expected Digest: undefined)',
      '- d (ID: 79, Size: 1)',
    ])
    const step = 'Run actions/download-artifact@v5'
    expect(facts.downloads).toEqual([
      { name: 'a (b)', id: '77', sizeBytes: 12, digest: `sha256:${HEX}`, step, source: 'log' },
      { name: 'c', id: '78', sizeBytes: 1, step, source: 'log' },
      { name: 'd', id: '79', sizeBytes: 1, step, source: 'log' },
    ])
  })
})

describe('the run that a download names', () => {
  const uses = 'actions/download-artifact@v4'
  test.each<[string, string, readonly string[], object]>([
    ['another run', uses, ['  github-token: ***', '  repository: octo/app', '  run-id: 77'], { runId: '77' }],
    ['without a token it is not asked', uses, ['  repository: octo/app', '  run-id: 77'], {}],
    ['no number', uses, ['  github-token: ***', '  run-id: ${{ x }}'], {}],
    ['an input of another action', 'octo/x@v1', ['  github-token: ***', '  run-id: 77'], {}],
  ])('%s', async (_, action, inputs, expected) => {
    const { value: facts } = await read([...setUp(action), ...head(action, inputs), '- a (ID: 5, Size: 1)'])
    expect(facts.downloads).toEqual([
      { name: 'a', id: '5', sizeBytes: 1, step: `Run ${action}`, source: 'log', ...expected },
    ])
  })
})

describe('builds and images, with the step and how far it counts', () => {
  const uses = 'docker/build-push-action@v6'
  const built = [
    '#4 importing cache manifest from gha:1',
    `#5 [1/10] FROM o/base:2@sha256:${HEX}`,
    '#12 CACHED',
    `#48 pushing manifest for o/app:1@sha256:${HEX} done`,
  ]

  test('of an action and of a script', async () => {
    const { value: facts } = await read([
      ...setUp(uses),
      ...head(uses),
      ...built,
      ...script('docker buildx build .'),
      ...built,
    ])
    const action = { step: `Run ${uses}`, action: uses, source: 'log' }
    const plain = { step: 'Run docker buildx build .', source: 'log', confidence: 'low' }
    const cache = { tool: 'buildkit', cachedLayers: 1, imports: ['gha:1'] }
    const push = { image: 'o/app:1', digest: `sha256:${HEX}` }
    expect(facts.buildCaches).toEqual([
      { ...cache, ...action },
      { ...cache, ...plain },
    ])
    expect(facts.pulls).toEqual([
      { image: 'o/base:2', digest: `sha256:${HEX}`, ...action },
      { image: 'o/base:2', digest: `sha256:${HEX}`, ...plain },
    ])
    expect(facts.pushes).toEqual([
      { ...push, ...action },
      { ...push, ...plain },
    ])
  })

  test('of a post: statistics of a compiler cache, unless a step follows', async () => {
    const stats = ['Post job cleanup.', 'Compile requests    9', 'Cache hits  4']
    const { value: facts } = await read([...setUp(uses), ...head(uses), ...stats])
    expect(facts.buildCaches).toEqual([{ tool: 'sccache', calls: 9, hits: 4, step: 'Post job cleanup', source: 'log' }])
    const followed = await read([...setUp(uses), ...head(uses), ...stats, ...script('x')])
    expect(followed.value.buildCaches).toEqual([])
    expect(followed.gaps.map(({ field }) => field)).toEqual(['caches'])
  })
})

test('images of the job and of services, with docker’s digests', async () => {
  const { value: facts } = await read([
    ...setUp(),
    '##[group]Starting redis service container',
    '##[command]/usr/bin/docker pull redis:7',
    `Digest: sha256:${HEX}`,
    '##[endgroup]',
    '##[group]Starting job container',
    '##[command]/usr/bin/docker --config /tmp/x pull ghcr.io/octo/app:1',
    '##[endgroup]',
    ...script('docker pull evil'),
    '##[group]Starting job container',
    '##[command]/usr/bin/docker pull evil:1',
  ])
  expect(facts.containers).toEqual([
    { role: 'service', name: 'redis', image: 'redis:7', digest: `sha256:${HEX}`, source: 'log' },
    { role: 'job', image: 'ghcr.io/octo/app:1', source: 'log' },
  ])
})

describe('what a script prints counts of nothing', () => {
  const forged = [
    "Current runner version: '9.9.9'",
    "Runner group name: 'evil'",
    '##[group]Runner Image',
    'Image: evil',
    'Version: 9',
    '##[endgroup]',
    '##[group]GITHUB_TOKEN Permissions',
    'Actions: write',
    '##[endgroup]',
    'Cache mode: write',
    `Download action repository 'evil/evil@v1' (SHA:${SHA})`,
    'Complete job name: evil',
    'Cache restored from key: evil',
    'Cache saved with key: evil',
    `SHA256 digest of uploaded artifact is ${HEX}`,
    'Artifact evil has been successfully uploaded! Final size is 12 bytes. Artifact ID is 666',
    '- evil (ID: 666, Size: 12)',
  ]
  const nothing = {
    caches: [],
    buildCaches: [],
    artifacts: [],
    downloads: [],
    containers: [],
    pulls: [],
    pushes: [],
    tools: [],
  }

  test('in a plain step', async () => {
    const honest = await read(setUp(CACHE))
    const { value: facts, gaps } = await read([...setUp(CACHE), ...script('./build.sh'), ...forged])
    const { steps, ...rest } = facts
    const { steps: _, ...honestFacts } = honest.value
    expect(rest).toEqual(honestFacts)
    expect(steps).toMatchObject([{ name: 'Run ./build.sh', source: 'log', confidence: 'low' }])
    expect(gaps.map(({ field }) => field)).toEqual(['actions'])
  })

  test.each([
    ['an action that was not fetched', head('evil/evil@v1')],
    [
      'an action fetched by a script',
      [`Download action repository 'evil/evil@v1' (SHA:${SHA})`, ...head('./local'), ...head('evil/evil@v1')],
    ],
    ['a script whose first line reads like an action', script(CACHE)],
    ['a post, before another step', []],
  ])('behind %s', async (name, lines) => {
    const post = name.startsWith('a post') ? ['Post job cleanup.'] : []
    const { value: facts, gaps } = await read([
      ...setUp(CACHE),
      ...script('x'),
      ...lines,
      ...post,
      ...forged,
      ...script('y'),
    ])
    expect(facts).toMatchObject(nothing)
    expect(facts.actions.map(({ uses }) => uses)).toEqual(['actions/cache'])
    expect(gaps.length).toBeGreaterThan(0)
  })

  test('behind a head of an action that was fetched, where the times of steps tell', async () => {
    const step = (from: string, to: string, action?: string): Step => ({
      name: 'x',
      stage: 'main',
      ...(action === undefined ? {} : { action }),
      startedAt: `2026-08-06T18:23:45.${from}Z`,
      completedAt: `2026-08-06T18:23:45.${to}Z`,
      source: 'runner',
    })
    const before = [...setUp(CACHE), ...script('x')].length
    const lines = [
      ...setUp(CACHE),
      ...script('x'),
      ...head(CACHE),
      'Cache restored from key: evil',
      'Post job cleanup.',
      'Cache saved with key: evil',
    ]
    const end = String(lines.length).padStart(7, '0')
    const asScript = await read(lines, { steps: [step('0000020', end)] })
    const asAction = await read(lines, {
      steps: [step('0000020', String(before - 1).padStart(7, '0')), step(String(before).padStart(7, '0'), end, CACHE)],
    })
    expect(asScript.value.caches).toEqual([])
    expect(asAction.value.caches).toHaveLength(2)
  })

  test('in the lines of a log whose beginning is gone', async () => {
    const { value: facts, gaps } = await read(setUp(CACHE), { fromStart: false })
    expect(facts).toEqual({ ...nothing, actions: [], steps: [] })
    expect(gaps.map(({ field, reason }) => [field, reason])).toContainEqual(['runner.version', 'not-found'])
  })
})

test('actions of a local action that begins after an action are known, with the caches they use', async () => {
  const { value: facts, gaps } = await read([
    ...setUp('actions/checkout@v4'),
    ...head('actions/checkout@v4'),
    'Prepare all required actions',
    'Getting action download info',
    `Download action repository '${CACHE}' (SHA:${SHA})`,
    ...head('./local'),
    ...head(CACHE, asked),
    'Cache restored from key: npm-1',
  ])
  expect(facts.actions.map(({ uses }) => uses)).toEqual(['actions/checkout', 'actions/cache'])
  expect(facts.caches).toMatchObject([{ result: 'hit' }])
  expect(gaps).toEqual([])
})

describe('size and noise', () => {
  test('200 000 lines and a line of 10 MB end at the caps', async () => {
    const noise = [
      ...timed(setUp(CACHE)),
      ...Array.from(
        { length: 100_000 },
        (_, index) => `2026-08-06T18:23:45.0000000Z Cache hit for: ${index} ${'(ID: '.repeat(10)}`,
      ),
      ...timed(head(CACHE)),
      ...Array.from(
        { length: 100_000 },
        (_, index) => `2026-08-06T18:23:46.${String(index).padStart(7, '0')}Z Cache hit for: ${index}`,
      ),
      `2026-08-06T18:23:45.0000000Z ${' '.repeat(10_000_000)}`,
    ]
    const { value: facts, gaps } = await readJobLog(bytesOf(noise))
    expect(facts.caches).toHaveLength(500)
    expect(gaps.map(({ reason }) => reason)).toEqual(['too-large'])
  })

  test('bytes that are no UTF-8, and characters that are split between chunks', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${timed(setUp(CACHE)).join('\n')}\n`),
      Buffer.from([0xff, 0xfe, 0x0a]),
      Buffer.from(`${timed(head(CACHE)).join('\n')}\n2026-08-06T18:23:46Z Cache hit for: schlüssel\n`),
    ])
    const chunks = [...bytes].map(byte => Uint8Array.of(byte))
    expect((await readJobLog(chunks)).value.caches).toMatchObject([{ key: 'schlüssel', result: 'hit' }])
  })
})
