import { afterAll, describe, expect, test } from '@jest/globals'
import { createValidator } from '../../../lab/openapi/validator.ts'
import { CI, follower, inLabWith, jobIn, left, PATH, read, tokenOf } from './following-harness.ts'

afterAll(() => left.dispose())

describe('the run that follows', () => {
  const LEAVE = `leave('followed', { event, env: Object.fromEntries(Object.entries(env).filter(([name]) => /^(?:GITHUB|SECRET)/.test(name))) })`
  const LOOK = follower('actions: read, checks: write, id-token: write', LEAVE)
  type Left = { readonly event: Record<string, Record<string, unknown>>; readonly env: Record<string, string> }

  test('of a pull request from a fork: default branch, write token, secrets, the head under workflow_run', async () => {
    await inLabWith(CI, LOOK, { secrets: { DEPLOY: 'swordfish' } }, async (lab, follow) => {
      const first = await lab.run({ event: 'pull_request', fork: true })
      const second = await follow(first)
      expect(lab.ended(second)).toEqual(['look success'])
      const { event, env } = read<Left>('followed')
      const baseSha = first.run.pullRequest?.baseSha
      expect(env).toMatchObject({
        GITHUB_EVENT_NAME: 'workflow_run',
        GITHUB_REF: 'refs/heads/main',
        GITHUB_SHA: baseSha,
        GITHUB_WORKFLOW: 'After',
        GITHUB_WORKFLOW_REF: `octo/pipeline/${PATH}@refs/heads/main`,
        GITHUB_WORKFLOW_SHA: baseSha,
        GITHUB_HEAD_REF: '',
        GITHUB_BASE_REF: '',
        GITHUB_ACTOR: 'contributor',
        SECRET: 'swordfish',
      })
      expect(new Set([baseSha, first.run.sha, first.run.headSha]).size).toBe(3)
      expect(event).toMatchObject({
        action: 'completed',
        workflow_run: {
          id: first.run.id,
          name: 'CI',
          path: '.github/workflows/ci.yml',
          event: 'pull_request',
          status: 'completed',
          conclusion: 'failure',
          run_attempt: 1,
          head_sha: first.run.headSha,
          head_branch: 'change',
          head_repository: { full_name: 'contributor/pipeline', fork: true },
          repository: { full_name: 'octo/pipeline' },
          pull_requests: [],
        },
        workflow: { id: first.run.workflowId, name: 'CI', path: '.github/workflows/ci.yml', state: 'active' },
        repository: { full_name: 'octo/pipeline', default_branch: 'main' },
        sender: { login: 'contributor' },
      })
      expect(createValidator().checkSchema('workflow-run', event['workflow_run'])).toEqual([])
      const job = jobIn(lab, second)
      const [, token] = tokenOf(lab, job, 'github')
      expect(token.permissions).toEqual({ actions: 'read', checks: 'write', 'id-token': 'write' })
      expect(token.oidcClaims).toMatchObject({
        sub: 'repo:octo/pipeline:ref:refs/heads/main',
        event_name: 'workflow_run',
        workflow_ref: `octo/pipeline/${PATH}@refs/heads/main`,
        sha: baseSha,
      })
      expect(second.run).toMatchObject({ event: 'workflow_run', headBranch: 'main', headSha: baseSha })
      expect(second.run.headRepository.fork).toBe(false)
    })
  }, 60_000)

  test('of a pull request of the repository itself: the payload names it', async () => {
    await inLabWith(CI, LOOK, {}, async (lab, follow) => {
      const { run } = await lab.run({ event: 'pull_request' }).then(async first => {
        await follow(first)
        return first
      })
      const { event } = read<Left>('followed')
      expect(event['workflow_run']?.['pull_requests']).toEqual([
        expect.objectContaining({ number: 7, head: expect.objectContaining({ sha: run.headSha }) }),
      ])
      expect(event['workflow_run']?.['head_sha']).toBe(run.headSha)
    })
  }, 60_000)

  test('of a push: the pushed commit; each attempt is followed by a run of its own', async () => {
    await inLabWith(CI, LOOK, {}, async (lab, follow) => {
      const first = await lab.run({ event: 'push' })
      const before = await follow(first)
      expect(read<Left>('followed').env['GITHUB_SHA']).toBe(first.run.sha)
      expect(read<Left>('followed').event['workflow_run']).toMatchObject({ run_attempt: 1, conclusion: 'failure' })
      const again = await lab.scheduler.rerunFailed(first.run.id)
      if (again === undefined) throw new Error('nothing was run again')
      const later = await follow(again)
      expect(read<Left>('followed').event['workflow_run']).toMatchObject({
        id: first.run.id,
        run_attempt: 2,
        conclusion: 'success',
      })
      expect(later.run.id).not.toBe(before.run.id)
      expect([before.run.number, later.run.number]).toEqual([1, 2])
    })
  }, 60_000)
})

test('what has not completed is not followed', async () => {
  await inLabWith(CI, follower('', ''), {}, async (lab, follow) => {
    const first = await lab.run({ event: 'push' })
    await expect(follow({ ...first, attempt: 2 })).rejects.toThrow('attempt 2')
  })
}, 60_000)

describe('why a workflow does not follow', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['{ workflow_run: { workflows: [Other, Third], types: [completed] } }', 'Other, Third', 'CI'],
    ['{ workflow_run: { types: [completed] } }', 'workflows', 'CI'],
    ['workflow_run', 'workflows', 'CI'],
    ['{ workflow_run: { workflows: [CI], types: [requested, in_progress] } }', 'requested, in_progress', 'completed'],
    ["{ workflow_run: { workflows: ['C*'] } }", 'C*', 'not supported by the lab'],
    ['push', 'push', 'workflow_run'],
  ]
  test.each(cases)(
    'on: %s',
    async (on, ...named) => {
      await inLabWith(CI, follower('', '', on), {}, async (lab, follow) => {
        const first = await lab.run({ event: 'push' })
        const runs = lab.lab.state.runs.size
        for (const name of named) await expect(follow(first)).rejects.toThrow(name)
        expect(lab.lab.state.runs.size).toBe(runs)
      })
    },
    60_000,
  )

  test('types is left out, or one text: every type, or that one', async () => {
    for (const on of ['{ workflow_run: { workflows: CI } }', '{ workflow_run: { workflows: CI, types: completed } }'])
      await inLabWith(CI, follower('', '', on), {}, async (lab, follow) => {
        expect((await follow(await lab.run({ event: 'push' }))).conclusion).toBe('success')
      })
  }, 60_000)
})
