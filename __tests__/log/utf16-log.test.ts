import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { readRunLogArchive } from '../../src/log/archive/run-log-archive.ts'
import { runProgram } from '../cli/run-cli.ts'
import { readLogFacts, script, setUp, timed } from './log-text.ts'

const CACHE = 'actions/cache@v4'
const LINES = timed([
  ...setUp(CACHE),
  `##[group]Run ${CACHE}`,
  'with:',
  '  key: npm-ключ-依存-🗝',
  '##[endgroup]',
  'Cache restored from key: npm-ключ-依存-🗝',
  ...script('make'),
  'src/a.c:3:5: error: expected expression',
  '##[error]Process completed with exit code 2.',
])

type Encoding = { readonly name: string; readonly encode: (text: string) => Buffer }

const little = (text: string): Buffer => Buffer.from(text, 'utf16le')
const big = (text: string): Buffer => little(text).swap16()
const withMark =
  (encode: Encoding['encode']): Encoding['encode'] =>
  text =>
    encode(`\uFEFF${text}`)

const ENCODINGS: readonly Encoding[] = [
  { name: 'UTF-16LE with a mark', encode: withMark(little) },
  { name: 'UTF-16LE without a mark', encode: little },
  { name: 'UTF-16BE with a mark', encode: withMark(big) },
  { name: 'UTF-16BE without a mark', encode: big },
]

const inPieces = (bytes: Buffer, length: number): readonly Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / length) }, (_, piece) =>
    bytes.subarray(piece * length, (piece + 1) * length),
  )

describe.each(ENCODINGS)('a log in $name', ({ encode }) => {
  describe.each(['\n', '\r\n'])('with line breaks %j', lineBreak => {
    // An odd length cuts each second piece in the middle of a code unit.
    test.each([1, 3, 7, 64, 1_000_000])(
      'in pieces of %d bytes has the facts of the same log in UTF-8',
      async length => {
        const text = `${LINES.join(lineBreak)}${lineBreak}`
        const expected = await readLogFacts([Buffer.from(text)])
        const bytes = encode(text)
        expect(expected.facts).toContainEqual(expect.objectContaining({ kind: 'cache', key: 'npm-ключ-依存-🗝' }))
        expect(await readLogFacts(inPieces(bytes, length))).toEqual({ ...expected, bytes: bytes.length })
      },
    )
  })

  test('that is cut in the middle of a code unit has the facts before the cut', async () => {
    const text = `${LINES.join('\r\n')}\r\n`
    const expected = await readLogFacts([Buffer.from(text)])
    const { facts, lines } = await readLogFacts([encode(`${text}ab`).subarray(0, -1)])
    expect(facts).toEqual(expected.facts)
    expect(lines).toBe(expected.lines + 1)
  })

  test('is read from an archive, beside GitHub’s own lines', () => {
    const own = [
      '2026-08-06T18:23:01.0000000Z Waiting for a runner to pick up this job...',
      '2026-08-06T18:23:04.0000000Z Job is about to start running on the hosted runner: GitHub Actions 1',
      '',
    ].join('\n')
    const files = (toBytes: (text: string) => Uint8Array) =>
      zipSync({ '0_build.txt': toBytes(LINES.join('\r\n')), 'build/system.txt': toBytes(own) })
    const read = (zip: Uint8Array) => {
      const { value, gaps } = readRunLogArchive(zip, [{ id: '1', name: 'build' }])
      const log = value.findLog('1')
      return { gaps, trace: value.traces.get('1'), isRead: log !== undefined }
    }
    const expected = read(files(strToU8))
    expect(expected).toMatchObject({ gaps: [], isRead: true, trace: { runnerName: 'GitHub Actions 1' } })
    expect(read(files(encode))).toEqual(expected)
  })
})

describe('what is no log in UTF-16', () => {
  test('zeros that a tool prints into a log of UTF-8 change nothing of the other lines', async () => {
    const lines = timed(['a', 'b']).map(line => `${line}${little('x'.repeat(400)).toString('latin1')}`)
    const { lines: count } = await readLogFacts([Buffer.from(lines.join('\n'))])
    expect(count).toBe(2)
    const wsl = [
      ...LINES.slice(0, -1),
      `2026-08-06T18:23:46Z ${little('wsl: ok').toString('latin1')}`,
      ...LINES.slice(-1),
    ]
    const { facts } = await readLogFacts([Buffer.from(wsl.join('\n'))])
    expect(facts.map(({ kind }) => kind)).toEqual(
      (await readLogFacts([Buffer.from(LINES.join('\n'))])).facts.map(({ kind }) => kind),
    )
  })

  test.each([0, 1, 2, 3, 4, 63])('%d bytes of UTF-8 are read as they are', async length => {
    const { lines, bytes } = await readLogFacts([Buffer.from('x'.repeat(length))])
    expect({ lines, bytes }).toEqual({ lines: length === 0 ? 0 : 1, bytes: length })
  })
})

describe('dist/cli', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pipeline-trace-utf16-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  test.each(ENCODINGS)('log reads a file in $name', async ({ name, encode }) => {
    const file = join(folder, `${name}.log`)
    writeFileSync(file, encode(LINES.join('\r\n')))
    const { code, stdout } = await runProgram('dist/cli/index.js', ['log', file], {})
    expect(code).toBe(0)
    expect(stdout).toContain('cache restore: hit  npm-ключ-依存-🗝')
    expect(stdout).toContain('command (rule c-compile)')
  })

  test.each(ENCODINGS)('report --offline reads the log of a job in $name', async ({ name, encode }) => {
    const run = join(folder, `run ${name}`)
    mkdirSync(join(run, 'logs'), { recursive: true })
    const page = 'https://github.com/octo/app/actions/runs/5'
    const ended = { status: 'completed', conclusion: 'failure' }
    const times = { started_at: '2026-08-06T18:23:40Z', completed_at: '2026-08-06T18:24:00Z' }
    const job = { id: 11, name: 'build', ...ended, created_at: times.started_at, ...times, runner_id: 1, steps: [] }
    writeFileSync(join(run, 'run.json'), JSON.stringify({ id: 5, run_attempt: 1, ...ended, html_url: page }))
    writeFileSync(join(run, 'jobs.json'), JSON.stringify({ total_count: 1, jobs: [job] }))
    writeFileSync(join(run, 'logs', '11.txt'), encode(LINES.join('\r\n')))
    const { stdout } = await runProgram('dist/cli/index.js', ['report', '--quiet', '--offline', run], {})
    expect(stdout).toContain('Process completed with exit code 2.')
    expect(stdout).toContain('expected expression')
  })
})
