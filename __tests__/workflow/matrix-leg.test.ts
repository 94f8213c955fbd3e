import { expect, test } from '@jest/globals'
import { type LegRequest, readLegInFile } from '../../src/workflow/matrix-leg.ts'
import { withFiles } from '../runner/files.ts'

const PATH = '.github/workflows/ci.yml'

const WORKFLOW = (matrix: string, more = '') =>
  `on: push\njobs:\n  build:\n    strategy: { matrix: ${matrix} }\n    runs-on: x\n    steps: [{ run: a }]\n${more}`

const read = (content: string, request: Partial<LegRequest> = {}) =>
  withFiles({ [PATH]: content }, workspace =>
    readLegInFile({
      workspace,
      repository: 'octo/app',
      workflowRef: `octo/app/${PATH}@refs/heads/main`,
      definesJob: true,
      jobKey: 'build',
      index: 1,
      total: 2,
      github: { ref_name: 'main' },
      inputs: {},
      ...request,
    }),
  )
const leg = (values: Readonly<Record<string, unknown>>) => ({ kind: 'leg', values, source: 'workflow-file' })

test.each<[string, Partial<LegRequest>, Readonly<Record<string, unknown>>]>([
  ['{ os: [linux, windows] }', {}, { os: 'windows' }],
  ['{ os: [linux, windows], n: [1, 2] }', { index: 2, total: 4 }, { os: 'windows', n: 1 }],
  ['{ os: [a, b], include: [{ os: b, extra: { x: 1 } }] }', {}, { os: 'b', extra: { x: 1 } }],
  ['{ os: [a, b, c], exclude: [{ os: a }] }', {}, { os: 'c' }],
  ["{ ref: ['${{ github.ref_name }}', x] }", { index: 0 }, { ref: 'main' }],
])('the leg at its index: %s', async (matrix, request, values) => {
  expect(await read(WORKFLOW(matrix), request)).toEqual(leg(values))
})

test.each<[string, string, Partial<LegRequest>, string]>([
  ['another number of legs', WORKFLOW('{ os: [a, b, c] }'), {}, 'not-found'],
  ['what only the run knew', WORKFLOW("{ os: '${{ fromJSON(needs.plan.outputs.os) }}' }"), {}, 'not-provided'],
  ['inputs of a called file', WORKFLOW("{ os: ['${{ inputs.os }}', b] }"), { inputs: undefined }, 'not-provided'],
  ['no such job', WORKFLOW('{ os: [a, b] }'), { jobKey: 'other' }, 'not-provided'],
  ['the runner does not say which leg', WORKFLOW('{ os: [a, b] }'), { index: undefined }, 'not-provided'],
  ['no workflow file', '', { workflowRef: `octo/other/${PATH}@main` }, 'not-readable'],
  ['a file that is none', '[unclosed', {}, 'not-provided'],
  [
    'a job that another file may define',
    WORKFLOW('{ os: [a, b] }', '  call: { uses: ./.github/workflows/x.yml }\n'),
    { definesJob: false },
    'not-provided',
  ],
])('%s: unknown', async (_, content, request, reason) => {
  expect(await read(content, request)).toMatchObject({ kind: 'unknown', gap: { field: 'job.matrix', reason } })
})
