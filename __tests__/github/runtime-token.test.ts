import { expect, test } from '@jest/globals'
import { parseRuntimeToken } from '../../src/github/results/runtime-token.ts'

const jwt = (claims: unknown): string =>
  ['{"alg":"RS256"}', typeof claims === 'string' ? claims : JSON.stringify(claims), 's']
    .map(part => Buffer.from(part).toString('base64url'))
    .join('.')

const RUN = 'ce7f54c7-61c7-4aae-887f-30da475f5f1a'
const JOB = 'ca395085-040a-526b-2ce8-bdc85f692774'

test('the two ids stand in one part of the scope, whatever stands around it', () => {
  for (const scp of [`Actions.Results:${RUN}:${JOB}`, `Actions.Generic:1 Actions.Results:${RUN}:${JOB} x:y:z`])
    expect(parseRuntimeToken(jwt({ scp, ac: '[]' }))).toEqual({ backendRunId: RUN, backendJobId: JOB })
})

test.each([
  ['nothing', ''],
  ['no token', 'abc'],
  ['no base64', 'a.%%%.c'],
  ['no JSON', jwt('{"scp":')],
  ['no object', jwt('null')],
  ['no scope', jwt({})],
  ['scope of another kind', jwt({ scp: { Results: 1 } })],
  ['one id', jwt({ scp: `Actions.Results:${RUN}` })],
  ['three ids', jwt({ scp: `Actions.Results:${RUN}:${JOB}:x` })],
  ['an empty id', jwt({ scp: `Actions.Results::${JOB}` })],
  ['an id with path characters', jwt({ scp: `Actions.Results:${RUN}:../${JOB}` })],
  ['an endless id', jwt({ scp: `Actions.Results:${RUN}:${'a'.repeat(65)}` })],
])('%s tells nothing', (_, token) => {
  expect(parseRuntimeToken(token)).toBeUndefined()
})
