import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { zipSync } from 'fflate'
import { HEX, head, script, setUp, timed } from '../log/log-text.ts'
import { runCompiledCli } from './run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'pipeline-trace-log-'))
afterAll(() => rmSync(folder, { recursive: true }))

const aLog = (lines: readonly string[]): string => {
  const file = join(folder, `${Math.random().toString(36).slice(2)}.log`)
  writeFileSync(file, `${timed(lines).join('\n')}\n`)
  return file
}

const CACHE = 'actions/cache@v4'
const lines = [
  ...setUp(CACHE),
  ...head(CACHE, ['  key: npm-1']),
  'Cache restored from key: npm-1',
  ...script('make \u009b31m'),
  '##[error]Process completed with exit code 2.',
]

test('text: facts by step, with lines and confidence', async () => {
  const { code, stdout, stderr } = await runCompiledCli(['log', aLog(lines)])
  expect([code, stderr]).toEqual([0, ''])
  const [, before, cache = '', build = ''] = stdout.split('\n\n')
  expect(before).toMatch(/^Before the first step\n {8}1 {2}runner version: 2\.336\.0\n/)
  expect(cache).toMatch(
    /^Run actions\/cache@v4 \(line \d+\)\n +\d+ {2}cache restore: hit {2}npm-1 {2}by actions\/cache@v4$/,
  )
  expect(build).toMatch(/exit code 2 \[low confidence\]/)
  // What a terminal would obey is shown.
  expect(build).toContain('Run make \\u{9B}31m')
})

test('- reads standard input, and says the same', async () => {
  const file = aLog(lines)
  const { stdout } = await runCompiledCli(['log', file])
  expect(await runCompiledCli(['log', '-'], {}, [], readFileSync(file))).toEqual({ code: 0, stdout, stderr: '' })
})

test('json: the same facts, with gaps, lines and bytes', async () => {
  const { code, stdout } = await runCompiledCli(['log', '--format', 'json', aLog(lines)])
  expect(code).toBe(0)
  const document = JSON.parse(stdout)
  expect(document).toMatchObject({ schemaVersion: 1, kind: 'job-log-facts', gaps: [], lines: lines.length })
  expect(document.facts).toContainEqual(
    expect.objectContaining({ kind: 'cache', operation: 'restore', result: 'hit', key: 'npm-1', action: CACHE }),
  )
  expect(stdout).not.toContain('\u009b')
})

describe('what lines only hint at', () => {
  const failed = [
    ...setUp(CACHE),
    ...head(CACHE, ['  key: npm-1', '  restore-keys: npm-']),
    'Cache hit for restore-key: npm-0',
    ...script('npm ci'),
    'npm error code ECONNRESET',
    'npm error network request to https://registry.npmjs.org/left-pad failed',
    '##[error]Process completed with exit code 1.',
  ]

  test('services with their failures, and why the job may have failed', async () => {
    const { code, stdout } = await runCompiledCli(['log', '--format', 'json', aLog(failed)])
    expect(code).toBe(0)
    const { services, failure } = JSON.parse(stdout)
    const line = failed.indexOf('npm error code ECONNRESET') + 1
    expect(services).toContainEqual(
      expect.objectContaining({ service: 'npm', step: 'Run npm ci', failures: [{ kind: 'reset', line }] }),
    )
    expect(failure).toMatchObject({ class: 'dependency', confidence: 'low' })
    expect(failure.evidence[0].line).toBe(line)
  })

  test('as text, after the facts; a cache says its restore keys and who asked', async () => {
    const parts = (await runCompiledCli(['log', aLog(failed)])).stdout.split('\n\n')
    expect(parts.find(part => part.startsWith('Run actions/cache'))).toMatch(
      /cache restore: partial {2}npm-1 {2}else npm- {2}from npm-0 {2}by actions\/cache@v4$/m,
    )
    expect(parts.find(part => part.startsWith('Services'))).toMatch(/ {2}npm .*1 × failed: reset in line \d+/)
    expect(parts.find(part => part.startsWith('Why'))).toMatch(
      /^Why it may have failed\n {2}dependency \(rule [\w-]+\) \[low/,
    )
  })

  test('nothing where the log shows no error', async () => {
    const quiet = [...setUp(CACHE), ...script('npm ci'), 'npm error code ECONNRESET']
    const { stdout } = await runCompiledCli(['log', '--format', 'json', aLog(quiet)])
    expect(JSON.parse(stdout)).not.toHaveProperty('failure')
  })
})

describe('wrong usage', () => {
  test('an archive of logs is none', async () => {
    const file = join(folder, 'logs.zip')
    writeFileSync(file, zipSync({ 'build/1_Set up job.txt': new Uint8Array(10) }))
    const { code, stdout, stderr } = await runCompiledCli(['log', file])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/archive/)
  })

  test.each<readonly string[]>([
    ['log'],
    ['log', ''],
    ['log', 'a', 'b'],
    ['log', 'a', '--format', 'html'],
    ['log', '/nonexistent'],
    ['log', '.'],
    ['log', 'a', '--color'],
  ])('%s %s %s %s', async (...args) => {
    const { code, stdout, stderr } = await runCompiledCli(args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^pipeline-trace: .+\n$/)
  })
})

// Reading it fails at its first byte: nothing is mapped there (proc_pid_mem(5)).
const UNREADABLE = '/proc/self/mem'
;(existsSync(UNREADABLE) ? test : test.skip)('a file that cannot be read to its end: exit code 3', async () => {
  const { code, stdout, stderr } = await runCompiledCli(['log', '--format', 'json', UNREADABLE])
  expect(code).toBe(5)
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'job-log-facts', facts: [], bytes: 0 })
  expect(stderr).toMatch(/EIO/)
})

test('a line of a gigabyte, within 64 MB of memory', async () => {
  const file = aLog([...setUp(CACHE), ...head(CACHE), `Digest: sha256:${HEX}`])
  truncateSync(file, 1_073_741_824)
  const { code, stdout } = await runCompiledCli(['log', '--format', 'json', file], {}, ['--max-old-space-size=64'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ bytes: 1_073_741_824 })
}, 60_000)
