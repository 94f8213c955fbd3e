import { expect, test } from '@jest/globals'
import type { Environment } from '../../src/io/env.ts'
import { type JobContextInputs, readRunnerContext } from '../../src/runner/runner-context.ts'

const SHA = '27d5ce7f107fe9357f9df03efb73ab90386fccae'
const REF = 'octo/app/.github/workflows/ci.yml@refs/heads/main'
const job: JobContextInputs = { workflowRef: REF, workflowSha: SHA, hasContainer: false, hasServices: false }
const runner = {
  RUNNER_NAME: 'GitHub Actions 7',
  RUNNER_ENVIRONMENT: 'github-hosted',
  RUNNER_OS: 'Linux',
  RUNNER_ARCH: 'X64',
}
const read = (environment: Environment, given: Partial<JobContextInputs> = {}) =>
  readRunnerContext(environment, { ...job, ...given }).value

test('runner and job as a runner of today names them', () => {
  expect(read(runner)).toEqual({
    name: { value: 'GitHub Actions 7', source: 'runner' },
    environment: { value: 'github-hosted', source: 'runner' },
    os: { value: 'Linux', source: 'runner' },
    arch: { value: 'X64', source: 'runner' },
    jobWorkflowRef: { value: REF, source: 'runner' },
    jobWorkflowSha: { value: SHA, source: 'runner' },
  })
})

test('a runner that names nothing', () => {
  expect(read({}, { workflowRef: '', workflowSha: '' })).toEqual({})
})

test.each([
  [true, false],
  [false, true],
  [true, true],
])('containers of the job %s, of services %s', (hasContainer, hasServices) => {
  expect(read({}, { hasContainer, hasServices }).started).toEqual({ job: hasContainer, services: hasServices })
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

test.each<[string, Partial<JobContextInputs>, string[]]>([
  ['an empty ref', { workflowRef: '' }, ['jobWorkflowSha']],
  ['a commit that is none', { workflowSha: 'main' }, ['jobWorkflowRef']],
  ['an endless ref', { workflowRef: 'x'.repeat(1_025) }, ['jobWorkflowSha']],
])('%s costs itself', (_, given, kept) => {
  expect(Object.keys(JSON.parse(JSON.stringify(read({}, given))))).toEqual(kept)
})

test('an odd kind of runner is other, an odd cache mode none', () => {
  const facts = read({ ACTIONS_CACHE_MODE: 'everything', RUNNER_ENVIRONMENT: 'moon' })
  expect([facts.environment?.value, facts.cacheMode]).toEqual(['other', undefined])
})
