import { expect, test } from '@jest/globals'
import { accountOfManifest } from '../../src/render/screen/account/account-of-manifest.ts'
import { toParts } from '../../src/render/screen/parts.ts'
import { toTerminal } from '../../src/render/screen/print-terminal.ts'
import { aRunManifest, type Run } from '../trace/a-run-manifest.ts'

const RUN: Run = { id: '42', uses: [7], deploysTo: 'staging' }

const render = (run: Run): string => {
  const account = accountOfManifest(aRunManifest(run), new Map(), { own: 'left-out', storage: {} })
  return toTerminal(toParts(account).more, false)
}

test('the first screen names artifact, environment and who approved, in one line', () => {
  expect(render({ ...RUN, approvedBy: ['mona'] })).toContain('staging has app-7 sha256:000000070000, approved by mona')
})

test('the first screen names nobody where no approval is recorded, or another decision', () => {
  expect(render(RUN)).toContain('staging has app-7')
  for (const run of [RUN, { ...RUN, approvedBy: ['mona'], state: 'rejected' } as const])
    expect(render(run)).not.toContain('approved by')
})
