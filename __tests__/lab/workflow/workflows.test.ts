import { afterAll, describe, expect, test } from '@jest/globals'
import { type Checkout, loadWorkflows } from '../../../lab/workflow/load-workflows.ts'
import { excessOf, readOnly, toPermissions } from '../../../lab/workflow/permissions.ts'
import { readWorkflow } from '../../../lab/workflow/read-workflow.ts'
import { type Files, folderOf } from '../runner/harness.ts'

const PATH = '.github/workflows/ci.yml'
const folders: (() => void)[] = []
afterAll(() => {
  for (const dispose of folders) dispose()
})

const refusal = async (content: string): Promise<readonly string[]> => {
  const read = await readWorkflow({ path: PATH, content })
  return read.kind === 'refused' ? read.messages : []
}

describe('what is refused', () => {
  const job = (more: string): string => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n${more}`
  const cases: readonly (readonly [string, string, string])[] = [
    ['by GitHub: no runs-on', 'on: push\njobs:\n  a:\n    steps: [{ run: x }]\n', 'runs-on'],
    [
      'by GitHub: unknown need',
      job(`    steps: [{ run: x }]\n  z: { needs: b, runs-on: x, steps: [{ run: x }] }\n`),
      "unknown job 'b'",
    ],
    ['by GitHub: a circle', job('    needs: a\n    steps: [{ run: x }]\n'), 'no dependencies'],
    [
      'by GitHub: a long queue of a run that cancels',
      `concurrency: { group: g, queue: max, cancel-in-progress: true }\n${job('    steps: [{ run: x }]\n')}`,
      "ci.yml (Line: 1): 'queue: max' cannot be combined with 'cancel-in-progress: true'.",
    ],
    [
      'by GitHub: a long queue of a job that cancels',
      job(
        '    concurrency:\n      group: g\n      cancel-in-progress: true\n      queue: max\n    steps: [{ run: x }]\n',
      ),
      'ci.yml (Line: 8)',
    ],
    ['by GitHub: unknown context', job('    steps: [{ run: "${{ nothing.here }}" }]\n'), 'nothing'],
    ['by the lab: containers', job('    container: node:24\n    steps: [{ run: x }]\n'), 'jobs.a.container'],
    ['by the lab: services', job('    services: { db: { image: x } }\n    steps: [{ run: x }]\n'), 'jobs.a.services'],
    ['background steps', job('    steps: [{ run: x, background: true }]\n'), 'background'],
  ]
  test.each(cases)('%s', async (_, content, named) => {
    expect((await refusal(content)).join('\n')).toContain(named)
  })
})

test('a workflow file as data: scalars are texts where GitHub has texts', async () => {
  const read = await readWorkflow({
    path: PATH,
    content: `
name: CI
on: { push: { branches: [main] }, workflow_call: { inputs: { n: { type: number, default: 2 } } } }
permissions: read-all
env: { A: 1, B: true, C: }
jobs:
  a:
    runs-on: { group: big, labels: [x, y] }
    timeout-minutes: 5
    strategy: { fail-fast: false, max-parallel: 2, matrix: "\${{ fromJSON('{}') }}" }
    environment: { name: prod, url: https://x.test, deployment: false }
    steps: [{ uses: a/b@v1, with: { depth: 0, flag: false } }]
  b: { needs: a, uses: ./.github/workflows/x.yml, secrets: inherit, with: { n: 3 } }
`,
  })
  if (read.kind !== 'workflow') throw new Error(read.messages.join('\n'))
  const { workflow } = read
  expect(workflow.events.toSorted()).toEqual(['push', 'workflow_call'])
  expect(workflow.env).toEqual({ A: '1', B: 'true', C: '' })
  expect(workflow.permissions?.['contents']).toBe('read')
  expect(workflow.call?.inputs.get('n')).toEqual({ type: 'number', required: false, default: 2 })
  expect(workflow.jobs.get('a')).toMatchObject({
    kind: 'steps',
    runsOn: { group: 'big', labels: ['x', 'y'] },
    timeoutMinutes: 5,
    strategy: { failFast: false, maxParallel: 2 },
    environment: { name: 'prod', deployment: false },
    steps: [{ uses: 'a/b@v1', with: { depth: '0', flag: 'false' } }],
  })
  expect(workflow.jobs.get('b')).toMatchObject({ kind: 'call', needs: ['a'], secrets: 'inherit', with: { n: 3 } })
})

describe('permissions', () => {
  test('as written', () => {
    expect(toPermissions('read-all')['id-token']).toBeUndefined()
    expect(toPermissions('write-all')).toMatchObject({ 'id-token': 'write', contents: 'write', models: 'read' })
    expect(toPermissions({})).toEqual({})
    expect(toPermissions({ checks: 'write', contents: 'none' })).toEqual({ checks: 'write' })
  })

  test('of a fork: at most read, no id-token', () => {
    expect(readOnly({ checks: 'write', contents: 'read', 'id-token': 'write' })).toEqual({
      checks: 'read',
      contents: 'read',
    })
  })

  test('excess over what is allowed', () => {
    expect(excessOf({ checks: 'write', contents: 'read' }, { checks: 'read', contents: 'write' })).toEqual([
      { key: 'checks', asked: 'write', allowed: 'read' },
    ])
  })
})

describe('called workflows', () => {
  const load = async (files: Files) => {
    const folder = folderOf(files)
    folders.push(folder.dispose)
    const checkout: Checkout = {
      repository: 'octo/app',
      folder: folder.path,
      ref: 'refs/heads/main',
      sha: 'a'.repeat(40),
    }
    const other = { ...checkout, repository: 'other/lib', ref: 'refs/tags/v1', sha: 'b'.repeat(40) }
    return loadWorkflows({ checkout, path: PATH, content: files[PATH] ?? '' }, async repository =>
      repository === 'other/lib' ? other : undefined,
    )
  }
  const called = (jobs: string): string =>
    `on: workflow_call\njobs:\n  inner:\n    runs-on: x\n${jobs}    steps: [{ run: x }]\n`
  const caller = (job: string): string => `on: push\njobs:\n  outer:\n    uses: ./.github/workflows/called.yml\n${job}`

  const cases: readonly (readonly [string, Files, string | undefined])[] = [
    [
      'nothing asked, nothing granted',
      { [PATH]: caller('    permissions: {}\n'), '.github/workflows/called.yml': called('') },
      undefined,
    ],
    [
      'as much as granted',
      {
        [PATH]: caller('    permissions: { checks: write }\n'),
        '.github/workflows/called.yml': called('    permissions: { checks: read }\n'),
      },
      undefined,
    ],
    [
      'more than the calling job grants',
      {
        [PATH]: caller('    permissions: { checks: read }\n'),
        '.github/workflows/called.yml': called('    permissions: { checks: write }\n'),
      },
      "The nested job 'inner' is requesting 'checks: write', but is only allowed 'checks: read'.",
    ],
    [
      'more than the default grants',
      { [PATH]: caller(''), '.github/workflows/called.yml': called('    permissions: { id-token: write }\n') },
      "is requesting 'id-token: write', but is only allowed 'id-token: none'.",
    ],
    [
      'the whole called workflow asks',
      {
        [PATH]: caller('    permissions: {}\n'),
        '.github/workflows/called.yml': `permissions: { contents: read }\n${called('')}`,
      },
      "The workflow 'inner' is requesting 'contents: read', but is only allowed 'contents: none'.",
    ],
    [
      'two levels down',
      {
        [PATH]: caller('    permissions: { contents: read }\n'),
        '.github/workflows/called.yml': 'on: workflow_call\njobs:\n  middle: { uses: ./.github/workflows/deep.yml }\n',
        '.github/workflows/deep.yml': called('    permissions: { actions: read }\n'),
      },
      "is requesting 'actions: read', but is only allowed 'actions: none'.",
    ],
    ['no such file', { [PATH]: caller('') }, 'workflow was not found.'],
    [
      'not reusable',
      {
        [PATH]: caller(''),
        '.github/workflows/called.yml': 'on: push\njobs: { a: { runs-on: x, steps: [{ run: x }] } }\n',
      },
      'workflow_call',
    ],
    [
      'unknown and missing inputs',
      {
        [PATH]: caller('    with: { wrong: 1 }\n'),
        '.github/workflows/called.yml': called('').replace(
          'workflow_call\n',
          '{ workflow_call: { inputs: { must: { type: string, required: true } } } }\n',
        ),
      },
      'input must is required',
    ],
    [
      'itself',
      { [PATH]: 'on: [push, workflow_call]\njobs:\n  a: { uses: ./.github/workflows/ci.yml }\n' },
      'it calls itself',
    ],
  ]
  test.each(cases)('%s', async (_, files, message) => {
    const result = await load(files)
    expect(result.kind).toBe(message === undefined ? 'loaded' : 'startup-failure')
    if (result.kind === 'startup-failure') expect(result.messages.join('\n')).toContain(message)
  })

  test('own and foreign references keep the commit of the file that is called', async () => {
    const result = await load({
      [PATH]: `on: push\njobs:\n  a: { uses: other/lib/.github/workflows/called.yml@v1 }\n  b: { uses: $/.github/workflows/called.yml }\n`,
      '.github/workflows/called.yml': called(''),
    })
    if (result.kind !== 'loaded') throw new Error(result.messages.join('\n'))
    const { calls } = result.loaded
    expect(calls.get('a')?.checkout).toMatchObject({
      repository: 'other/lib',
      ref: 'refs/tags/v1',
      sha: 'b'.repeat(40),
    })
    expect(calls.get('b')?.checkout).toMatchObject({ repository: 'octo/app', ref: 'refs/heads/main' })
  })
})
