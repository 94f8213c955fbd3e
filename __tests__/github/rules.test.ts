import { afterEach, expect, test } from '@jest/globals'
import { toStateText } from '../../src/core/state-text.ts'
import { readBranchRules } from '../../src/github/rest/protection/branch-rules.ts'
import { type Reply, type RestServer, startRestServer } from './rest-server.ts'

let server: RestServer | undefined
afterEach(() => server?.stop())

const read = async (reply: Reply | ((url: URL) => Reply), branch = 'main') => {
  server = await startRestServer(url => (typeof reply === 'function' ? reply(url) : reply))
  return readBranchRules(server.client(), 'octo/app', branch)
}

const from = (id: number) => ({ ruleset_source_type: 'Repository', ruleset_source: 'octo/app', ruleset_id: id })
const CHECKS = {
  type: 'required_status_checks',
  parameters: { required_status_checks: [{ context: 'a' }, { context: 'b', integration_id: 5 }] },
}
const CHECKS_TURNED = {
  parameters: { required_status_checks: [{ integration_id: 5, context: 'b' }, { context: 'a' }] },
  type: 'required_status_checks',
}

test('types and parameters, without the ruleset they come from; one request', async () => {
  const { value: facts, gaps } = await read({
    body: [
      { ...CHECKS, ...from(1) },
      { type: 'deletion', ...from(2), _links: {} },
    ],
  })
  expect([facts, gaps]).toEqual([[CHECKS, { type: 'deletion' }], []])
  expect(server?.requests.map(({ url }) => url)).toEqual(['/repos/octo/app/rules/branches/main?per_page=100&page=1'])
})

test('the same rules in another order, of other rulesets, have the same text; another parameter has not', async () => {
  const one = await read({
    body: [
      { type: 'deletion', ...from(1) },
      { ...CHECKS, ...from(1) },
    ],
  })
  await server?.stop()
  const other = await read({
    body: [
      { ...CHECKS_TURNED, ...from(7) },
      { type: 'deletion', ...from(8) },
    ],
  })
  expect(toStateText(one.value)).toBe(toStateText(other.value))
  const stricter = [{ ...CHECKS, parameters: { ...CHECKS.parameters, strict_required_status_checks_policy: true } }]
  expect(toStateText([{ type: 'deletion' }, ...stricter])).not.toBe(toStateText(one.value))
})

test('a branch with slashes and marks is one place of the API', async () => {
  expect((await read({ body: [] }, 'feature/a b#1')).value).toEqual([])
  expect(server?.requests[0]?.url).toContain('/rules/branches/feature/a%20b%231?')
})

test.each(['', '../x', 'a/../../../user', 'a//b', '.'])('not a branch: %j', async branch => {
  const { value: facts, gaps } = await read({ body: [] }, branch)
  expect([facts, gaps[0]?.reason, server?.requests]).toEqual([undefined, 'malformed', []])
})

const deep = (depth: number): unknown => (depth === 0 ? 1 : { a: deep(depth - 1) })

test.each<[string, Reply, string]>([
  ['a plan without rulesets', { status: 403, body: { message: 'Upgrade to GitHub Pro' } }, 'permission-denied'],
  ['a server without them', { status: 404 }, 'not-found'],
  ['a sick server', { status: 502 }, 'service-error'],
  ['no list', { body: { rules: [] } }, 'malformed'],
  ['a rule without a type', { body: [{ type: 'deletion' }, { parameters: {} }] }, 'malformed'],
  ['parameters without end', { body: [{ type: 'x', parameters: deep(2_000) }] }, 'malformed'],
])('%s: no half of a state, and the reason', async (_, reply, reason) => {
  const { value: facts, gaps } = await read(reply)
  expect(facts).toBeUndefined()
  expect(gaps).toEqual([expect.objectContaining({ field: 'rerunConditions.rulesets', source: 'api', reason })])
})

test('a second page that is refused leaves nothing', async () => {
  const full = Array.from({ length: 100 }, (_, index) => ({ type: 'file_path_restriction', parameters: { n: index } }))
  const { value: facts, gaps } = await read(url =>
    url.searchParams.get('page') === '1' ? { body: full } : { status: 403 },
  )
  expect([facts, gaps[0]?.reason]).toEqual([undefined, 'permission-denied'])
})
