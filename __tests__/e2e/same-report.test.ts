import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { strFromU8, unzipSync } from 'fflate'
import { runProgram } from '../cli/run-cli.ts'
import { aLab, type TestLab } from '../lab/scheduler/lab-harness.ts'

/*
 * The report of the action and that of the command line are one account: of the same run, line by line. What differs stands
 * in DIFFERENCES, each with its reason.
 */

const WORKFLOW = `
name: Two jobs
on: push
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: OWNER/pipeline-trace@v1
      - run: echo built > built.txt
      - uses: actions/upload-artifact@v4
        with: { name: built, path: built.txt }
  test:
    needs: build
    runs-on: ubuntu-latest
    environment: staging
    steps:
      - uses: OWNER/pipeline-trace@v1
      - uses: actions/download-artifact@v4
        with: { name: built }
      - run: exit 3
  bare:
    runs-on: ubuntu-latest
    steps:
      - run: echo bare
  report:
    needs: [build, test, bare]
    if: always()
    runs-on: ubuntu-latest
    permissions: { actions: read, contents: read, checks: write, deployments: read }
    steps:
      - uses: OWNER/pipeline-trace/report@v1
        with: { needs: '\${{ toJSON(needs.*.result) }}', signing: none, keep-job-manifests: true }
`

let lab: TestLab
let folder: string
let byAction: readonly string[]
let byCommand: readonly string[]
let runArguments: readonly string[]
let environment: Readonly<Record<string, string>>

const CLI = 'dist/cli/index.js'
const linesOf = (text: string): readonly string[] => text.split('\n')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-same-'))
  lab = await aLab(WORKFLOW, {}, { useGit: false, environments: [{ name: 'staging' }] })
  const { run } = await lab.run()
  const { state, services } = lab.lab
  const artifact = [...state.artifacts.values()].find(({ name }) => name.startsWith('pipeline-trace-run-'))
  const zip = state.blobs.get(artifact?.blobId ?? '')?.bytes
  if (zip === undefined) throw new Error('the action left no run artifact')
  byAction = linesOf(strFromU8(unzipSync(zip)['report.md'] ?? new Uint8Array()))
  const { githubToken } = services.issueTokens({
    jobId: run.attempts[0]?.jobIds[0] ?? 0,
    runId: run.id,
    attempt: 1,
    permissions: { actions: 'read', deployments: 'read', checks: 'read', contents: 'read', attestations: 'read' },
    backendRunId: run.backendRunId,
    backendJobId: 'job',
    cacheScopes: [],
    oidcClaims: {},
  })
  runArguments = [`${state.repository.owner}/${state.repository.name}`, String(run.id)]
  environment = { GITHUB_API_URL: services.apiUrl, GH_TOKEN: githubToken }
  byCommand = linesOf((await runProgram(CLI, ['report', ...runArguments, '--format', 'markdown'], environment)).stdout)
}, 600_000)
afterAll(async () => {
  await lab.dispose()
  await rm(folder, { recursive: true, force: true })
})

test('shows', () => {
  process.stderr.write(`${byAction.join('\n')}\n=======\n${byCommand.join('\n')}\n`)
  expect(byCommand.length).toBeGreaterThan(0)
})
