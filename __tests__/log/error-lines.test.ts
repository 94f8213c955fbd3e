import { describe, expect, test } from '@jest/globals'
import { bytesOf, readErrorLines } from './log-text.ts'

const STAMP = '2026-08-06T18:23:45.1234567Z'
const linesOf = (...lines: readonly string[]) => readErrorLines(bytesOf(lines))

test('a line with its number, its time and the stretch it stands in, without colours', async () => {
  expect(
    await linesOf(
      `\uFEFF${STAMP} ##[group]Run npm ci`,
      `${STAMP} \u001b[36;1mnpm ci || echo "out of memory"\u001b[0m`,
      `${STAMP} shell: /usr/bin/bash -e {0}`,
      `${STAMP} ##[endgroup]`,
      `${STAMP} \u001b[31mnpm\u001b[0m \u001b[31merror\u001b[0m code E404\r`,
      `${STAMP} all is well`,
      `${STAMP} ##[warning]Failed to restore: nothing`,
      `${STAMP} ##[error]Process completed with exit code 1.`,
      `${STAMP} Post job cleanup.`,
      'Error: ECONNRESET',
    ),
  ).toEqual([
    { line: 5, text: 'npm error code E404', time: STAMP, step: 'Run npm ci' },
    { line: 8, text: '##[error]Process completed with exit code 1.', time: STAMP, step: 'Run npm ci' },
    { line: 10, text: 'Error: ECONNRESET', step: 'Post job cleanup' },
  ])
})

test("a hook of the machine is no stretch of its own, and a script's head ends with its group", async () => {
  expect(
    await linesOf(
      '##[group]Run make',
      '##[endgroup]',
      "##[group]Run '/runner/hook.js'",
      'shell: node',
      '##[endgroup]',
      'make: *** failed',
    ),
  ).toEqual([{ line: 6, text: 'make: *** failed', step: 'Run make' }])
})

describe('bounded', () => {
  test('of one word only the last lines of a stretch, so that it does not drown the others', async () => {
    const lines = await linesOf(
      'No space left on device',
      ...Array.from({ length: 10_000 }, (_, index) => `FAILED ${index}`),
    )
    expect(lines).toHaveLength(21)
    expect(lines[0]?.text).toBe('No space left on device')
    expect(lines.at(-1)?.text).toBe('FAILED 9999')
  })

  test('of the whole log the last lines', async () => {
    const stretches = Array.from({ length: 1_000 }, (_, index) => [`##[group]Run ${index}`, '##[endgroup]', 'failed'])
    const lines = await linesOf(...stretches.flat())
    expect(lines).toHaveLength(200)
    expect(lines[0]?.step).toBe('Run 800')
    expect(lines.at(-1)).toEqual({ line: 3_000, text: 'failed', step: 'Run 999' })
  })

  test('a long line is cut around its word', async () => {
    const [line] = await linesOf(`${'x'.repeat(5_000)} Could not resolve host: a ${'y'.repeat(5_000)}`)
    expect(line?.text.length).toBeLessThanOrEqual(300)
    expect(line?.text).toContain('Could not resolve host')
  })

  test('a line of ten megabytes, bytes that are no text and a byte order mark cost nothing else', async () => {
    const encode = (text: string) => new TextEncoder().encode(text)
    const chunks = [
      encode(`${STAMP} `),
      new Uint8Array(10_000_000).fill(0xff),
      encode('\nout of mem'),
      encode('ory\n\uFEFF'),
      encode(`${STAMP} ##[error]Process completed with exit code 1.`),
    ]
    expect((await readErrorLines(chunks)).map(({ line, text }) => [line, text])).toEqual([
      [2, 'out of memory'],
      [3, '##[error]Process completed with exit code 1.'],
    ])
  })

  test('nothing that moves a cursor, hides or reorders text', async () => {
    const [line] = await linesOf('failed \u001b[2J\u001b]8;;x\u0007 \u202e\u200b\u2028 done')
    expect(line?.text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  })
})
