import { randomBytes } from 'node:crypto'
import type { HistoryJob, HistoryRun } from '../../src/schema/history/history.ts'
import { aHistoryRun } from './a-history-run.ts'

const hex = (digits: number): string => randomBytes(digits / 2).toString('hex')
const between = (low: number, high: number): number => Math.round(low + Math.random() * (high - low))

/** A job as runs of a busy repository have it: times that vary, keys that change now and then, an image each week. */
const aJob = (number: number, index: number, key: string): HistoryJob => ({
  key: `job-${index % 5}`,
  name: `job-${index % 5} (node ${index})`,
  conclusion: Math.random() < 0.05 ? 'failure' : 'success',
  labels: ['ubuntu-latest'],
  group: 'GitHub Actions',
  queueMs: between(1_000, 20_000),
  setupMs: between(10, 60) * 100,
  workMs: between(100, 9_000) * 100,
  image: `ubuntu24 2026${String(Math.floor(number / 7)).padStart(4, '0')}.1.0`,
  caches: [
    { family: 'npm-Linux-{content-hash}', key: `npm-Linux-${key}`, result: 'hit', sizeBytes: 123_456_789 },
    { family: 'build-{content-hash}', key: `build-${key}`, result: 'hit', saved: false, notSaved: 'exact-hit' },
  ],
  permissions: 'contents:read metadata:read',
  lockfiles: { 'package-lock.json': key.slice(0, 12) },
})

/** The past of a busy repository: nothing in it is the same in two runs that would not be. */
export const aRepository = (runs: number, jobs: number): readonly HistoryRun[] => {
  let key = hex(64)
  return Array.from({ length: runs }, (_, index) => {
    if (index % 4 === 0) key = hex(64)
    const number = runs - index
    return aHistoryRun(number, {
      runId: String(31_000_000_000 + number * between(1_000, 90_000)),
      sha: hex(40),
      manifest: `sha256:${hex(64)}`,
      totalMs: between(100, 9_000) * 100,
      jobs: Array.from({ length: jobs }, (__, job) => aJob(number, job, key)),
      actions: Object.fromEntries(
        Array.from({ length: 8 }, (__, at) => [`octo/action-${at}@v4`, String(at).repeat(40)]),
      ),
    })
  })
}
