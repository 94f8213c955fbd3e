import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { comparison } from '../../src/schema/questions/comparison.ts'
import { replayAssessment } from '../../src/schema/questions/replay-assessment.ts'
import { type TraceDocument, traceDocument } from '../../src/schema/questions/trace-document.ts'
import { runProgram } from '../cli/run-cli.ts'
import type { ForwardProxyServer } from '../io/forward-proxy.ts'
import { aLab, type TestLab } from '../lab/scheduler/lab-harness.ts'
import { accessLab } from './ask-lab.ts'

const WORKFLOW = `
name: Release
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
  deploy:
    needs: build
    runs-on: ubuntu-latest
    environment: staging
    steps:
      - uses: OWNER/pipeline-trace@v1
      - uses: actions/download-artifact@v4
        with: { name: built }
      - run: echo deployed
  report:
    needs: [build, deploy]
    if: always()
    runs-on: ubuntu-latest
    permissions: { actions: read, contents: read, checks: write, deployments: read }
    steps:
      - uses: OWNER/pipeline-trace/report@v1
        with: { needs: '\${{ toJSON(needs.*.result) }}', signing: none }
`
const CLI = 'dist/cli/index.js'

let lab: TestLab
let proxy: ForwardProxyServer
let repository: string
let runIds: readonly [earlier: string, later: string]
let environment: Readonly<Record<string, string>>

beforeAll(async () => {
  lab = await aLab(WORKFLOW, {}, { useGit: false, environments: [{ name: 'staging' }] })
  const earlier = await lab.run()
  const { run } = await lab.run()
  ;({ repository, environment, proxy } = await accessLab(lab, run))
  runIds = [String(earlier.run.id), String(run.id)]
}, 600_000)
afterAll(async () => {
  await proxy.stop()
  await lab.dispose()
})

/** The JSON of an answer. Three of the exit codes stand for one: whole, in part, negative. */
const ask = async (...args: readonly string[]): Promise<unknown> => {
  const { stdout, stderr, code } = await runProgram(CLI, [...args, '--format', 'json', '--quiet'], environment)
  if (code !== 0 && code !== 3) throw new Error(`exit code ${code}: ${stderr}`)
  return JSON.parse(stdout)
}

describe('trace asks a repository', () => {
  const trace = async (what: string): Promise<TraceDocument> =>
    traceDocument.parse(await ask('trace', what, repository))
  const relationsOf = ({ edges }: TraceDocument) => edges.map(({ relation }) => relation)

  test('which artifact reached an environment: the newest deployment, from its commit on', async () => {
    const document = await trace('environment:staging')
    expect(document.answer).toBe('found')
    expect(relationsOf(document)).toEqual(expect.arrayContaining(['started', 'ran', 'made', 'used', 'reached']))
    expect(document.nodes).toContainEqual(expect.objectContaining({ kind: 'artifact', name: 'built' }))
    expect(document.nodes).toContainEqual(expect.objectContaining({ kind: 'run', runId: runIds[1], searched: true }))
  })

  test('what became of an artifact, by its digest', async () => {
    const { nodes } = await trace(`run:${runIds[0]}`)
    const digest = nodes.find(({ kind, name }) => kind === 'artifact' && name === 'built')?.digest
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    const document = await trace(digest ?? '')
    expect(document.nodes).toContainEqual(expect.objectContaining({ kind: 'environment', name: 'staging' }))
  })

  test('what is unsigned is never called verified', async () => {
    const { manifests } = await trace(`run:${runIds[1]}`)
    expect(manifests.length).toBeGreaterThan(0)
    expect(manifests.every(({ signature }) => signature === 'unsigned')).toBe(true)
  })
})

test('replay says what has changed since, and what GitHub cannot be asked about', async () => {
  const { run, pinned, present } = replayAssessment.parse(await ask('replay', repository, runIds[0]))
  expect(run.runId).toBe(runIds[0])
  expect(pinned).toContainEqual(expect.objectContaining({ kind: 'commit', by: 'commit' }))
  expect(present.checked).toBe('online')
  expect(present.inputs.length + present.gaps.length).toBeGreaterThan(0)
})

test('diff of two runs of one commit: the same jobs, and parts that add up to the difference', async () => {
  const { before, after, jobs, time } = comparison.parse(await ask('diff', repository, ...runIds))
  expect([before.runId, after.runId]).toEqual(runIds)
  expect(before.commit).toBe(after.commit)
  expect(jobs).toMatchObject({ onlyBefore: 0, onlyAfter: 0 })
  const parts = (time?.parts ?? []).reduce((sum, { differenceMs }) => sum + differenceMs, 0)
  expect(parts + (time?.otherPartsMs ?? 0) + (time?.unexplainedMs ?? 0)).toBe(time?.differenceMs)
})
