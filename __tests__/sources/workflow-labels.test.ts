import { expect, test } from '@jest/globals'
import { readWorkflowLabels } from '../../src/sources/workflow-labels.ts'
import { withFiles } from './files.ts'

const PATH = '.github/workflows/ci.yml'

const read = (runsOn: string, more: { readonly matrix?: unknown; readonly ref?: string; readonly job?: string } = {}) =>
  withFiles({ [PATH]: `on: push\njobs:\n  build:\n    runs-on: ${runsOn}\n    steps: []\n` }, workspace =>
    readWorkflowLabels({
      workspace,
      repository: 'Octo/app',
      workflowRef: more.ref ?? `octo/app/${PATH}@refs/heads/main`,
      jobKey: more.job ?? 'build',
      matrixJson: JSON.stringify(more.matrix ?? null),
      strategyJson: '{"job-index":0}',
      github: { repository: 'octo/app', event_name: 'push', ref: 'refs/heads/main' },
    }),
  )

test.each([
  ['ubuntu-latest', undefined, ['ubuntu-latest']],
  ['[self-hosted, "${{ matrix.os }}"]', { os: 'linux' }, ['self-hosted', 'linux']],
  ['${{ matrix.labels }}', { labels: ['self-hosted', 'x64'] }, ['self-hosted', 'x64']],
  ["${{ github.event_name == 'push' && 'big' || 'small' }}", undefined, ['big']],
  ['${{ fromJSON(\'["a","b"]\') }}', undefined, ['a', 'b']],
  ['{ group: large, labels: [x64] }', undefined, ['x64']],
])('runs-on: %s', async (runsOn, matrix, labels) => {
  expect(await read(runsOn, { matrix })).toEqual({
    facts: { labels: { value: labels, source: 'workflow-file', confidence: 'medium' } },
    gaps: [],
  })
})

test.each([
  // What a job cannot see would read as null and pick a label that nobody asked for.
  ["${{ github.event.inputs.os || 'ubuntu-latest' }}", {}, 'not-provided'],
  ["${{ GitHub['actor'] == 'mona' && 'big' || 'small' }}", {}, 'not-provided'],
  ["${{ inputs.os || 'ubuntu-latest' }}", {}, 'not-provided'],
  ['${{ vars.RUNNER }}', {}, 'not-provided'],
  ['[unclosed', {}, 'malformed'],
  ['{ group: large }', {}, 'malformed'],
  ['${{ matrix.os }}', { matrix: { os: '' } }, 'malformed'],
  ['[self-hosted, "${{ matrix.os }}"]', { matrix: {} }, 'malformed'],
  ['ubuntu-latest', { job: 'other' }, 'not-found'],
  ['ubuntu-latest', { job: '__proto__' }, 'not-found'],
  ['ubuntu-latest', { ref: `octo/other/${PATH}@refs/heads/main` }, 'not-found'],
  ['ubuntu-latest', { ref: 'octo/app/.github/workflows/../../secret.yml@x' }, 'not-found'],
])('runs-on: %s, %j is a gap: %s', async (runsOn, more, reason) => {
  const { facts, gaps } = await read(runsOn, more)
  expect([facts, gaps.map(gap => gap.reason)]).toEqual([{}, [reason]])
})
