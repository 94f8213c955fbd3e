import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { strToU8, zipSync } from 'fflate'
import { createRestClient } from '../../src/github/rest/client.ts'
import { createArtifactSource } from '../../src/run/manifests/artifact-source.ts'
import { createVerifier } from '../../src/run/manifests/verify-manifest.ts'
import { observeRun } from '../../src/run/observe-run.ts'
import { readAccount } from '../../src/run/read-account.ts'
import { toRunFacts } from '../../src/run/run-identity.ts'
import type { Subject } from '../../src/run/subject.ts'
import { aManifest, SHA } from '../report/a-manifest.ts'

/*
 * What does not depend on each other is read side by side. The server answers nothing of a round before all of that round was
 * requested: a reader that waits for an answer in between never comes to the next.
 */

const PLACE = { serverUrl: 'https://github.com', repository: 'octo/app', repositoryId: '101', runId: '5' }
const WORKFLOW = `
on: push
jobs:
  build: { runs-on: ubuntu-latest, steps: [{ run: make }] }
  deploy: { needs: build, runs-on: ubuntu-latest, environment: prod, steps: [{ run: ./deploy }] }
  called: { uses: ./.github/workflows/called.yml }
`
const CALLED = 'on: workflow_call\njobs:\n  inner: { runs-on: ubuntu-latest, steps: [{ run: make }] }\n'
const CALLED_PATH = '.github/workflows/called.yml'
const DIGEST = `sha256:${'d'.repeat(64)}`

const job = (id: number, name: string, conclusion: string | null, attempt = 2) => ({
  ...{
    id,
    name,
    conclusion,
    run_attempt: attempt,
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'box',
    steps: [],
  },
  status: conclusion === null ? 'in_progress' : 'completed',
  created_at: '2026-03-01T10:00:00Z',
  started_at: '2026-03-01T10:00:05Z',
  ...(conclusion === null ? {} : { completed_at: '2026-03-01T10:01:00Z' }),
})
const runAnswer = (attempt: number, isOver: boolean) => ({
  ...{ id: 5, run_attempt: attempt, event: 'push', head_sha: SHA, path: '.github/workflows/ci.yml' },
  ...(isOver ? { status: 'completed', conclusion: 'failure' } : { status: 'in_progress' }),
  run_started_at: '2026-03-01T10:00:00Z',
  referenced_workflows: [{ path: `octo/app/${CALLED_PATH}@${SHA}`, sha: SHA, ref: 'refs/heads/main' }],
})
const file = (text: string) => ({ type: 'file', encoding: 'base64', content: Buffer.from(text).toString('base64') })
const manifest = aManifest({
  attempt: 2,
  more: {
    run: { ...aManifest({ attempt: 2 }).run, ref: { value: 'refs/heads/main', source: 'runner' } },
    artifacts: [{ name: 'app', id: '8', digest: DIGEST, source: 'results' }],
  },
})

/** What GitHub says of a run in its second attempt: one recorded job, one that was cancelled, one that deployed. */
const answerOf = (path: string, isOver: boolean): unknown => {
  switch (path) {
    case 'actions/runs/5':
    case 'actions/runs/5/attempts/2':
      return runAnswer(2, isOver)
    case 'actions/runs/5/attempts/1':
      return runAnswer(1, true)
    case 'actions/runs/5/attempts/1/jobs':
      return { total_count: 1, jobs: [job(1, 'build', 'failure', 1)] }
    case 'actions/runs/5/attempts/2/jobs': {
      const jobs = [job(11, 'build', 'success'), job(12, 'deploy', 'success'), job(13, 'called / inner', 'cancelled')]
      const all = isOver ? jobs : [...jobs, job(99, 'report', null)]
      return { total_count: all.length, jobs: all }
    }
    case 'actions/runs/5/artifacts':
      return {
        total_count: 2,
        artifacts: [
          { id: 9, name: 'pipeline-trace-job-5-2-11', size_in_bytes: 900 },
          { id: 8, name: 'app', size_in_bytes: 7, digest: DIGEST },
        ],
      }
    case 'actions/artifacts/9/zip':
      return zipSync({ 'job-manifest.json': strToU8(JSON.stringify(manifest)) })
    case 'contents/.github/workflows/ci.yml':
      return file(WORKFLOW)
    case `contents/${CALLED_PATH}`:
      return file(CALLED)
    case 'contents/.github/CODEOWNERS':
      return file('* @octo/team')
    case 'deployments':
      return [{ id: 3, environment: 'prod', created_at: '2026-03-01T10:00:00Z', sha: SHA }]
    case 'environments/prod':
      return { id: 1, name: 'prod', protection_rules: [] }
    case 'actions/runs/5/concurrency_groups':
      return { total_count: 0, concurrency_groups: [] }
    case 'check-runs/12':
      return { id: 12 }
    case `attestations/${DIGEST}`:
      return { attestations: [] }
    default:
      return /\/logs$/.test(path) ? strToU8('2026-03-01T10:00:06.0000000Z hello\n') : []
  }
}

type Rounds = readonly (readonly string[])[]

const OTHER: Rounds = [
  ['actions/runs/5'],
  [
    ...['actions/runs/5/attempts/2/jobs', 'actions/runs/5/artifacts', 'actions/runs/5/approvals', 'deployments'],
    ...['actions/runs/5/attempts/1', 'actions/runs/5/attempts/1/jobs'],
  ],
  [
    ...['actions/artifacts/9/zip', 'actions/runs/5/attempts/2/logs', 'actions/runs/5/attempts/1/logs'],
    ...['deployments/3/statuses', 'check-runs/13/annotations'],
    ...['contents/.github/workflows/ci.yml', `contents/${CALLED_PATH}`],
  ],
  ['environments/prod', 'check-runs/12'],
  [`attestations/${DIGEST}`, 'rules/branches/main', 'contents/.github/CODEOWNERS'],
]

const OWN: Rounds = [
  ['actions/runs/5/attempts/2'],
  [
    ...['actions/runs/5/attempts/2/jobs', 'actions/runs/5/approvals', 'actions/runs/5/pending_deployments'],
    ...['actions/runs/5/concurrency_groups', 'deployments'],
    ...['actions/runs/5/attempts/1', 'actions/runs/5/attempts/1/jobs'],
  ],
  // Without a results service, REST lists the artifacts once it is known to answer.
  ['actions/runs/5/artifacts'],
]

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()))
})

/** Answers the requests of each round when all of them have come; `unexpected` are in no round, or came twice. */
const startRounds = async (rounds: Rounds, isOver: boolean) => {
  const waiting = rounds.map(paths => new Map<string, () => void>(paths.map(path => [path, () => undefined])))
  const come = rounds.map(() => new Set<string>())
  const unexpected: string[] = []
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://x').pathname).replace('/repos/octo/app/', '')
    const answer = answerOf(path, isOver)
    const send = () => {
      const body = answer instanceof Uint8Array ? answer : JSON.stringify(answer)
      response.writeHead(path.endsWith('attempts/2/logs') || path.endsWith('attempts/1/logs') ? 404 : 200).end(body)
    }
    const round = rounds.findIndex(paths => paths.includes(path))
    const arrived = come[round]
    const held = waiting[round]
    if (arrived === undefined || held === undefined || arrived.has(path)) {
      unexpected.push(path)
      send()
      return
    }
    arrived.add(path)
    held.set(path, send)
    if (arrived.size === held.size) for (const one of held.values()) one()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  return {
    unexpected,
    missing: () => rounds.flatMap((paths, index) => paths.filter(path => come[index]?.has(path) !== true)),
    client: createRestClient({
      ...{ apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 't', userAgent: 'test' },
      ...{ budget: 200, callMs: 50_000, patienceMs: 0, sleep: async () => undefined },
    }),
  }
}

const NOW = () => Date.parse('2026-03-01T11:00:00Z')

const readAll = async (
  subject: Subject & { readonly attempt: number | undefined },
  client: ReturnType<typeof createRestClient>,
) => {
  const trusted = { serverUrl: PLACE.serverUrl, repositoryId: '101', runId: '5', ownerId: undefined, issuer: undefined }
  const ports = {
    ...{ client, artifacts: createArtifactSource(client, subject, undefined), now: NOW, sleep: async () => undefined },
    ...{ verifierFor: () => createVerifier('', '', trusted), progress: () => undefined },
  }
  const answer = await observeRun(ports, subject, {
    ...({ logs: 'archive', readsEarlierJobs: false, needsRun: true, takesUnsigned: true } as const),
  })
  if (answer.kind === 'refused') throw new Error(answer.refusal.detail)
  const { account } = await readAccount(ports, answer.read, {
    run: toRunFacts({ ...PLACE, attempt: 2 }, { value: '101', source: 'api' }, 'api', {}, answer.read.listed.facts),
    reporter: undefined,
    apiBudget: client.spent(),
    reportedAt: '2026-03-01T11:00:00Z',
  })
  return account.manifest
}

describe('another run', () => {
  test('is read in five rounds, each file once', async () => {
    const { client, unexpected, missing } = await startRounds(OTHER, true)
    const read = await readAll({ kind: 'other-run', ...PLACE, attempt: undefined }, client)
    expect({ unexpected, missing: missing() }).toEqual({ unexpected: [], missing: [] })
    expect(OTHER).toHaveLength(5)
    expect(read.jobs.map(({ name, presence }) => [name, presence])).toContainEqual(['build', 'recorded'])
    expect(read.timeline?.jobs).toHaveLength(3)
  }, 60_000)
})

test('the own run is listed at once, and what stands beside it does not wait for its manifests', async () => {
  const { client, missing } = await startRounds(OWN, false)
  const own = {
    ...({ kind: 'own-run', ...PLACE, attempt: 2, jobId: '99', jobKey: 'report', jobWorkflowRef: '' } as const),
    ...{ needs: undefined, sha: SHA, event: 'push', baseRef: undefined, workflowRef: undefined, workflowSha: SHA },
  }
  const read = await readAll(own, client)
  expect(missing()).toEqual([])
  expect(read.jobs).toHaveLength(4)
}, 60_000)
