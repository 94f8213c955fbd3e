import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runProgram } from '../cli/run-cli.ts'

const samples = '__tests__/samples/truth'
const truth = (...args: readonly string[]) => runProgram('lib/scripts/truth.js', args, {})

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipeline-trace-truth-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Labels = { logs: { class: string; step?: string; failedServices?: string[]; words?: string }[] }

/** The samples with other labels. */
const relabelled = (name: string, change: (labels: Labels) => void): string => {
  const copy = join(folder, name)
  cpSync(samples, copy, { recursive: true })
  const labels = JSON.parse(readFileSync(join(copy, 'labels.json'), 'utf8')) as Labels
  change(labels)
  writeFileSync(join(copy, 'labels.json'), JSON.stringify(labels))
  return copy
}

describe('npm run truth, over a folder of labelled logs', () => {
  test('the logs of our own are read as they are labelled', async () => {
    const { code, stdout } = await truth(samples, '--min-class', '100', '--min-cause', '100')
    expect(stdout).toMatch(/^class +24 of 24, 100\.0 %\ncause +19 of 19, 100\.0 %\nstep +23 of 23, 100\.0 %\n/)
    expect(stdout).toMatch(/^false services +0$/m)
    expect(code).toBe(0)
  }, 120_000)

  test('another label is named with its log, and below a minimum the code is 1', async () => {
    const other = relabelled('other', ({ logs }) => {
      for (const log of logs) log.class = log.class === 'dependency' ? 'test' : log.class
    })
    const { code, stdout } = await truth(other, '--min-class', '95')
    expect(stdout).toContain('npm-install-503.log: class dependency, labelled test')
    expect(stdout).toMatch(/^class +19 of 24, 79\.2 %$/m)
    expect(code).toBe(1)
    expect((await truth(other, '--min-class', '79')).code).toBe(0)
    expect((await truth(other, '--min-cause', '90')).code).toBe(1)
  }, 120_000)

  test('another step, other words and a service that did not fail are named', async () => {
    const other = relabelled('parts', ({ logs }) => {
      const [first] = logs
      if (first !== undefined) Object.assign(first, { step: 'Run nothing', words: 'nowhere', failedServices: [] })
    })
    const { stdout } = await truth(other)
    expect(stdout).toContain('npm-install-503.log: another step; without the words of the label; npm did not fail')
    expect(stdout).toMatch(/^false services +1$/m)
  }, 120_000)

  test.each([
    ['no folder', []],
    ['a folder without labels', ['docs']],
    ['a minimum that is no percentage', [samples, '--min-class', 'most']],
  ])(
    '%s: code 2',
    async (_what, args) => {
      const { code, stderr } = await truth(...args)
      expect([code, stderr.startsWith('truth: ')]).toEqual([2, true])
    },
    120_000,
  )

  test('labels of another form are refused', async () => {
    const other = relabelled('form', ({ logs }) => {
      for (const log of logs) Object.assign(log, { classes: [] })
    })
    expect((await truth(other)).code).toBe(2)
  }, 120_000)
})
