import { describe, expect, test } from '@jest/globals'
import { isNeededRunning } from '../../src/report/await-jobs.ts'
import { readInputs } from '../../src/report/inputs.ts'
import { type ListedJob, readJobResponse } from '../../src/sources/rest/job.ts'

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
const needs = (...keys: string[]) => new Map(keys.map(key => [key, 'success']))

describe('what is waited for', () => {
  test.each([
    ['a needed job that reads as running', [job('build', 'in_progress')], needs('build'), true],
    ['a leg of a needed matrix', [job('build (a, b)', 'in_progress')], needs('build'), true],
    ['a job inside a needed called workflow', [job('build / test', 'queued')], needs('build'), true],
    ['a job of another name while a key is without a job', [job('Build it', 'in_progress')], needs('build'), true],
    ['a job that nobody needs', [job('build', 'completed'), job('docs', 'in_progress', 2)], needs('build'), false],
    ['the report itself', [job('report', 'in_progress', 99)], needs('build'), false],
    ['anything, without needs', [job('build', 'in_progress')], undefined, false],
  ])('%s: %s', (_, jobs, given, waits) => {
    expect(isNeededRunning(jobs, given, '99')).toBe(waits)
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
    expect([...(inputs.needs ?? [])]).toEqual([['build', 'failure']])
  })

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
