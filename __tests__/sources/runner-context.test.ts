import { expect, test } from '@jest/globals'
import type { Environment } from '../../src/env.ts'
import { readRunnerContext } from '../../src/sources/runner-context.ts'

const SHA = '27d5ce7f107fe9357f9df03efb73ab90386fccae'
const runner = { name: 'GitHub Actions 7', environment: 'github-hosted', os: 'Linux', arch: 'X64', temp: '/t' }
const job = {
  status: 'success',
  check_run_id: 11,
  workflow_ref: 'octo/app/.github/workflows/ci.yml@refs/heads/main',
  workflow_sha: SHA,
}
const read = (environment: Environment, runnerContext: unknown = runner, jobContext: unknown = job) =>
  readRunnerContext(environment, JSON.stringify(runnerContext), JSON.stringify(jobContext)).facts

test('the contexts as a runner of today evaluates them', () => {
  expect(read({ RUNNER_NAME: 'other' })).toEqual({
    name: { value: 'GitHub Actions 7', source: 'runner' },
    environment: { value: 'github-hosted', source: 'runner' },
    os: { value: 'Linux', source: 'runner' },
    arch: { value: 'X64', source: 'runner' },
    jobWorkflowRef: { value: job.workflow_ref, source: 'runner' },
    jobWorkflowSha: { value: SHA, source: 'runner' },
  })
})

test('RUNNER_* where a context is empty', () => {
  const environment = { RUNNER_NAME: 'r', RUNNER_ENVIRONMENT: 'self-hosted', RUNNER_OS: 'macOS', RUNNER_ARCH: 'ARM64' }
  for (const text of ['', 'null', '{}', '{', '[]', `{"name":"${'x'.repeat(1_100_000)}"}`])
    expect(readRunnerContext(environment, text, text).facts).toEqual({
      name: { value: 'r', source: 'runner' },
      environment: { value: 'self-hosted', source: 'runner' },
      os: { value: 'macOS', source: 'runner' },
      arch: { value: 'ARM64', source: 'runner' },
    })
})

test('what a workflow could have set itself has low confidence', () => {
  const { imageName, imageVersion, cacheMode } = read({
    ImageOS: 'ubuntu24',
    ImageVersion: '20260413.86.1',
    ACTIONS_CACHE_MODE: 'read',
  })
  expect([imageName, imageVersion, cacheMode]).toEqual([
    { value: 'ubuntu24', source: 'runner', confidence: 'low' },
    { value: '20260413.86.1', source: 'runner', confidence: 'low' },
    { value: 'read', source: 'runner', confidence: 'low' },
  ])
})

test.each([
  ['an empty ref', { ...job, workflow_ref: '' }, ['jobWorkflowSha']],
  ['a commit that is none', { ...job, workflow_sha: 'main' }, ['jobWorkflowRef']],
  ['a ref of another kind', { ...job, workflow_ref: 7 }, ['jobWorkflowSha']],
  ['an endless ref', { ...job, workflow_ref: 'x'.repeat(1_025) }, ['jobWorkflowSha']],
])('%s costs itself', (_, jobContext, kept) => {
  expect(Object.keys(read({}, {}, jobContext))).toEqual(kept)
})

test('an odd kind of runner is other, an odd cache mode none', () => {
  const facts = read({ ACTIONS_CACHE_MODE: 'everything' }, { environment: 'moon' })
  expect([facts.environment?.value, facts.cacheMode]).toEqual(['other', undefined])
})
