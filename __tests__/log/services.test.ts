import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as z from 'zod/mini'
import { registrableDomain } from '../../src/log/readers/services/known-services.ts'
import type { ExactStep } from '../../src/log/service-uses.ts'
import { serviceUse } from '../../src/schema/job/service-use.ts'
import { bytesOf, readServices } from './log-text.ts'

const usesOf = (...lines: readonly string[]) => readServices(bytesOf(lines))

describe('a service that was used', () => {
  test.each([
    ['Get:1 http://azure.archive.ubuntu.com/ubuntu noble InRelease', 'apt', 'azure.archive.ubuntu.com'],
    ['Downloading https://files.pythonhosted.org/packages/a/b.whl (1 kB)', 'pypi', 'files.pythonhosted.org'],
    ['Collecting requests==2', 'pypi', undefined],
    ['added 231 packages, and audited 232 packages in 9s', 'npm', undefined],
    ['npm http fetch GET 200 https://registry.npmjs.org/a 12ms', 'npm', 'registry.npmjs.org'],
    ['    Updating crates.io index', 'crates', undefined],
    ['go: downloading golang.org/x/mod v0.1.0', 'go-proxy', undefined],
    ['Downloading from central: https://repo.maven.apache.org/maven2/a.pom', 'maven', 'repo.maven.apache.org'],
    ['[command]/usr/bin/docker pull ghcr.io/octo/image:1', 'container-registry', 'ghcr.io'],
    ['##[command]/usr/bin/docker pull python:3.14', 'docker-hub', 'docker.io'],
    ['#3 [internal] load metadata for docker.io/library/node:20', 'docker-hub', 'docker.io'],
    ['#3 [internal] load metadata for 123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1', 'aws', 'amazonaws.com'],
    ['The push refers to repository [us-central1-docker.pkg.dev/p/a]', 'container-registry', 'docker.pkg.dev'],
    ['From https://github.com/octo/repo', 'github', 'github.com'],
    ["Download action repository 'actions/checkout@v4' (SHA:1)", 'github', undefined],
    ['download: s3://bucket/key to ./key', 'aws', undefined],
  ])('%s', async (line, service, host) => {
    expect(await usesOf(`2026-08-06T18:23:45.1234567Z ${line}`)).toEqual([
      { service, ...(host === undefined ? {} : { host }), firstLine: 1, failures: [], failureCount: 0 },
    ])
  })

  test.each([
    'For more information see https://github.com/actions/toolkit/blob/main/README.md',
    'INFO: 172.17.0.1:45642 - "GET /tt-liveness HTTP/1.1" 500 Internal Server Error',
    'Error: connect ECONNREFUSED 127.0.0.1:5432',
    'curl: (7) Failed to connect to localhost port 8080: Connection refused',
    'curl: (6) Could not resolve host: vault.internal',
    'docker pull localhost:5000/a',
    'docker pull registry.acme.dev/a:1',
    'Downloading https://evil-amazonaws.com/a',
    'postgres: connection refused by http://db:5432/',
  ])('not by: %s', async line => {
    expect(await usesOf(line)).toEqual([])
  })

  test('not by the text of a script', async () => {
    expect(
      await usesOf(
        '##[group]Run curl',
        '\u001b[36;1mcurl https://pypi.org || echo "ETIMEDOUT"\u001b[0m',
        '##[endgroup]',
      ),
    ).toEqual([])
  })
})

describe('a service that failed', () => {
  test.each([
    [
      'npm error network request to https://registry.npmjs.org/a failed, reason: read ECONNRESET',
      'npm',
      'registry.npmjs.org',
      'reset',
    ],
    ['npm error code ENOTFOUND', 'npm', undefined, 'dns'],
    ['npm error code E429', 'npm', undefined, 'rate-limit'],
    [
      'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout',
      'docker-hub',
      'registry-1.docker.io',
      'tls',
    ],
    ['dial tcp: lookup proxy.golang.org on 127.0.0.53:53: no such host', 'go-proxy', 'proxy.golang.org', 'dns'],
    [
      "fatal: unable to access 'https://github.com/a/b/': The requested URL returned error: 503",
      'github',
      'github.com',
      'server-error',
    ],
    ['curl: (28) Failed to connect to pypi.org port 443: Connection timed out', 'pypi', 'pypi.org', 'time-out'],
    [
      "Err:1 http://archive.ubuntu.com/ubuntu noble InRelease Temporary failure resolving 'archive.ubuntu.com'",
      'apt',
      'archive.ubuntu.com',
      'dns',
    ],
    ['curl: (6) Could not resolve host: artifacts.eu.acme.co.uk', 'other', 'acme.co.uk', 'dns'],
    [
      'GET https://user:hunter2@artifacts.acme.dev:8443/secret?token=x returned error: 502',
      'other',
      'acme.dev',
      'server-error',
    ],
    ['Error: read ECONNRESET', 'other', undefined, 'reset'],
    [
      "##[warning]Failed to download action 'https://api.github.com/repos/a/b/tarball/c'. Error: Response status code does not indicate success: 503 (Service Unavailable).",
      'github',
      'api.github.com',
      'server-error',
    ],
    [
      'warning: spurious network error (2 tries remaining): [35] SSL connect error (OpenSSL SSL_connect: Connection reset by peer in connection to static.crates.io:443 )',
      'crates',
      'static.crates.io',
      'reset',
    ],
    [
      'warning: spurious network error (1 try remaining): [28] Timeout was reached (Operation too slow)',
      'crates',
      undefined,
      'time-out',
    ],
    [
      ' ERR_PNPM_FETCH_503  GET https://registry.npmjs.org/zod: Service Unavailable - 503',
      'npm',
      'registry.npmjs.org',
      'server-error',
    ],
  ] as const)('%s', async (line, service, host, kind) => {
    expect(await usesOf(line)).toEqual([
      {
        service,
        ...(host === undefined ? {} : { host }),
        firstLine: 1,
        failures: [{ kind, line: 1 }],
        failureCount: 1,
      },
    ])
  })

  test('an answer without a host is of the download that the lines before it began', async () => {
    const lines = [
      'Downloading a new version of Bun: https://github.com/oven-sh/bun/releases/download/bun-v1/bun.zip',
      'Unexpected HTTP response: 502',
      'Waiting 13 seconds before trying again',
      'Unexpected HTTP response: 502',
      'Waiting 20 seconds before trying again',
      '##[error]Error: Unexpected HTTP response: 502',
    ]
    const [use] = await usesOf(...lines)
    expect(use).toMatchObject({ service: 'github', host: 'github.com', failureCount: 3 })
    const apart = [lines[0] ?? '', ...Array.from({ length: 5 }, () => 'x'), lines[1] ?? '']
    expect(await usesOf(...apart)).toMatchObject([{ service: 'github', failureCount: 0 }, { service: 'other' }])
  })

  test.each([
    ['a value of a test', '  left: "Connection refused (os error 111)"'],
    ['a message of a Go test', '    dial_test.go:14: got i/o timeout, want nil'],
    ['what Jest received', '    Received: "ETIMEDOUT"'],
    ['a line that pytest shows', 'E       app.RateLimitError: 429 Too Many Requests'],
    ['a summary of pytest', 'FAILED tests/test_a.py::test_limits - app.RateLimitError: 429 Too Many Requests'],
    [
      'a literal that tsc quotes',
      `src/net.ts:3:7 - error TS2345: Argument of type '"ECONNREFUSED"' is not assignable.`,
    ],
    ['a literal at the margin', `error: expected "ECONNRESET", got 'EPIPE'`],
    ['source that a linter shows', 'curl $url # 503 Service Unavailable'],
    ['an exception of a test', 'java.net.ConnectException: Connection refused'],
  ])('%s is no failure of a service', async (_, line) => {
    expect(await usesOf(line)).toEqual([])
  })

  test("docker's answer is of the registry that was asked, git's of the remote", async () => {
    expect(
      (
        await usesOf(
          'docker pull ghcr.io/a/b:1',
          'Error response from daemon: manifest unknown',
          '[command]/usr/bin/git remote add origin https://github.com/a/b',
          "fatal: couldn't find remote ref refs/heads/x",
        )
      ).map(({ service, failures }) => [service, failures]),
    ).toEqual([
      ['container-registry', [{ kind: 'not-found', line: 2 }]],
      ['github', [{ kind: 'not-found', line: 4 }]],
    ])
  })

  test('and of nobody where the registry or the remote is not known', async () => {
    expect(
      (
        await usesOf(
          'docker pull python:3',
          'docker pull registry.acme.dev:5000/a/b:1',
          'Error response from daemon: manifest unknown',
          'git clone https://github.com/a/b',
          'git clone https://git.acme.dev/a/b',
          "fatal: couldn't find remote ref refs/heads/x",
        )
      ).map(({ service, host, failureCount }) => [service, host, failureCount]),
    ).toEqual([
      ['docker-hub', 'docker.io', 0],
      ['other', undefined, 2],
    ])
  })

  test('a flood of failures is counted, and the first are kept', async () => {
    const [use] = await usesOf(...Array.from({ length: 5_000 }, () => 'https://pypi.org/simple: read timed out'))
    expect(use).toMatchObject({ service: 'pypi', failureCount: 5_000 })
    expect(use?.failures).toHaveLength(20)
  })

  test('with the interval where it was first named', async () => {
    expect(
      (await usesOf('##[group]Run npm ci', 'shell: bash', '##[endgroup]', 'npm error code E404'))[0],
    ).toMatchObject({
      step: 'Run npm ci',
      firstLine: 4,
    })
  })
})

describe('the steps that named a service, with their whole time', () => {
  const at = (second: number, line: string) => `2026-03-01T10:00:${String(second).padStart(2, '0')}.1234567Z ${line}`
  const GIT = 'From https://github.com/a/b'
  const NPM = 'npm http fetch GET 200 https://registry.npmjs.org/a 12ms'
  const run = (second: number, title: string) => [
    at(second, `##[group]Run ${title}`),
    at(second, 'shell: bash'),
    at(second, '##[endgroup]'),
  ]
  const LOG = [
    at(1, "Download action repository 'actions/checkout@v4' (SHA:1)"),
    ...run(2, 'git fetch'),
    at(3, GIT),
    at(5, 'done'),
    ...run(6, 'npm ci'),
    at(9, NPM),
    at(20, 'added'),
    ...run(21, 'git fetch'),
    at(22, GIT),
    at(23, GIT),
    at(30, '##[endgroup]'),
  ]
  const stepsWith = async (exact: readonly ExactStep[], log: readonly string[] = LOG) =>
    (await readServices(bytesOf(log), exact)).map(({ service, host, steps }) => [host ?? service, steps])

  test('from the first to the last time of each interval; the lines before all steps have no title', async () => {
    expect(await stepsWith([])).toEqual([
      ['github', undefined],
      [
        'github.com',
        [
          { name: 'Run git fetch', durationMs: 3_000 },
          { name: 'Run git fetch', durationMs: 9_000 },
        ],
      ],
      ['registry.npmjs.org', [{ name: 'Run npm ci', durationMs: 14_000 }]],
    ])
  })

  test('absent where lines have no time', async () => {
    expect(await stepsWith([], ['##[group]Run npm ci', '##[endgroup]', NPM])).toEqual([
      ['registry.npmjs.org', [{ name: 'Run npm ci' }]],
    ])
  })

  test("by the runner's own steps, where it told them: their names and times, once each", async () => {
    const time = (second: number) => `2026-03-01T10:00:${String(second).padStart(2, '0')}.0000001Z`
    const exact = [
      { name: 'Set up job', startedAt: time(0), completedAt: time(2) },
      { name: 'Fetch', startedAt: time(2), completedAt: time(6) },
      // A composite action: two parts of the log.
      { name: 'Build', startedAt: time(6), completedAt: time(31) },
    ]
    expect(await stepsWith(exact)).toEqual([
      ['github', [{ name: 'Set up job', durationMs: 2_000 }]],
      [
        'github.com',
        [
          { name: 'Fetch', durationMs: 4_000 },
          { name: 'Build', durationMs: 25_000 },
        ],
      ],
      ['registry.npmjs.org', [{ name: 'Build', durationMs: 25_000 }]],
    ])
  })

  test('by the steps of REST, in whole seconds and with neighbours in one second', async () => {
    const exact = [
      { name: 'Run git fetch', startedAt: '2026-03-01T10:00:02Z', completedAt: '2026-03-01T10:00:06Z' },
      { name: 'Install', startedAt: '2026-03-01T10:00:06Z', completedAt: '2026-03-01T10:00:21Z' },
      { name: 'Never', startedAt: '2026-03-01T10:00:06Z', completedAt: '2026-03-01T10:00:06Z', outcome: 'skipped' },
      { name: 'Run git fetch', startedAt: '2026-03-01T10:00:21Z', completedAt: '2026-03-01T10:00:30Z' },
    ] as const
    expect(await stepsWith(exact)).toEqual([
      ['github', undefined],
      [
        'github.com',
        [
          { name: 'Run git fetch', durationMs: 4_000 },
          { name: 'Run git fetch', durationMs: 9_000 },
        ],
      ],
      ['registry.npmjs.org', [{ name: 'Install', durationMs: 15_000 }]],
    ])
  })

  test('at most twenty', async () => {
    const log = Array.from({ length: 50 }, (_, index) => [...run(index, `step ${index}`), at(index, NPM)]).flat()
    expect((await stepsWith([], log))[0]?.[1]).toHaveLength(20)
  })
})

test.each([
  ['a.b.example.com', 'example.com'],
  ['a.b.acme.co.uk', 'acme.co.uk'],
  ['co.uk', undefined],
  ['10.0.0.1', undefined],
  ['printer.local', undefined],
  ['vault.internal', undefined],
  ['db', undefined],
  ['-x.com', undefined],
  [`${'a'.repeat(64)}.com`, undefined],
])('the domain of %s: %s', (host, domain) => {
  expect(registrableDomain(host)).toBe(domain)
})

test('whatever a log holds: the facts fit the model, and of hosts only names of domains are told', async () => {
  const piece = fc.constantFrom(
    'https://user:pass@evil.example.com/path?q=1',
    'Could not resolve host: ',
    'ECONNRESET ',
    'docker pull ',
    '10.1.2.3',
    'db.internal',
    '\u001b]8;;http://x\u0007',
    '<script>',
    '`',
    '##[group]Run ',
    '##[endgroup]',
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 6 })),
      async lines => {
        for (const use of await usesOf(...lines.map(parts => parts.join('')))) {
          expect(z.parse(serviceUse, use)).toEqual(use)
          expect(use.host ?? 'a.b').toMatch(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/)
          expect(use.host ?? '').not.toMatch(/\.internal$|pass|^[0-9.]+$/)
        }
      },
    ),
  )
})

const recorded = resolve(process.env['PIPELINE_TRACE_RECORDED'] ?? '../shared/recorded', 'logs')
const present = existsSync(recorded)

/** Facts were written down by reading the logs. */
;(present ? describe : describe.skip)(`real logs${present ? '' : ' (no recorded data here)'}`, () => {
  test.each([
    ['tt-github-actions/infra_network_dns.txt', ['hugging-face huggingface.co dns 6']],
    ['tt-github-actions/infra_docker_pull_failure.txt', ['container-registry ghcr.io not-found 1']],
    ['tt-github-actions/success_healthy.txt', []],
    ['pytorch/classify/docker_manifest_unknown.txt', ['docker-hub docker.io not-found 3']],
    ['pytorch/classify/checkout_ciflow_tag_missing.txt', ['github github.com not-found 3']],
    ['rust-log-analyzer/test_missing_line.txt', ['github - - 0', 'github github.com - 0']],
    ['pytorch/classify/action_archive_download_failure.txt', ['github - - 0', 'github codeload.github.com time-out 3']],
  ])('%s', async (file, expected) => {
    // The excerpts mark the line that people found in them.
    const text = readFileSync(resolve(recorded, file), 'utf8').replace(/^#=(?:SOURCE=#.*\n|MATCH=# )|[‹›]/gm, '')
    const uses = await readServices([new TextEncoder().encode(text)])
    expect(
      uses.map(({ service, host, failures, failureCount }) =>
        [service, host ?? '-', failures[0]?.kind ?? '-', failureCount].join(' '),
      ),
    ).toEqual(expected)
  })

  test('of a whole log: each step that named a service, within the time of the job', async () => {
    const log = '../runs/tt-metal/all_post_commit_passing_10662355710/10662355710/logs/29549411997.log'
    const uses = await readServices([readFileSync(resolve(recorded, log))])
    const steps = uses.flatMap(use => use.steps ?? [])
    expect(steps.length).toBeGreaterThan(0)
    expect(steps.filter(({ durationMs }) => durationMs === undefined || durationMs > 6 * 3_600_000)).toEqual([])
  })
})
