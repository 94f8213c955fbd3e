import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Step } from '../../src/schema/job/job-manifest.ts'
import { bytesOf, readJobLog } from './log-text.ts'

const SHA = '3'.repeat(40)
const NAMES = ['setup-node@v4', 'setup-python@v5', 'setup-go@v5', 'setup-java@v4']

const at = (second: number, text: string): string =>
  `2026-03-01T10:00:${String(second).padStart(2, '0')}.1234567Z ${text}`

const SET_UP = [
  "Current runner version: '2.336.0'",
  ...NAMES.map(name => `Download action repository 'actions/${name}' (SHA:${SHA})`),
  `Download action repository 'astral-sh/setup-uv@v6' (SHA:${SHA})`,
  'Complete job name: build',
].map(text => at(1, text))

/** The section of an action that prints these lines. */
const section = (uses: string, ...output: readonly string[]): readonly string[] =>
  [`##[group]Run ${uses}`, 'with:', '  check-latest: false', '##[endgroup]', ...output].map(text => at(10, text))

const script = (...output: readonly string[]): readonly string[] =>
  ['##[group]Run ./a.sh', '\u001b[36;1m./a.sh\u001b[0m', 'shell: /usr/bin/bash -e {0}', '##[endgroup]', ...output].map(
    text => at(5, text),
  )

const toolsOf = async (lines: readonly string[], steps: readonly Step[] = []) =>
  (await readJobLog(bytesOf(lines), { steps })).value.tools

const brief = async (lines: readonly string[]) =>
  (await toolsOf(lines)).map(({ name, version, arch }) => [name, version, ...(arch === undefined ? [] : [arch])])

describe('what each setup action says', () => {
  test.each([
    [
      'actions/setup-node@v4',
      [
        'Found in cache @ /opt/hostedtoolcache/node/22.11.0/x64',
        '##[group]Environment details',
        'node: v22.11.0',
        'npm: 10.9.0',
        'yarn: ',
        '##[endgroup]',
      ],
      [
        ['node', '22.11.0', 'x64'],
        ['npm', '10.9.0'],
      ],
    ],
    [
      'actions/setup-node@v4',
      [
        'Attempting to download 23...',
        'Extracting ...',
        '##[group]Environment details',
        'node: v23.1.0',
        '##[endgroup]',
      ],
      [['node', '23.1.0']],
    ],
    [
      'actions/setup-node@v4',
      ['Found in cache @ C:\\hostedtoolcache\\windows\\node\\20.18.0\\x64'],
      [['node', '20.18.0', 'x64']],
    ],
    [
      'actions/setup-python@v5',
      ['##[group]Installed versions', 'Successfully set up CPython (3.12.7)', '##[endgroup]'],
      [['python', '3.12.7']],
    ],
    ['actions/setup-python@v5', ['Successfully set up GraalPy 24.1.1'], [['graalpy', '24.1.1']]],
    ['actions/setup-python@v5', ['Successfully set up PyPy 7.3.17 with Python (3.10.14)'], [['pypy', '7.3.17']]],
    [
      'actions/setup-go@v5',
      [
        'Setup go version spec 1.22.x',
        'Found in cache @ /opt/hostedtoolcache/go/1.22.4/x64',
        'Successfully set up Go version 1.22.x',
        'go version go1.22.4 linux/amd64',
        '##[group]go env',
        "GOVERSION='go9.9.9'",
        '##[endgroup]',
      ],
      [['go', '1.22.4', 'x64']],
    ],
    [
      'actions/setup-java@v4',
      [
        'Resolved Java 17.0.16+8 from tool-cache',
        '',
        'Java configuration:',
        '  Distribution: temurin',
        '  Version: 17.0.16+8',
        '  Path: /opt/hostedtoolcache/Java_Temurin-Hotspot_jdk/17.0.16-8/x64',
        '',
        '  Version: 9.9.9',
      ],
      [['java', '17.0.16+8']],
    ],
    ['astral-sh/setup-uv@v6', ['Successfully installed uv version 0.5.20'], [['uv', '0.5.20']]],
  ])('%s %#', async (uses, output, expected) => {
    expect(await brief([...SET_UP, ...section(uses, ...output)])).toEqual(expected)
  })

  test('with the action, and nothing twice', async () => {
    const twice = section('actions/setup-python@v5', 'Successfully set up CPython (3.12.7)')
    expect(await toolsOf([...SET_UP, ...twice, ...twice])).toEqual([
      { name: 'python', version: '3.12.7', action: 'actions/setup-python@v5', source: 'log' },
    ])
  })

  test.each([
    'Successfully set up Go version 1.23',
    'Successfully set up CPython (evil`version)',
    'Successfully set up Evil (3.12.7)',
    'Found in cache @ nowhere',
    'Found in cache @ /a/b/c/',
    'node: v22.11.0',
    '  Version: 21.0.5',
    'go version devel +abc linux/amd64',
    ' Successfully installed uv version 0.5.20',
  ])('nothing is made of: %s', async line => {
    expect(await brief([...SET_UP, ...section('actions/setup-node@v4', line)])).toEqual([])
  })
})

describe('what a script prints counts of nothing', () => {
  const forged = [
    'Successfully set up CPython (6.6.6)',
    'Found in cache @ /opt/hostedtoolcache/node/6.6.6/x64',
    'go version go6.6.6 linux/amd64',
  ]

  test('in its own section, or under the head of an action that nothing fetched', async () => {
    const pretended = section('evil/setup-node@v1', ...forged)
    expect(await brief([...SET_UP, ...script(...forged), ...pretended])).toEqual([])
  })

  test('under the head of a fetched action it counts less, and where the steps have times not at all', async () => {
    const lines = [...SET_UP, ...script(), ...section('actions/setup-node@v4', ...forged)]
    expect((await toolsOf(lines)).map(({ confidence }) => confidence)).toEqual(['medium', 'medium', 'medium'])
    const steps: readonly Step[] = [
      {
        name: 'a script',
        stage: 'main',
        startedAt: '2026-03-01T10:00:04Z',
        completedAt: '2026-03-01T10:00:20Z',
        source: 'runner',
      },
    ]
    expect(await toolsOf(lines, steps)).toEqual([])
  })
})

const folder = process.env['PIPELINE_TRACE_RECORDED'] ?? ''
const log = join(folder, 'logs/lmcrean/ISSUE_1.md')
const recorded = folder !== '' && existsSync(log) ? test : test.skip

recorded('a recorded log (skipped without PIPELINE_TRACE_RECORDED)', async () => {
  const text = readFileSync(log, 'utf8')
  // The log stands in a document that tells of it.
  const lines = text.slice(text.indexOf('2025-07-06T15:47:2')).split('\n')
  expect(await brief(lines)).toEqual([
    ['node', '20.19.2', 'x64'],
    ['npm', '10.8.2'],
    ['yarn', '1.22.22'],
  ])
})
