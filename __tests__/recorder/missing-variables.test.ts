import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { manifestOf, type RecorderLab, startRecorderLab } from './recorder-lab.ts'
import { putOrdinaryJob } from './runner-files.ts'

let lab: RecorderLab
beforeEach(async () => {
  lab = await startRecorderLab()
  putOrdinaryJob(lab)
})
afterEach(async () => {
  await lab.stop()
})

/** Set by GitHub's runner, each by itself dispensable: the field that it costs. */
const DISPENSABLE = [
  ['GITHUB_REPOSITORY_ID', 'run.repositoryId'],
  ['GITHUB_REPOSITORY_OWNER_ID', 'run.ownerId'],
  ['GITHUB_RUN_NUMBER', 'run.number'],
  ['GITHUB_EVENT_NAME', 'run.event'],
  ['GITHUB_REF', 'run.ref'],
  ['GITHUB_SHA', 'run.sha'],
  ['GITHUB_WORKFLOW', 'run.workflow'],
  ['GITHUB_WORKFLOW_REF', 'run.workflowRef'],
  ['GITHUB_WORKFLOW_SHA', 'run.workflowSha'],
  ['GITHUB_JOB', 'job.key'],
] as const

test('all that is dispensable missing at once costs its values, each named with its variable, and no notice', async () => {
  const environment = Object.fromEntries(DISPENSABLE.map(([name]) => [name, undefined]))
  const recorded = await lab.start('post', { environment })
  expect([recorded.code, recorded.notices, recorded.digestLines.length]).toEqual([0, [], 1])
  const { gaps, run, correlationId } = manifestOf(recorded)
  for (const [name, field] of DISPENSABLE)
    expect(gaps).toContainEqual({ field, source: 'runner', reason: 'not-provided', detail: `${name} is not set` })
  expect(run.repositoryId).toEqual({ value: '0', source: 'runner', confidence: 'low' })
  expect(correlationId).toBe(`${new URL(lab.services.serverUrl).host}/octo/app/${lab.run.id}`)
})

test('an odd value is one that is missing', async () => {
  const { gaps, run } = manifestOf(
    await lab.start('post', { environment: { GITHUB_RUN_NUMBER: '1e9', GITHUB_SHA: 'main' } }),
  )
  expect([run.number, run.sha]).toEqual([undefined, undefined])
  expect(gaps.filter(({ reason }) => reason === 'malformed').map(({ field }) => field)).toEqual([
    'run.number',
    'run.sha',
  ])
})

test('the event file has the id of the repository too; main and post agree on the correlation id', async () => {
  lab.put('event.json', '{"repository":{"id":4711,"visibility":"public"}}')
  const environment = { GITHUB_REPOSITORY_ID: undefined, GITHUB_EVENT_PATH: `${lab.root}/event.json` }
  const { commands } = await lab.start('main', { environment })
  const { run, gaps, correlationId } = manifestOf(await lab.start('post', { environment }))
  expect(run.repositoryId).toEqual({ value: '4711', source: 'runner', confidence: 'medium' })
  expect(gaps.map(({ field }) => field)).not.toContain('run.repositoryId')
  expect(commands.output).toContain(`\n${correlationId}\n`)
})

test.each(['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT'])(
  'without %s there is no run to name: one notice names the variable and the remedy',
  async name => {
    for (const value of [undefined, '', 'x y']) {
      const recorded = await lab.start('post', { environment: { [name]: value } })
      expect([recorded.code, recorded.notices.length, recorded.digestLines]).toEqual([0, 1, []])
      expect(recorded.notices[0]).toMatch(new RegExp(`nothing is recorded.*${name}.*set these variables`))
    }
    for (const phase of ['pre', 'main'] as const) {
      const { code, log } = await lab.start(phase, { environment: { [name]: undefined } })
      expect([code, log]).toEqual([0, ''])
    }
  },
)
