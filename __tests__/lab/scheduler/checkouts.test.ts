import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { createCheckouts } from '../../../lab/scheduler/checkouts.ts'
import type { Checkout } from '../../../lab/workflow/load-workflows.ts'
import { folderOf } from '../runner/harness.ts'

const actions = folderOf({
  'actions/cache@v5/action.yml': 'name: given',
  'actions/cache@v5/restore/action.yml': 'name: given restore',
  'someone/thing@main/action.yml': 'name: thing',
})
const workspace = folderOf({ 'tool/action.yml': 'name: own tool' })
afterAll(() => {
  actions.dispose()
  workspace.dispose()
})

const own: Checkout = {
  repository: 'octo/app',
  folder: workspace.path,
  ref: 'refs/heads/main',
  sha: 'c'.repeat(40),
}
const checkouts = createCheckouts({ actions: actions.path, cloneInto: undefined })(own)
const nameOf = (folder: string): string =>
  /name: (.*)/.exec(readFileSync(join(folder, 'action.yml'), 'utf8'))?.[1] ?? ''

describe('where an action comes from', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['actions/cache@v5', 'given', false],
    ['actions/cache/restore@v5', 'given restore', false],
    ['someone/thing@main', 'thing', false],
    [`octo/app/tool@${own.sha}`, 'own tool', false],
    ['octo/app/tool@main', 'own tool', false],
    ['anybody/pipeline-trace@v1', 'pipeline-trace', false],
    ['anybody/pipeline-trace/report@v1', 'pipeline-trace report', false],
  ]
  test.each(cases)('%s', async (uses, name, standIn) => {
    const resolved = await checkouts.resolveAction(uses)
    expect(nameOf(resolved.folder)).toBe(name)
    expect(resolved.standIn).toBe(standIn)
    expect(resolved.sha).toMatch(/^[0-9a-f]{40}$/)
  })

  test('a ref that was not given: the stand-in', async () => {
    expect(await checkouts.resolveAction('actions/cache@v4')).toMatchObject({ standIn: true })
  })

  test.each(['nobody/nothing@v1', 'someone/thing@../thing@main', 'octo/app/tool@other'])(
    'nothing has %s',
    async uses => {
      await expect(checkouts.resolveAction(uses)).rejects.toThrow(uses)
    },
  )
})

test('the kind of a ref is kept', async () => {
  const refOf = async (ref: string): Promise<string | undefined> =>
    (await checkouts.find('anybody/pipeline-trace', ref))?.ref
  expect(await refOf('v1')).toBe('refs/tags/v1')
  expect(await refOf('main')).toBe('refs/heads/main')
  expect(await refOf('d'.repeat(40))).toBe('d'.repeat(40))
  expect((await checkouts.find('someone/thing', 'main'))?.ref).toBe('refs/heads/main')
})
