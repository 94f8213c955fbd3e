import { existsSync, mkdirSync, readFileSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../src/core/limits.ts'
import type { MatrixLeg } from '../../src/workflow/matrix.ts'
import { type LabelsRequest, readWorkflowLabels } from '../../src/workflow/workflow-labels.ts'
import { withFiles } from '../runner/files.ts'

const PATH = '.github/workflows/ci.yml'

type More = {
  readonly matrix?: Readonly<Record<string, unknown>> | 'unknown' | undefined
  readonly ref?: string
  readonly job?: string
  readonly on?: string
  readonly other?: string
} & Partial<Pick<LabelsRequest, 'definesJob' | 'inputs' | 'github'>>

const UNKNOWN: MatrixLeg = { kind: 'unknown', gap: { field: 'job.matrix', reason: 'not-readable' } }

const legOf = (matrix: More['matrix']): MatrixLeg => {
  if (matrix === undefined) return { kind: 'none' }
  return matrix === 'unknown' ? UNKNOWN : { kind: 'leg', values: matrix, source: 'runner' }
}

const read = (runsOn: string, more: More = {}) =>
  withFiles({ [PATH]: workflow(runsOn, more) }, workspace =>
    readWorkflowLabels({
      workspace,
      definesJob: more.definesJob ?? true,
      inputs: more.inputs,
      repository: 'Octo/app',
      workflowRef: more.ref ?? `octo/app/${PATH}@refs/heads/main`,
      jobKey: more.job ?? 'build',
      leg: legOf(more.matrix),
      strategy: { 'job-index': 0 },
      github: more.github ?? { repository: 'octo/app', event_name: 'push', ref: 'refs/heads/main' },
    }),
  )

const workflow = (runsOn: string, { on = 'push', other = '' }: More): string =>
  `on: ${on}\njobs:\n  build:\n    runs-on: ${runsOn}\n    steps: []\n${other}`

test.each([
  ['ubuntu-latest', undefined, ['ubuntu-latest']],
  ['[self-hosted, "${{ matrix.os }}"]', { os: 'linux' }, ['self-hosted', 'linux']],
  ['${{ matrix.labels }}', { labels: ['self-hosted', 'x64'] }, ['self-hosted', 'x64']],
  ["${{ github.event_name == 'push' && 'big' || 'small' }}", undefined, ['big']],
  ['${{ fromJSON(\'["a","b"]\') }}', undefined, ['a', 'b']],
  ['{ group: large, labels: [x64] }', undefined, ['x64']],
])('runs-on: %s', async (runsOn, matrix, labels) => {
  expect(await read(runsOn, { matrix })).toEqual({
    value: { labels: { value: labels, source: 'workflow-file', confidence: 'medium' } },
    gaps: [],
  })
})

test.each<[string, More, string]>([
  // What a job cannot see would read as null and pick a label that nobody asked for.
  ["${{ matrix.os || 'ubuntu-latest' }}", { matrix: 'unknown' }, 'not-provided'],
  ["${{ strategy.max-parallel == 1 && 'small' || 'big' }}", {}, 'not-provided'],
  ["${{ github.event.inputs.os || 'ubuntu-latest' }}", {}, 'not-provided'],
  ["${{ GitHub['actor'] == 'mona' && 'big' || 'small' }}", {}, 'not-provided'],
  ["${{ inputs.os || 'ubuntu-latest' }}", {}, 'not-provided'],
  ['${{ vars.RUNNER }}', {}, 'not-provided'],
  ['[unclosed', {}, 'malformed'],
  ['{ group: large }', {}, 'not-applicable'],
  ['{ groups: large }', {}, 'malformed'],
  ['${{ secrets.RUNNER }}', {}, 'not-provided'],
  ['${{ needs.plan.outputs.runner }}', {}, 'not-provided'],
  ['&a [*a]', {}, 'malformed'],
  [`[${'x, '.repeat(60)}x]`, {}, 'malformed'],
  [`ubuntu-latest #${'x'.repeat(LIMITS.workflowFile)}`, {}, 'too-large'],
  ['${{ matrix.os }}', { matrix: { os: '' } }, 'malformed'],
  ['[self-hosted, "${{ matrix.os }}"]', { matrix: {} }, 'malformed'],
  ['ubuntu-latest', { job: 'other' }, 'not-found'],
  ['ubuntu-latest', { job: '__proto__' }, 'not-found'],
  ['ubuntu-latest', { ref: `octo/other/${PATH}@refs/heads/main` }, 'not-found'],
  ['ubuntu-latest', { ref: 'octo/app/.github/workflows/../../secret.yml@x' }, 'not-found'],
])('runs-on: %s, %j is a gap: %s', async (runsOn, more, reason) => {
  const { value: facts, gaps } = await read(runsOn, more)
  expect([facts, gaps.map(gap => gap.reason)]).toEqual([{}, [reason]])
})

const DISPATCH = '{ workflow_dispatch: { inputs: { os: {}, big: { type: boolean }, cores: { type: number } } } }'
const dispatched = { on: DISPATCH, github: { event_name: 'workflow_dispatch' } }
const given = { os: 'macos-15', big: 'false', cores: '8' }

test.each<[string, More, string[]]>([
  ['${{ inputs.os }}', { ...dispatched, inputs: given }, ['macos-15']],
  // A text 'false' would be true.
  ["${{ inputs.big && 'big' || 'small' }}", { ...dispatched, inputs: given }, ['small']],
  ["${{ inputs.cores > 4 && 'big' || 'small' }}", { ...dispatched, inputs: given }, ['big']],
  ["${{ inputs.os || 'ubuntu-latest' }}", { inputs: {} }, ['ubuntu-latest']],
])('runs-on: %s of inputs', async (runsOn, more, labels) => {
  expect((await read(runsOn, more)).value.labels?.value).toEqual(labels)
})

test.each<[string, More]>([
  ['a declared input is not in the event', { ...dispatched, inputs: { os: 'macos-15' } }],
  ['the event could not be read', { ...dispatched, inputs: undefined }],
])('%s: no guess', async (_, more) => {
  const { value: facts, gaps } = await read("${{ inputs.os || 'ubuntu-latest' }}", more)
  expect([facts, gaps.map(gap => gap.reason)]).toEqual([{}, ['not-provided']])
})

test('a runner that does not name the defining file: only a workflow that calls no other tells', async () => {
  const other = '  call:\n    uses: ./.github/workflows/called.yml\n'
  expect((await read('ubuntu-latest', { definesJob: false })).value.labels?.value).toEqual(['ubuntu-latest'])
  expect((await read('ubuntu-latest', { definesJob: false, other })).gaps).toMatchObject([{ reason: 'not-provided' }])
  expect((await read('ubuntu-latest', { definesJob: true, other })).value.labels?.value).toEqual(['ubuntu-latest'])
})

const plain: Omit<LabelsRequest, 'workspace'> = {
  repository: 'octo/app',
  workflowRef: `octo/app/${PATH}@refs/heads/main`,
  definesJob: true,
  jobKey: 'build',
  leg: { kind: 'none' },
  strategy: {},
  github: {},
  inputs: {},
}

test('a link to a file outside the workspace is not followed, one inside is', () =>
  withFiles({ 'outside.yml': workflow('stolen', {}), 'ws/inside.yml': workflow('own', {}) }, async folder => {
    const workspace = join(folder, 'ws')
    mkdirSync(join(workspace, '.github/workflows'), { recursive: true })
    symlinkSync(join(folder, 'outside.yml'), join(workspace, PATH))
    expect(await readWorkflowLabels({ ...plain, workspace })).toMatchObject({
      value: {},
      gaps: [{ reason: 'not-found' }],
    })
    unlinkSync(join(workspace, PATH))
    symlinkSync(join(workspace, 'inside.yml'), join(workspace, PATH))
    expect((await readWorkflowLabels({ ...plain, workspace })).value.labels?.value).toEqual(['own'])
  }))

test.each([
  'octo/app/../outside.yml@x',
  'octo/app//etc/passwd.yml@x',
  'octo/app/.github/workflows/..\\..\\outside.yml@x',
  'octo/application/.github/workflows/ci.yml@x',
  '',
])('workflow ref %j opens nothing', async workflowRef => {
  await withFiles({ 'outside.yml': workflow('stolen', {}), [`ws/${PATH}`]: workflow('own', {}) }, async folder =>
    expect(await readWorkflowLabels({ ...plain, workspace: join(folder, 'ws'), workflowRef })).toMatchObject({
      value: {},
      gaps: [{ reason: 'not-found' }],
    }),
  )
})

const recorded = join(
  process.env['PIPELINE_TRACE_RECORDED'] ?? join(import.meta.dirname, '../../../shared/recorded'),
  'workflows',
)
const present = existsSync(recorded)
// Labels read off the files by hand.
;(present ? describe : describe.skip)(`real workflows${present ? '' : ' (no recorded data here)'}`, () => {
  const argo = (repository: string) => ({ github: { repository, event_name: 'push' } })
  const large = 'oracle-vm-16cpu-64gb-x86-64'
  test.each<[string, string, Partial<LabelsRequest>, string | undefined]>([
    ['rhysd__actionlint/minimal.yaml', 'test', {}, 'ubuntu-latest'],
    ['rhysd__actionlint/large.yaml', 'unit-tests', { leg: legOf({ os: 'macos-latest', go: '1.25' }) }, 'macos-latest'],
    ['argoproj__argo-cd/ci-build.yaml', 'test-e2e', argo('argoproj/argo-cd'), large],
    ['argoproj__argo-cd/ci-build.yaml', 'test-e2e', argo('mona/argo-cd'), 'ubuntu-24.04'],
    ['argoproj__argo-cd/ci-build.yaml', 'test-e2e', { github: {} }, undefined],
    ['moby__moby/test.yml', 'build-dev', { leg: legOf({ arch: 'arm64' }) }, 'ubuntu-26.04-arm'],
    ['moby__moby/test.yml', 'validate-dco', {}, undefined],
    ['moby__moby/.windows.yml', 'build', { inputs: undefined }, undefined],
    [
      'astral-sh__uv/build-release-binaries.yml',
      'windows',
      { leg: legOf({ platform: { target: 'x86_64', runner: 'github-windows-2022-x86_64-8' } }) },
      'github-windows-2022-x86_64-8',
    ],
  ])('%s %s', async (file, jobKey, more, labels) => {
    const text = readFileSync(join(recorded, file), 'utf8')
    await withFiles({ [PATH]: text }, async workspace => {
      const { value: facts, gaps } = await readWorkflowLabels({ ...plain, ...more, jobKey, workspace })
      expect(facts.labels?.value).toEqual(labels === undefined ? undefined : [labels])
      expect(gaps).toHaveLength(labels === undefined ? 1 : 0)
    })
  })
})
