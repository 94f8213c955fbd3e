import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actionEnvironment } from './action-environment.ts'
import { timeComparison } from './compare.ts'
import { timeFindings } from './findings.ts'
import { timeFirstRequest } from './first-request.ts'
import { timeHistory } from './history.ts'
import { benchLogReader } from './log-reader.ts'
import { timeProcess } from './process.ts'
import { benchReportLogs } from './report-logs.ts'
import { countRequests } from './report-requests.ts'
import { measure } from './rounds.ts'
import { benchSizes } from './sizes.ts'
import { timeRender, timeTimeline } from './timeline.ts'
import { benchTrace } from './trace.ts'
import { timeWholePost } from './whole-post.ts'

const ROUNDS = 15
const LAB_ROUNDS = 7
const NOWHERE = {
  resultsUrl: 'http://127.0.0.1:1/',
  apiUrl: 'http://127.0.0.1:1/api',
  serverUrl: 'http://github.localhost:1',
}

/** The report: its computation for large runs, and what it asks of the API. */
const printTimelines = async (): Promise<void> => {
  // The large one first: both are measured by code that is warm.
  const [large, small] = [timeTimeline(1_000), timeTimeline(100)]
  console.log(`${'timeline of 1,000 jobs × 30 steps'.padEnd(38)}${large.toFixed(0).padStart(6)} ms, target 200 ms`)
  console.log(
    `${''.padEnd(38)}${(large / small).toFixed(2).padStart(14)} × 100 jobs (${small.toFixed(1)} ms), target 12`,
  )
  console.log(`${'its report in Markdown'.padEnd(38)}${timeRender(1_000).toFixed(0).padStart(6)} ms, target 150 ms`)
  console.log(
    `${'findings over 1,000 jobs, 200 past runs'.padEnd(38)}${timeFindings().toFixed(0).padStart(6)} ms, target 100 ms`,
  )
  console.log(
    `${'diff of two runs of 1,000 jobs'.padEnd(38)}${timeComparison().toFixed(0).padStart(6)} ms, target 500 ms`,
  )
  const history = (await timeHistory()).toFixed(0).padStart(6)
  console.log(`${'history of 200 runs: read and saved'.padEnd(38)}${history} ms, target 2,000 ms`)
  for (const jobs of [10, 100, 300, 1_000]) {
    const { requests, floor, archives, jobLogs } = await countRequests(jobs)
    const ratio = `${(requests / floor).toFixed(2).padStart(5)} × the floor (${floor}), target 1.1`
    const logs = `logs apart: ${archives} archive, ${jobLogs} of jobs`
    console.log(`${`requests for ${jobs} jobs`.padEnd(38)}${String(requests).padStart(6)}      ${ratio}; ${logs}`)
  }
}

// npm run bench: what the recorder adds to a job, as ratios against the same machine in the same minute, what a job
// downloads, and what a report of a large run costs. It prints and never evaluates. LAB_NODE names another Node; the
// runner's own is 24.
const root = process.cwd()
const node = process.env['LAB_NODE'] ?? process.execPath
const folder = await mkdtemp(join(tmpdir(), 'pipeline-trace-bench-'))
try {
  const environment = await actionEnvironment(folder, NOWHERE)
  const bundle = (name: string): string => join(root, 'dist', name, 'index.js')
  const starts = await measure(
    [
      { name: 'bare', run: () => timeProcess(node, ['-e', '0'], environment) },
      { name: 'pre', run: () => timeProcess(node, [bundle('pre')], environment) },
      { name: 'main', run: () => timeProcess(node, [bundle('main')], environment) },
      { name: 'parent', run: () => timeProcess(node, [bundle('post')], { ...environment, INPUT_ENABLED: 'false' }) },
      { name: 'request', run: () => timeFirstRequest(node, bundle('post'), folder) },
    ],
    ROUNDS,
  )
  const { job, post, upload, bare, omitted } = await timeWholePost(root, node, LAB_ROUNDS)
  const millis = (name: string): number => starts.get(name) ?? Number.NaN
  const row = (what: string, measured: number, against: string, base: number, target: number): void =>
    console.log(
      `${what.padEnd(38)}${measured.toFixed(0).padStart(6)} ms   ${(measured / base).toFixed(2).padStart(5)} × ${against} (${base.toFixed(0)} ms), target ${target}`,
    )
  row('pre', millis('pre'), 'node -e 0', millis('bare'), 1.5)
  row('main', millis('main'), 'node -e 0', millis('bare'), 1.5)
  row('post until its first request', millis('request'), 'node -e 0', millis('bare'), 3)
  row('whole post: collect, sign, upload', post, 'an action that uploads one file', upload, 1.5)
  const share = `${((100 * (post - millis('parent'))) / post).toFixed(0)} % is the process that does the work`
  console.log(
    `${'  of which'.padEnd(38)}${millis('parent').toFixed(0).padStart(6)} ms   the process that supervises it; ${share}`,
  )
  row('recorded job: pre, main and post', job, 'node -e 0', bare, 9)
  for (const work of omitted) console.log(`  but it did not ${work} every time: the last two lines do not count`)
  await benchSizes(root, folder, process.env['BENCH_PEER_ARCHIVE'])
  await printTimelines()
  await benchLogReader(node, folder)
  await benchReportLogs(folder)
  await benchTrace(node, bundle('cli'), folder)
} finally {
  await rm(folder, { recursive: true, force: true })
}
