import { expect, test } from '@jest/globals'
import { accountOfManifest } from '../../src/render/screen/account/account-of-manifest.ts'
import { deployedBlocks } from '../../src/render/screen/deployed.ts'
import { toTerminal } from '../../src/render/screen/print-terminal.ts'
import { aRunManifest, type Run } from '../trace/a-run-manifest.ts'

const RUN: Run = { id: '42', uses: [7], deploysTo: 'staging' }

const render = (run: Run): string => {
  const account = accountOfManifest(aRunManifest(run), new Map(), { own: 'left-out', storage: {} })
  return toTerminal([{ title: '', blocks: deployedBlocks(account) }], false).trim()
}

test('names artifact, environment and who approved, in one line', () => {
  expect(render({ ...RUN, approvedBy: ['mona'] })).toBe('Deployed: app-7 sha256:000000070000 → staging, approved by mona.')
})

test('names nobody where no approval is recorded', () => {
  expect(render(RUN)).toBe('Deployed: app-7 sha256:000000070000 → staging.')
})

test.each<[string, Run]>([
  ['no deployment', { id: '42', makes: [7] }],
  ['a deployment without a known artifact', { ...RUN, uses: [] }],
  ['a deployment whose job failed', { ...RUN, state: 'failure' }],
  ['a deployment that waits', { ...RUN, state: 'waiting' }],
])('%s has no line', (_, run) => {
  expect(render(run)).toBe('')
})
