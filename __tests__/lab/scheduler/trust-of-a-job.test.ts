import { describe, expect, test } from '@jest/globals'
import type { LabToken } from '../../../lab/state.ts'
import { folderOf } from '../runner/harness.ts'
import { aLab, inLab, type TestLab } from './lab-harness.ts'

const WORKFLOW = `on: [push, pull_request]
permissions: { contents: read, checks: write, id-token: write }
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: prod
    steps:
      - env: { SECRET: '\${{ secrets.DEPLOY }}' }
        run: |
          echo "secret=[\${SECRET:+given}]"
          echo "event=\${{ github.event_name }} ref=\${{ github.ref }} head=\${{ github.event.pull_request.head.repo.fork }}"
          echo "visibility=\${{ github.event.repository.visibility }} private=\${{ github.event.repository.private }} id=\${{ github.event.repository.id }}"
          echo "idtoken=[\${ACTIONS_ID_TOKEN_REQUEST_URL:+given}]"
`
const token = ({ lab }: TestLab, kind: LabToken['kind']): LabToken | undefined =>
  [...lab.state.tokens.values()].find(one => one.kind === kind)

const SECRETS = { secrets: { DEPLOY: 'swordfish' } }

test('push: permissions as asked, secrets, cache of its own ref, all claims that Fulcio reads', async () => {
  await inLab(
    WORKFLOW,
    (lab, outcome) => {
      const { run } = outcome
      const job = lab.jobs(outcome).get('deploy')
      expect(token(lab, 'github')?.permissions).toEqual({ contents: 'read', checks: 'write', 'id-token': 'write' })
      expect(token(lab, 'runtime')?.cacheScopes).toEqual([{ scope: 'refs/heads/main', permission: 3 }])
      const workflow = 'octo/pipeline/.github/workflows/ci.yml@refs/heads/main'
      expect(token(lab, 'runtime')?.oidcClaims).toMatchObject({
        sub: 'repo:octo/pipeline:environment:prod',
        repository: 'octo/pipeline',
        repository_id: String(lab.lab.state.repository.id),
        repository_owner: 'octo',
        repository_owner_id: String(lab.lab.state.repository.ownerId),
        repository_visibility: 'private',
        run_id: String(run.id),
        run_attempt: '1',
        run_number: '1',
        workflow: '.github/workflows/ci.yml',
        workflow_ref: workflow,
        workflow_sha: run.sha,
        job_workflow_ref: workflow,
        job_workflow_sha: run.sha,
        event_name: 'push',
        ref: 'refs/heads/main',
        sha: run.sha,
        runner_environment: 'github-hosted',
        environment: 'prod',
        check_run_id: String(job?.id),
        actor: run.actor,
      })
      const log = lab.findLog(outcome, 'deploy')
      expect(log).toContain('secret=[given]')
      expect(log).toContain('idtoken=[given]')
      expect(log).toContain(`visibility=private private=true id=${lab.lab.state.repository.id}`)
    },
    {},
    { ...SECRETS, visibility: 'private' },
  )
})

describe('pull request', () => {
  test('of the repository itself: ref of the merge, cache of the base to read, head beside the merge commit', async () => {
    const lab = await aLab(WORKFLOW, {}, SECRETS)
    try {
      const { run } = await lab.run({ event: 'pull_request' })
      expect(run.sha).not.toBe(run.headSha)
      expect(run).toMatchObject({
        ref: 'refs/pull/7/merge',
        headBranch: 'change',
        pullRequest: { number: 7, baseRef: 'main' },
      })
      expect(token(lab, 'github')?.permissions['checks']).toBe('write')
      expect(token(lab, 'runtime')?.cacheScopes).toEqual([
        { scope: 'refs/pull/7/merge', permission: 3 },
        { scope: 'refs/heads/main', permission: 1 },
      ])
    } finally {
      await lab.dispose()
    }
  })

  test('of a fork: token reads only, no id-token, no secrets', async () => {
    const lab = await aLab(WORKFLOW, {}, SECRETS)
    try {
      const outcome = await lab.run({ event: 'pull_request', fork: true })
      expect(token(lab, 'github')?.permissions).toEqual({ contents: 'read', checks: 'read' })
      expect(token(lab, 'runtime')?.oidcClaims).toBeUndefined()
      const log = lab.findLog(outcome, 'deploy')
      expect(log).toContain('secret=[]')
      expect(log).toContain('idtoken=[]')
      expect(log).toContain('event=pull_request ref=refs/pull/7/merge head=true')
      expect(outcome.run.headRepository).toMatchObject({ fork: true })
    } finally {
      await lab.dispose()
    }
  })
})

test('a job of a called workflow: its file is the called one, at the commit that was called', async () => {
  const actions = folderOf({
    'other/lib@v1/.github/workflows/called.yml':
      'on: workflow_call\njobs:\n  inner: { runs-on: ubuntu-latest, steps: [{ uses: $/hello }] }\n',
    'other/lib@v1/hello/action.yml':
      'name: hello\nruns: { using: composite, steps: [{ shell: bash, run: "echo hello from ${{ job.workflow_repository }}" }] }\n',
  })
  try {
    await inLab(
      'on: push\njobs:\n  call: { permissions: { id-token: write }, uses: other/lib/.github/workflows/called.yml@v1 }\n',
      (lab, outcome) => {
        expect(lab.ended(outcome)).toEqual(['call / inner success'])
        const claims = token(lab, 'runtime')?.oidcClaims
        expect(claims?.['job_workflow_ref']).toBe('other/lib/.github/workflows/called.yml@refs/tags/v1')
        expect(claims?.['job_workflow_sha']).toBe(outcome.run.referencedWorkflows[0]?.sha)
        expect(claims?.['workflow_ref']).toBe('octo/pipeline/.github/workflows/ci.yml@refs/heads/main')
        expect(lab.findLog(outcome, 'call / inner')).toContain('hello from other/lib')
      },
      {},
      { actions: actions.path },
    )
  } finally {
    actions.dispose()
  }
})
