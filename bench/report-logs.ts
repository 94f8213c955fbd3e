import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ListedJob } from '../src/github/rest/job.ts'
import { readWholeLog } from '../src/log/read-log.ts'
import { beginOneLog } from '../src/run/logs/read-one-log.ts'
import { writeLongLog } from './a-long-log.ts'
import { median } from './rounds.ts'

const JOBS = 20
const SIZE = 2 * 1_048_576
const ROUNDS = 5

/**
 * What a report computes of the logs of a run whose logs are all read, download apart: every second job failed, whose
 * log is also asked why. Prints the time per MB, and against the least that any reader does: to decode the bytes and cut
 * the text into lines. Both in processor time, which a busy machine changes least.
 */
export const benchReportLogs = async (folder: string): Promise<void> => {
  const file = join(folder, 'job-of-report.log')
  await writeLongLog(file, SIZE)
  const log = await readFile(file)
  const jobs = Array.from({ length: JOBS }, (_, index) => aJob(index))
  const reading = async (): Promise<void> => {
    for (const job of jobs) readWholeLog(log, beginOneLog(job, [], '1'))
  }
  const cutting = async (): Promise<void> => {
    for (const _ of jobs) new TextDecoder().decode(log).split('\n')
  }
  const [read, cut] = [await processorTime(reading), await processorTime(cutting)]
  const perMegabyte = read / ((JOBS * log.byteLength) / 1_048_576)
  console.log(
    `${`report: logs of ${JOBS} jobs, 2 MB each`.padEnd(38)}${read.toFixed(0).padStart(6)} ms   ${(read / cut).toFixed(2).padStart(5)} × decode and cut (${cut.toFixed(0)} ms); ${perMegabyte.toFixed(1)} ms per MB`,
  )
}

/** Median milliseconds that the process worked; one run before the first is not counted. */
const processorTime = async (work: () => Promise<void>): Promise<number> => {
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    if (round > 0) times.push((user + system) / 1_000)
  }
  return median(times)
}

const aJob = (index: number): ListedJob => ({
  id: String(1_000 + index),
  name: `job ${index}`,
  headSha: '0123456789abcdef0123456789abcdef01234567',
  hasRunner: true,
  api: {
    status: 'completed',
    conclusion: index % 2 === 0 ? 'success' : 'failure',
    labels: ['ubuntu-latest'],
    steps: [],
  },
})
