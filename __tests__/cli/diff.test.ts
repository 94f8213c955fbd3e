import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals'
import * as z from 'zod/mini'
import { comparison } from '../../src/schema/questions/comparison.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { aRun, type JobSpec } from '../compare/two-runs.ts'
import { type CliResult, runCompiledCli } from './run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'pipeline-trace-diff-'))
const place = (name: string): string => join(folder, name)
const put = (name: string, content: string): string => {
  writeFileSync(place(name), content)
  return place(name)
}
const putRun = (name: string, manifest: RunManifest): string => put(name, JSON.stringify(manifest))
const diff = (...args: readonly string[]): Promise<CliResult> => runCompiledCli(['diff', ...args])
const HOSTILE = 'x\u001b[31m`|<b>](http://evil.example)\u202e**\n@octo'

let before = ''
let after = ''

beforeAll(() => {
  before = putRun('41.json', aRun('41', [{ key: 'build' }, { key: 'test' }]))
  after = putRun(
    '42.json',
    aRun('42', [
      { key: 'build', queueSeconds: 90 },
      { key: 'test', conclusion: 'failure' },
    ]),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the answer', () => {
  it('is Markdown in a pipe: the difference of time first, then its largest part', async () => {
    const { code, stdout } = await diff(before, after)
    expect(code).toBe(0)
    const at = (words: string): number => stdout.indexOf(words)
    expect(at('1 m 25 s slower')).toBeGreaterThan(0)
    expect(at('build, waiting for a runner')).toBeGreaterThan(at('1 m 25 s slower'))
    expect(at('What went in')).toBeGreaterThan(at('build, waiting for a runner'))
    expect(at('What they did')).toBeGreaterThan(at('What went in'))
  })

  it('is JSON of the published form', async () => {
    const { code, stdout } = await diff(before, after, '--format', 'json')
    expect(code).toBe(0)
    expect(z.safeParse(comparison, JSON.parse(stdout)).success).toBe(true)
  })

  it('is written to a file', async () => {
    const { code, stdout } = await diff(before, after, '--format', 'text', '-o', place('answer.txt'))
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  })

  it('marks what is unsigned', async () => {
    expect((await diff(before, after)).stdout).toMatch(/unsigned[\s\S]*unsigned/)
  })

  it('marks a signature that does not hold', async () => {
    const signed = putRun('signed.json', aRun('41', [{ key: 'build' }]))
    put('signed.sigstore.json', '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}')
    const { code, stdout } = await diff(signed, after)
    expect(code).toBe(0)
    expect(stdout).toContain('signature not verified')
    expect(stdout).toContain('bundle-form')
  })
})

describe('bad input', () => {
  test.each<readonly [string, () => readonly string[], string]>([
    ['one run', () => [before], 'compares two runs'],
    ['three runs', () => [before, after, after], 'compares two runs'],
    ['a path that does not exist', () => [place('none'), after], 'there is no'],
    ['a file that is not JSON', () => [put('text.json', 'hello'), after], 'not JSON'],
    [
      'a job manifest',
      () => [put('job.json', '{"kind":"job-manifest","schemaVersion":"1.0.0"}'), after],
      'of kind job-manifest',
    ],
    [
      'another major version',
      () => [put('major.json', '{"kind":"run-manifest","schemaVersion":"2.0.0"}'), after],
      'schema 2.0.0',
    ],
    ['a folder of nothing', () => [folder, after], 'run.json'],
    ['an address with --offline', () => ['octo/app', '41', after, '--offline'], '--offline asks nobody'],
    ['an unknown format', () => [before, after, '--format', 'html'], '--format is'],
  ])('%s is refused with the remedy', async (_, args, words) => {
    const { code, stdout, stderr } = await diff(...args())
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(words)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('refuses a file over the cap without reading it', async () => {
    const huge = put('huge.json', '')
    truncateSync(huge, 64 * 1_048_576)
    const { code, stderr } = await diff(huge, after)
    expect(code).toBe(2)
    expect(stderr).toContain('limit')
  })

  it('compares runs of two repositories, and states it', async () => {
    const run = aRun('43', [{ key: 'build' }])
    const other = putRun('other.json', {
      ...run,
      run: { ...run.run, repository: { value: 'octo/other', source: 'api' } },
    })
    const { code, stdout } = await diff(before, other)
    expect(code).toBe(0)
    expect(stdout).toContain('the runs are of octo/app and of octo/other')
  })

  it('has an exit code of its own where a part is not known', async () => {
    const { timeline: _, ...untimed } = aRun('44', [{ key: 'build' }])
    const { code, stdout } = await diff(before, putRun('untimed.json', untimed))
    expect(code).toBe(3)
    expect(stdout).toContain('no time of it is known')
  })

  it.each(['markdown', 'text', 'json'])('prints no name of a run as control or markup in %s', async format => {
    const specs = (seconds: number): readonly JobSpec[] => [
      {
        key: HOSTILE,
        name: HOSTILE,
        steps: [{ name: HOSTILE, seconds }],
        record: {
          image: {
            name: { value: HOSTILE, source: 'runner' },
            version: { value: `${HOSTILE}${seconds}`, source: 'runner' },
          },
        },
      },
    ]
    const [one, other] = [putRun('h1.json', aRun('45', specs(10))), putRun('h2.json', aRun('46', specs(90)))]
    const { code, stdout } = await diff(one, other, '--format', format)
    expect(code).toBe(0)
    expect(stdout).not.toContain('\u001b')
    expect(stdout).not.toContain('\u202e')
    if (format === 'markdown') {
      expect(stdout).not.toContain('<b>')
      expect(stdout).not.toContain('](http://evil.example)')
    }
  })

  it('compares runs of a thousand jobs', async () => {
    const jobs: readonly JobSpec[] = Array.from({ length: 1_000 }, (_, index) => ({
      key: `job-${index}`,
      record: null,
    }))
    const big = putRun('big.json', aRun('47', jobs))
    const { code, stdout } = await diff(big, big, '--format', 'json')
    expect(code).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({ jobs: { paired: 1_000 }, behaviour: [] })
  })
})

describe('how a run is named', () => {
  it('asks for both runs of one repository by their ids', async () => {
    const { code, stderr } = await runCompiledCli([
      'diff',
      'octo/app',
      '41',
      '42',
      '--api-url',
      'http://127.0.0.1:1',
      '--quiet',
    ])
    expect(code).toBe(5)
    expect(stderr).toContain('run 41 of octo/app cannot be read')
  })
})
