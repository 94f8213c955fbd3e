import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { sha256Hex } from '../../src/io/digest.ts'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { SHA } from '../lab/a-state.ts'
import { type Reported, type ReportLab, startReportLab } from './report-lab.ts'

let lab: ReportLab
beforeEach(async () => {
  lab = await startReportLab()
})
afterEach(async () => {
  await lab.services.stop()
})

const manifestOf = (reported: Reported): RunManifest => {
  const bytes = reported.files['run-manifest.json']
  if (bytes === undefined) throw new Error(`no run manifest; log:\n${reported.log}`)
  return readRunManifest(bytes).value
}

const RULES = [
  { type: 'non_fast_forward' },
  {
    type: 'required_status_checks',
    parameters: { required_status_checks: [{ context: 'test' }], strict_required_status_checks_policy: true },
  },
]

const protect = (reviewers: readonly string[]): void => {
  lab.state.environments.set('prod', { name: 'prod', id: 31, reviewers, waitTimerMinutes: 0 })
  const jobId = lab.finish().id
  const createdAt = new Date('2026-03-01T10:00:10Z')
  const id = lab.state.nextId()
  lab.state.deployments.set(id, {
    id,
    environment: 'prod',
    sha: lab.run.headSha,
    ref: 'main',
    runId: lab.run.id,
    jobId,
    createdAt,
    statuses: [
      {
        id: lab.state.nextId(),
        state: 'success',
        createdAt,
        logUrl: `${lab.services.serverUrl}/octo/app/actions/runs/${lab.run.id}/job/${jobId}`,
        description: '',
      },
    ],
  })
}

const digestsOf = ({ rerunConditions }: RunManifest) => [
  rerunConditions?.rulesets?.digest,
  rerunConditions?.environments[0]?.digest,
]

test('rules of branch and environment as read; another rule, another digest', async () => {
  protect(['hubot'])
  lab.state.branchRules.set('main', RULES)
  const first = manifestOf(await lab.report())
  const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/)
  const readAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/)
  expect(first.rerunConditions).toMatchObject({
    rulesets: { branch: 'main', digest, ruleCount: 2, readAt, source: 'api' },
    environments: [{ environment: 'prod', digest, ruleCount: 1, readAt, source: 'api' }],
  })
  expect(lab.services.violations).toEqual([])
  await lab.services.stop()

  lab = await startReportLab()
  protect(['hubot', 'mona'])
  lab.state.branchRules.set('main', RULES.toReversed())
  const second = manifestOf(await lab.report())
  expect(digestsOf(second)[0]).toBe(digestsOf(first)[0])
  expect(digestsOf(second)[1]).not.toBe(digestsOf(first)[1])
}, 30_000)

test('one request for the branch; a refusal is a gap and no state', async () => {
  lab.finish()
  lab.services.inject({ path: /\/rules\/branches/, status: 403, body: '{"message":"Upgrade"}', times: 10 })
  const { rerunConditions, gaps } = manifestOf(await lab.report())
  const asked = lab.services.requests.map(({ path }) => path.split('?')[0]).filter(path => path?.includes('/rules/'))
  expect(asked).toEqual(['/api/repos/octo/app/rules/branches/main'])
  expect(rerunConditions?.rulesets).toBeUndefined()
  expect(gaps).toContainEqual(
    expect.objectContaining({ field: 'rerunConditions.rulesets', reason: 'permission-denied', source: 'api' }),
  )
})

test.each([
  ['a pull request', { ref: 'refs/pull/3/merge' }, { GITHUB_BASE_REF: 'release/1' }, 'release/1'],
  ['a tag', { ref: 'refs/tags/v1' }, {}, undefined],
])('%s', async (_, more, environment, branch) => {
  await lab.services.stop()
  lab = await startReportLab(more)
  lab.finish()
  const { rerunConditions, gaps } = manifestOf(await lab.report({ environment }))
  expect(rerunConditions?.rulesets?.branch).toBe(branch)
  expect(gaps.some(({ field }) => field === 'rerunConditions.rulesets')).toBe(branch === undefined)
})

test('without `actions: read` the rules of the branch are read all the same: metadata is enough', async () => {
  lab.finish()
  lab.services.inject({ path: /\/actions\/runs\/\d+/, status: 403, body: '{"message":"no"}', times: 50 })
  lab.state.branchRules.set('main', RULES)
  const { rerunConditions } = manifestOf(await lab.report({ inputs: { needs: '{}' } }))
  expect(rerunConditions).toMatchObject({ rulesets: { ruleCount: 2 }, environments: [] })
})

test('the workflow file at its commit, called ones, and what is not pinned', async () => {
  const called = 'octo/lib/.github/workflows/test.yml'
  lab.finish(
    { name: 'test' },
    {
      more: {
        actions: [
          { uses: 'actions/checkout', ref: 'v5', sha: SHA, kind: 'action', source: 'log' },
          { uses: 'actions/cache', ref: SHA, sha: SHA, kind: 'action', source: 'log' },
          { uses: called, ref: 'v1', sha: 'b'.repeat(40), kind: 'reusable-workflow', source: 'log' },
        ],
      },
    },
  )
  const file = 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps: []\n'
  lab.services.inject({
    path: /\/contents\/\.github\/workflows\/ci\.yml/,
    status: 200,
    body: JSON.stringify({ type: 'file', encoding: 'base64', content: Buffer.from(file).toString('base64') }),
    times: 1,
  })
  const reported = await lab.report({
    environment: {
      GITHUB_WORKFLOW_SHA: SHA,
      GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/ci.yml@refs/heads/main',
    },
  })
  const { rerunConditions, gaps } = manifestOf(reported)
  expect(rerunConditions?.workflows).toEqual([
    { path: 'octo/app/.github/workflows/ci.yml', sha: SHA, digest: `sha256:${sha256Hex(file)}`, source: 'runner' },
    { path: called, sha: 'b'.repeat(40), source: 'log' },
  ])
  expect(rerunConditions?.unpinned).toEqual([
    { uses: 'actions/checkout', ref: 'v5', jobs: ['test'] },
    { uses: called, ref: 'v1', jobs: ['test'] },
  ])
  expect(gaps.filter(({ field }) => field === 'rerunConditions.unpinned')).toEqual([])
  expect(reported.summary).toContain('To repeat this run')
  expect(reported.summary).toContain('actions/checkout@\u200bv5')
})
