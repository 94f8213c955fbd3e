import type { HistoryJob, HistoryRun } from '../../src/schema/history/history.ts'

const DAY_MS = 86_400_000
const FIRST = Date.parse('2026-01-01T00:00:00Z')

/** A run of main by its number, one a day; higher numbers are later. */
export const aHistoryRun = (number: number, more: Partial<HistoryRun> = {}): HistoryRun => ({
  runId: String(1_000 + number),
  attempt: 1,
  number,
  branch: 'main',
  event: 'push',
  conclusion: 'success',
  startedAt: new Date(FIRST + number * DAY_MS).toISOString(),
  jobs: [],
  ...more,
})

export const aHistoryJob = (key: string, more: Partial<HistoryJob> = {}): HistoryJob => ({
  key,
  conclusion: 'success',
  ...more,
})

/** Runs of main, newest first, each with the jobs of its number. */
export const aPast = (count: number, jobs: (number: number) => readonly HistoryJob[]): readonly HistoryRun[] =>
  Array.from({ length: count }, (_, index) => aHistoryRun(count - index, { jobs: [...jobs(count - index)] }))
