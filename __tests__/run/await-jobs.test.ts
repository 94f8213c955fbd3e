import { describe, expect, test } from '@jest/globals'
import type { Waits } from '../../src/account/waits.ts'
import { type ListedJob, readJobResponse } from '../../src/github/rest/job.ts'
import { readInputs } from '../../src/report/inputs.ts'
import { isNeededRunning } from '../../src/run/await-jobs.ts'
import type { GivenNeeds } from '../../src/run/given-needs.ts'

const job = (name: string, status: string, id = 1): ListedJob => {
  const read = readJobResponse({
    id,
    name,
    status,
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'r',
    steps: [],
  })
  if (read === undefined) throw new Error('not a job')
  return read
}
const needs = (...keys: string[]): GivenNeeds => ({
  kind: 'by-key',
  results: new Map(keys.map(key => [key, 'success'])),
})
const results = (...given: string[]): GivenNeeds => ({ kind: 'results', results: given })

/** What the workflow file says: `build`, shown as `Build everything`, is needed; `docs` is not. */
const WAITS: Waits = {
  keys: ['build'],
  jobs: new Map([
    ['1', { key: 'build', waitedFor: true, need: 'build' }],
    ['2', { key: 'docs', waitedFor: false, need: undefined }],
  ]),
}
const [running, over] = ['in_progress', 'completed']

describe('what is waited for', () => {
  test.each<[string, ListedJob[], GivenNeeds | undefined, boolean]>([
    ['a needed job that reads as running', [job('build', running)], needs('build'), true],
    ['a leg of a needed matrix', [job('build (a, b)', running)], needs('build'), true],
    ['a job inside a needed called workflow', [job('build / test', 'queued')], needs('build'), true],
    ['a job of another name while a key is without a job', [job('Build it', running)], needs('build'), true],
    ['a job that nobody needs', [job('build', over), job('docs', running, 2)], needs('build'), false],
    ['the report itself', [job('report', running, 99)], needs('build'), false],
    ['anything, without needs', [job('build', running)], undefined, false],
    ['any job, while fewer are over than results', [job('a', over), job('b', running, 2)], results('s', 's'), true],
    ['none, once as many are over as results', [job('a', over), job('b', running, 2)], results('success'), false],
  ])('%s: %s', (_, jobs, given, waits) => {
    expect(isNeededRunning(jobs, given, undefined, '99')).toBe(waits)
  })

  test.each<[string, ListedJob[], boolean]>([
    ['a needed job, whatever its name', [job('Build everything', running), job('build', over, 2)], true],
    ['no other, whatever its name', [job('Build everything', over), job('build', running, 2)], false],
    ['none that the file does not know', [job('pipeline', running, 3)], false],
  ])('by the workflow file: %s', (_, jobs, waits) => {
    for (const given of [undefined, results('success'), needs('build')])
      expect(isNeededRunning(jobs, given, WAITS, '99')).toBe(waits)
  })
})

describe('inputs', () => {
  test('defaults', () => {
    const { inputs, problem } = readInputs({})
    expect(problem).toBeUndefined()
    expect(inputs).toMatchObject({
      needs: undefined,
      checkRun: 'separate',
      signing: 'auto',
      apiBudget: 200,
      strict: false,
    })
  })

  test('needs keeps results and drops outputs', () => {
    const { inputs } = readInputs({ INPUT_NEEDS: '{"build":{"result":"failure","outputs":{"token":"s3cret"}}}' })
    expect(inputs.needs).toEqual({ kind: 'by-key', results: new Map([['build', 'failure']]) })
  })

  test.each([
    ['["success","skipped"]', ['success', 'skipped']],
    ['[]', []],
  ])('needs as results alone: %s', (text, expected) => {
    expect(readInputs({ INPUT_NEEDS: text }).inputs.needs).toEqual({ kind: 'results', results: expected })
  })

  test.each([['{'], ['7'], ['null'], ['{"a":{}}'], ['["success",{}]'], [`${'['.repeat(200)}${']'.repeat(200)}`]])(
    'needs that are none: %s',
    text => {
      const { inputs, problem } = readInputs({ INPUT_NEEDS: text })
      expect([inputs.needs, problem?.message]).toEqual([undefined, expect.stringContaining('toJSON(needs.*.result)')])
    },
  )

  test.each([
    ['INPUT_CHECK-RUN', 'sometimes', 'check-run'],
    ['INPUT_API-BUDGET', '-1', 'api-budget'],
    ['INPUT_RETENTION-DAYS', '401', 'retention-days'],
    ['INPUT_STRICT', 'yes', 'strict'],
    ['INPUT_FULCIO-URL', 'ftp://x', 'fulcio-url'],
    ['INPUT_NEEDS', '[1]', 'needs'],
  ])('%s=%s is named', (variable, value, name) => {
    expect(readInputs({ [variable]: value }).problem?.message).toContain(`${name}:`)
  })
})
