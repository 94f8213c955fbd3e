import { randomBytes } from 'node:crypto'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import { LIMITS } from '../../../src/core/limits.ts'
import { emptyHistory } from '../../../src/history/to-history-run.ts'
import { decodeHistory, encodeHistory } from '../../../src/run/history/history-file.ts'
import type { HistoryRun } from '../../../src/schema/history/history.ts'
import { aHistoryRun } from '../../history/a-history-run.ts'
import { aRepository } from '../../history/a-repository.ts'

const OWNER = { repository: 'octo/app', workflow: '.github/workflows/ci.yml' }
const historyOf = (runs: readonly HistoryRun[]) => ({
  ...emptyHistory(OWNER.repository, OWNER.workflow),
  runs: [...runs],
})
const packed = (value: unknown): Uint8Array => brotliCompressSync(JSON.stringify(value))

describe('a stored history', () => {
  it('of 200 runs of 20 jobs takes at most 100 kB, and is read back whole', () => {
    const value = historyOf(aRepository(LIMITS.historyRuns, 20))
    const { bytes, runs } = encodeHistory(value)
    process.stdout.write(`history of 200 runs of 20 jobs: ${bytes.byteLength} bytes\n`)
    expect(bytes.byteLength).toBeLessThanOrEqual(100_000)
    expect(runs).toBe(LIMITS.historyRuns)
    expect(decodeHistory(bytes, OWNER)).toEqual(value)
  })

  it('keeps the newest runs where all would be too large', () => {
    const value = historyOf(aRepository(40, 700))
    const { bytes, runs } = encodeHistory(value)
    expect(bytes.byteLength).toBeLessThanOrEqual(LIMITS.historyStored)
    expect(runs).toBeLessThan(40)
    expect(decodeHistory(bytes, OWNER).runs.map(({ number }) => number)).toEqual(
      value.runs.slice(0, runs).map(({ number }) => number),
    )
  })

  it('of a later minor version is read without the fields that are unknown', () => {
    const run = { ...aHistoryRun(1), later: { field: 1 } }
    const read = decodeHistory(packed({ ...historyOf([]), schemaVersion: '1.9.0', runs: [run] }), OWNER)
    expect(read.runs).toEqual([aHistoryRun(1)])
  })

  it.each<[string, Uint8Array, string]>([
    ['of another major version', packed({ ...historyOf([]), schemaVersion: '2.0.0' }), 'SCHEMA_MAJOR'],
    ['of another repository', packed({ ...historyOf([]), repository: 'evil/app' }), 'SCHEMA_MISMATCH'],
    ['of another workflow', packed({ ...historyOf([]), workflow: '.github/workflows/x.yml' }), 'SCHEMA_MISMATCH'],
    ['without a version', packed({ kind: 'history' }), 'SCHEMA_MISMATCH'],
    ['that is a list', packed([]), 'SCHEMA_MISMATCH'],
    ['with a run id that is none', packed(historyOf([aHistoryRun(1, { runId: '-1' })])), 'SCHEMA_MISMATCH'],
    ['with 201 runs', packed(historyOf(Array.from({ length: 201 }, () => aHistoryRun(1)))), 'SCHEMA_MISMATCH'],
    ['that nests deep', brotliCompressSync('['.repeat(300_000) + ']'.repeat(300_000)), 'NOT_JSON'],
    ['that inflates to 64 MB', brotliCompressSync(Buffer.alloc(64 * 1_048_576, 32)), 'TOO_LARGE'],
    ['with two million values', brotliCompressSync(`[${'0,'.repeat(2_000_000)}0]`), 'TOO_LARGE'],
    ['that is larger than the cap', randomBytes(LIMITS.historyStored + 1), 'TOO_LARGE'],
    ['that is no Brotli', randomBytes(5_000), 'NOT_JSON'],
    ['that is cut', encodeHistory(historyOf(aRepository(5, 5))).bytes.subarray(0, 300), 'NOT_JSON'],
    ['that is empty', new Uint8Array(), 'NOT_JSON'],
  ])('%s is refused', (_, bytes, code) => {
    expect(() => decodeHistory(bytes, OWNER)).toThrow(expect.objectContaining({ code }))
  })
})
