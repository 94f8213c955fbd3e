import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { unzipSync } from 'fflate'
import type { Fault } from '../../lab/fault.ts'
import type { OutsideEvent } from '../../lab/scheduler/lab.ts'
import type { LabCache } from '../../lab/state.ts'
import { refuseStaleDist } from '../../scripts/built-from.ts'
import { emptyHistory } from '../../src/history/to-history-run.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import { decodeHistory } from '../../src/run/history/history-file.ts'
import { HISTORY_CACHE_VERSION } from '../../src/run/history/history-key.ts'
import { readRunManifest } from '../../src/schema/read-manifest.ts'
import type { RunManifest } from '../../src/schema/run/run-manifest.ts'
import { aHistoryRun } from '../history/a-history-run.ts'
import { aLab, CI, type TestLab } from '../lab/scheduler/lab-harness.ts'

/*
 * The report of dist/ keeps the past of a workflow in the lab's cache service. Each test changes what the services hold
 * between two runs, and reads what the next report states.
 */

await refuseStaleDist(process.cwd())

const REPORT = `
name: CI
on: [push, pull_request]
permissions: {}
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: echo done
  report:
    needs: build
    if: always()
    permissions: { actions: read, contents: read, checks: write, id-token: write }
    uses: OWNER/pipeline-trace/.github/workflows/report.yml@v1
    with:
      needs: \${{ toJSON(needs.*.result) }}
      fulcio-url: \${{ vars.FULCIO_URL }}
      rekor-url: \${{ vars.REKOR_URL }}
      tsa-url: \${{ vars.TSA_URL }}
      trusted-root: \${{ vars.TRUSTED_ROOT }}
`

let lab: TestLab

beforeAll(async () => {
  lab = await aLab(REPORT)
  // The first run has no past; the others find what it kept.
  await report()
}, 600_000)
afterAll(() => lab.dispose())

/** Runs the workflow, and returns the run manifest that its report uploaded. */
const report = async (event: OutsideEvent = 'push', fork = false): Promise<RunManifest> => {
  const { run } = await lab.run({ event, fork })
  return manifestOf(run.id)
}

const manifestOf = (runId: number): RunManifest => {
  const artifact = [...lab.lab.state.artifacts.values()].find(({ name }) => name === `pipeline-trace-run-${runId}-1`)
  const zip = lab.lab.state.blobs.get(artifact?.blobId ?? '')?.bytes
  if (zip === undefined) throw new Error('the report uploaded no run artifact')
  expect(lab.lab.services.violations).toEqual([])
  return readRunManifest(unzipSync(zip)['run-manifest.json'] ?? new Uint8Array()).value
}

const baselineOf = ({ findings }: RunManifest) => {
  if (findings === undefined) throw new Error('the report has no findings')
  return findings.baseline
}

const entries = (): readonly LabCache[] =>
  [...lab.lab.state.caches.values()].filter(({ key }) => key.startsWith('pipeline-trace-history-'))
const newest = (): LabCache => {
  const entry = entries().at(-1)
  if (entry === undefined) throw new Error('nothing was kept')
  return entry
}
const bytesOf = ({ blobId }: LabCache): Uint8Array => lab.lab.state.blobs.get(blobId)?.bytes ?? new Uint8Array()

/** Puts other bytes under the newest entry while `work` runs. */
const withBytes = async <T>(bytes: Uint8Array, work: () => Promise<T>): Promise<T> => {
  const { blobId } = newest()
  const before = lab.lab.state.blobs.get(blobId)
  lab.lab.state.blobs.set(blobId, { bytes, contentType: 'application/octet-stream' })
  try {
    return await work()
  } finally {
    if (before !== undefined) lab.lab.state.blobs.set(blobId, before)
  }
}

const OWNER = () => ({
  repository: `${lab.lab.state.repository.owner}/${lab.lab.state.repository.name}`,
  workflow: CI,
})

describe('the history of a workflow on the lab', () => {
  it('is kept by the first report, and read by the second', async () => {
    const kept = entries().length
    const manifest = await report()
    expect(baselineOf(manifest)).toMatchObject({ from: 'cache', runs: kept })
    expect(baselineOf(manifest).saved).toBe(`sha256:${sha256Hex(bytesOf(newest()))}`)
    const { runs } = decodeHistory(bytesOf(newest()), OWNER())
    expect(runs.map(({ runId }) => runId)[0]).toBe(manifest.run.runId.value)
    expect(runs).toHaveLength(kept + 1)
  }, 300_000)

  it('is read by a pull request, which keeps nothing', async () => {
    const before = entries()
    const baseline = baselineOf(await report('pull_request'))
    expect(baseline).toMatchObject({ from: 'cache', reason: 'not kept: runs of pull_request are not kept' })
    expect(baseline.saved).toBeUndefined()
    expect(entries()).toEqual(before)
  }, 300_000)

  it('in the scope of the pull request itself counts for nothing', async () => {
    const forged = { ...emptyHistory(OWNER().repository, CI), runs: [aHistoryRun(1)] }
    const bytes = brotliCompressSync(JSON.stringify(forged))
    const [blobId, id] = ['00000000-0000-4000-8000-000000000000', lab.lab.state.nextId()]
    const scope = (await lab.run({ event: 'pull_request' })).run.ref
    expect(scope).toMatch(/^refs\/pull\//)
    lab.lab.state.blobs.set(blobId, { bytes, contentType: 'application/octet-stream' })
    // The key names a real report of the default branch.
    lab.lab.state.caches.set(id, { ...newest(), id, blobId, scope, createdAt: lab.lab.state.now() })
    try {
      const { from, reason } = baselineOf(await report('pull_request'))
      expect(from).toBe('artifacts')
      expect(reason).toContain('the kept history is not used: it is not the one that the report of run')
    } finally {
      lab.lab.state.caches.delete(id)
    }
  }, 300_000)

  it.each<[string, () => Uint8Array]>([
    ['a poisoned entry', () => brotliCompressSync(JSON.stringify({ ...emptyHistory('evil/app', CI) }))],
    ['a corrupt entry', () => bytesOf(newest()).subarray(0, 50)],
    ['an entry over the cap', () => new Uint8Array(2_000_000)],
  ])(
    'survives %s: the reports of earlier runs take its place',
    async (_, bytes) => {
      const baseline = await withBytes(bytes(), async () => baselineOf(await report('pull_request')))
      expect(baseline.from).toBe('artifacts')
      expect(baseline.runs).toBeGreaterThan(0)
      expect(baseline.reason).toMatch(/^the kept history /)
    },
    300_000,
  )

  it('joins what two reports saved at the same time', async () => {
    const { caches } = lab.lab.state
    const first = await report()
    const saved = newest()
    // The second report began before the first had saved.
    caches.delete(saved.id)
    const second = await report()
    const other = newest()
    caches.delete(other.id)
    caches.set(saved.id, saved).set(other.id, other)
    const ids = [second, first].map(({ run }) => run.runId.value)
    expect(decodeHistory(bytesOf(other), OWNER()).runs.map(({ runId }) => runId)).not.toContain(ids[1])
    const third = await report()
    expect(baselineOf(third).from).toBe('cache')
    const { runs } = decodeHistory(bytesOf(newest()), OWNER())
    expect(runs.map(({ runId }) => runId).slice(0, 3)).toEqual([third.run.runId.value, ...ids])
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(runs.length)
  }, 300_000)

  it('of a later major version has another key, and both stay', async () => {
    const entry = newest()
    const key = entry.key.replace('history-1-', 'history-2-')
    const id = lab.lab.state.nextId()
    lab.lab.state.caches.set(id, { ...entry, id, key, createdAt: lab.lab.state.now() })
    expect(baselineOf(await report('pull_request')).from).toBe('cache')
    lab.lab.state.caches.delete(id)
    expect(entry.version).toBe(HISTORY_CACHE_VERSION)
  }, 300_000)

  it('is not replaced while the cache service is down, and the run artifact is uploaded', async () => {
    const fault: Fault = { path: /CacheService/, status: 503, times: 100 }
    lab.lab.services.inject(fault)
    const before = entries()
    const baseline = baselineOf(await report())
    fault.times = 0
    expect(baseline.from).toBe('artifacts')
    expect(baseline.saved).toBeUndefined()
    expect(baseline.reason).toContain('the kept history could not be read')
    expect(entries()).toEqual(before)
  }, 300_000)

  it('is not kept under cache mode read, nor by an unsigned report, and each says so', async () => {
    const run = async (file: string, text: string): Promise<RunManifest> => {
      await writeFile(join(lab.workspace, file), text)
      const started = await lab.scheduler.run({
        file: join(lab.workspace, file),
        path: file,
        event: 'push',
        fork: false,
      })
      if (started.kind === 'refused') throw new Error(started.messages.join())
      return manifestOf(started.outcome.run.id)
    }
    const before = entries()
    const read = await run('.github/workflows/read.yml', job('ACTIONS_CACHE_MODE: read', 'id-token: write'))
    expect(baselineOf(read).reason).toContain('not kept: the cache mode read of this job forbids to write')
    const unsigned = await run('.github/workflows/unsigned.yml', job('ANY: thing', 'contents: read'))
    expect(baselineOf(unsigned).reason).toContain('not kept: this report is unsigned')
    expect(entries()).toEqual(before)
  }, 300_000)
})

/** A workflow whose one job reports its run. */
const job = (variable: string, permission: string): string => `
on: push
permissions: {}
jobs:
  report:
    runs-on: ubuntu-latest
    permissions: { actions: read, ${permission} }
    env: { ${variable} }
    steps:
      - uses: OWNER/pipeline-trace/report@v1
        with:
          check-run: 'off'
          fulcio-url: \${{ vars.FULCIO_URL }}
          rekor-url: \${{ vars.REKOR_URL }}
          tsa-url: \${{ vars.TSA_URL }}
          trusted-root: \${{ vars.TRUSTED_ROOT }}
`
