import { describe, expect, test } from '@jest/globals'
import type { Refusal } from '../../src/github/rest/client.ts'
import { describeRefusedPost, isExpectedRefusal, type PostContext } from '../../src/report/refused-post.ts'
import { type Reply, type RestServer, startRestServer } from '../github/rest-server.ts'

const refuse = async (reply: Reply, token = 'ghs_job'): Promise<Refusal> => {
  const server: RestServer = await startRestServer(() => reply)
  try {
    const answer = await server.client({ token }).send('POST', '/repos/octo/app/check-runs', {})
    if (answer.ok) throw new Error('expected a refusal')
    return answer
  } finally {
    await server.stop()
  }
}

const JOB: PostContext = { token: 'ghs_job', isFromFork: false }
const FORBIDDEN: Reply = { status: 403, headers: { 'x-accepted-github-permissions': 'checks=write' } }
const RESET = Date.parse('2026-12-01T10:20:30Z') / 1000

describe('each refusal has its own remedy, and its cause', () => {
  test.each<[string, Reply, PostContext, string]>([
    ['a missing permission', FORBIDDEN, JOB, 'add `checks: write` to the permissions of the report job (HTTP 403)'],
    ['404 for the same', { status: 404 }, JOB, 'add `checks: write`'],
    ...['ghp_x', 'github_pat_x', 'gho_x', 'ghu_x', 'a'.repeat(40)].map(
      token =>
        [`a token of a person, ${token}`, FORBIDDEN, { token, isFromFork: false }, 'leave input `token` at its'] as [
          string,
          Reply,
          PostContext,
          string,
        ],
    ),
    ['a fork', FORBIDDEN, { ...JOB, isFromFork: true }, 'see docs/after-run.md (HTTP 403)'],
    [
      'single sign-on',
      {
        status: 403,
        headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?authorization_request=A1b%3D' },
      },
      { token: 'ghp_x', isFromFork: false },
      'at https://github.com/orgs/acme/sso?authorization_request=A1b%3D (HTTP 403:',
    ],
    ['an invalid token', { status: 401, body: '' }, JOB, 'leave input `token` at its default'],
    [
      'an empty pool',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(RESET) } },
      JOB,
      'until 2026-12-01T10:20:30.000Z',
    ],
    ['a secondary limit', { status: 429, headers: { 'retry-after': '77' } }, JOB, 'for 77 s'],
    ['a page of somebody else', { status: 403, body: '<html>no</html>' }, JOB, 'HTTP 403 with an HTML page from'],
    ['an outage', { status: 502, body: '' }, JOB, 'HTTP 502 from 127.0.0.1:'],
    ['a cut answer', { body: '{', truncate: true }, JOB, 'ECONNRESET'],
    ['no JSON', { body: 'oops' }, JOB, 'not JSON'],
  ])('%s', async (_, reply, context, expected) => {
    const refusal = await refuse(reply, context.token)
    const line = describeRefusedPost('no check run was posted', refusal, context)
    expect(line).toContain(expected)
    expect(line).toMatch(/^no check run was posted: \S/)
    if (!expected.includes('checks: write')) expect(line).not.toContain('checks: write')
    expect(line).not.toContain(context.token)
  })

  test('an empty token is told without a request', async () => {
    const refusal = await refuse({}, '')
    expect(describeRefusedPost('no check run was posted', refusal, { token: '', isFromFork: false })).toBe(
      'no check run was posted: Leave input `token` at its default, or give it a token (there is no token)',
    )
  })

  test('an address of a sign-on that is none is not repeated', async () => {
    const header = 'required; url=https://github.com/evil?x=orgs/acme/sso'
    const refusal = await refuse({ status: 403, headers: { 'x-github-sso': header } })
    expect(refusal).not.toHaveProperty('ssoUrl')
    expect(refusal.detail).toContain('single sign-on')
  })
})

test('only a fork’s read-only token is known before', async () => {
  const refusal = await refuse(FORBIDDEN)
  expect(isExpectedRefusal(refusal, { token: 'ghs_x', isFromFork: true })).toBe(true)
  expect(isExpectedRefusal(refusal, { token: 'ghp_x', isFromFork: true })).toBe(false)
  expect(isExpectedRefusal(refusal, JOB)).toBe(false)
  expect(isExpectedRefusal(await refuse({ status: 502 }), { token: 'ghs_x', isFromFork: true })).toBe(false)
})
