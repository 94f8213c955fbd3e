import { afterEach, expect, test } from '@jest/globals'
import { createRestClient } from '../../src/github/rest/client.ts'
import { aLab, type TestLab } from '../lab/scheduler/lab-harness.ts'
import { observationOf, observeTwice, removeFolders } from './observe-twice.ts'

let lab: TestLab | undefined
afterEach(async () => {
  await lab?.dispose()
  removeFolders()
})

const WORKFLOW = `
name: CI
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        shard: [1, 2]
    steps:
      - run: echo built
  deploy:
    needs: build
    runs-on: ubuntu-latest
    environment: production
    steps:
      - run: echo deployed
`

test('a run that was really scheduled: traces out of its archive, its gate, its plan', async () => {
  lab = await aLab(WORKFLOW, {}, { environments: [{ name: 'production', reviewers: ['hubot'] }] })
  const outcome = await lab.run()
  const { services } = lab.lab
  const client = createRestClient({
    apiUrl: services.apiUrl,
    token: '',
    userAgent: 'test',
    budget: 100,
    callMs: 5_000,
    patienceMs: 0,
    sleep: async () => undefined,
  })
  const { owner, name } = lab.lab.state.repository
  const question = {
    serverUrl: services.serverUrl,
    repository: `${owner}/${name}`,
    runId: String(outcome.run.id),
    attempt: undefined,
  }
  const { online, folder } = await observeTwice(client, question)
  const seen = observationOf(online)
  const [attempt] = seen.attempts
  const jobs = attempt?.jobs ?? []
  expect(jobs.map(job => job.name).sort()).toEqual(['build (1)', 'build (2)', 'deploy'])
  for (const job of jobs) expect(attempt?.traces.get(job.id)?.queuedAt).toBeDefined()
  expect(seen.deployments.map(one => one.statuses.map(status => status.state))).toEqual([
    ['waiting', 'queued', 'in_progress', 'success'],
  ])
  expect(seen.deployments[0]?.jobId).toBe(jobs.find(job => job.name === 'deploy')?.id)
  expect(seen.approvals).toEqual([{ environments: ['production'], state: 'approved', user: 'hubot' }])
  expect(seen.workflow?.plan.jobs.map(({ id, needs }) => [id, needs])).toEqual([
    ['build', []],
    ['deploy', ['build']],
  ])
  expect(seen.gaps).toEqual([])
  expect(folder).toEqual(online)
})
