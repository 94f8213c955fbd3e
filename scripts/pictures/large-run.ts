import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/*
 * A folder as `pipeline-trace fetch` writes it, of a run of several hundred jobs of which twelve failed by three causes.
 * Names, numbers and logs are invented; the forms are those of GitHub's API and of the runner's logs.
 */

const BEGIN = Date.UTC(2026, 2, 2, 9)
const RUN = 4_242
const PAGE = `https://github.com/octo/shop/actions/runs/${RUN}`
const FAILED = 12

type Kind = {
  readonly key: string
  readonly labels: readonly string[]
  readonly step: string
  readonly seconds: number
}

const KINDS: readonly Kind[] = [
  { key: 'unit', labels: ['ubuntu-24.04'], step: 'Run unit tests', seconds: 340 },
  { key: 'integration', labels: ['ubuntu-24.04-8core'], step: 'Run integration tests', seconds: 790 },
  { key: 'browser', labels: ['self-hosted', 'browser'], step: 'Run browser tests', seconds: 1_130 },
]

/** How a job failed: the lines of its log after the command, by its place among the failed jobs. */
const FAILURES: readonly (readonly string[])[] = [
  ...Array.from({ length: 9 }, (_, index) => [
    'FAIL test/checkout/tax.test.ts',
    `  ● checkout › adds the tax of region ${index + 1}`,
    '    expect(received).toBe(expected)',
    'Tests:       1 failed, 240 passed, 241 total',
    '##[error]Process completed with exit code 1.',
  ]),
  ...Array.from({ length: 2 }, () => [
    '##[error]The self-hosted runner lost communication with the server. Verify the machine is running and has a healthy network connection.',
  ]),
  ['tar: app/video.bin: Cannot write: No space left on device', '##[error]Process completed with exit code 2.'],
]

/** Writes the folder. The jobs are a build, legs of three matrices that need it, and a release that is skipped. */
export const writeLargeRun = async (folder: string, count: number): Promise<void> => {
  const legs = Array.from({ length: count - 2 }, (_, index) => buildLeg(index, count - 2))
  const jobs = [buildJob(), ...legs.map(({ job }) => job), skippedJob(count)]
  await mkdir(join(folder, 'logs'), { recursive: true })
  await Promise.all([
    writeJson(join(folder, 'run.json'), runAnswer()),
    writeJson(join(folder, 'jobs.json'), { total_count: jobs.length, jobs }),
    writeFile(join(folder, 'workflow.yml'), WORKFLOW),
    ...legs.flatMap(({ job, log }) =>
      log === undefined ? [] : [writeFile(join(folder, 'logs', `${job.id}.txt`), log)],
    ),
  ])
}

const writeJson = (file: string, value: unknown): Promise<void> => writeFile(file, JSON.stringify(value))

const isoTime = (seconds: number): string => `${new Date(BEGIN + seconds * 1_000).toISOString().slice(0, 19)}Z`

const runAnswer = () => ({
  ...{ id: RUN, name: 'ci', run_number: 1_478, run_attempt: 1, event: 'pull_request' },
  ...{
    status: 'completed',
    conclusion: 'failure',
    head_branch: 'faster-checkout',
    head_sha: 'c0ffee'.repeat(7).slice(0, 40),
  },
  ...{ created_at: isoTime(0), run_started_at: isoTime(0), updated_at: isoTime(2_600), html_url: PAGE },
  ...{ path: '.github/workflows/ci.yml', workflow_id: 7, repository: { id: 9, full_name: 'octo/shop' } },
})

const WORKFLOW = `name: ci
on: pull_request
jobs:
  build:
    runs-on: ubuntu-24.04
    steps:
      - name: Build
        run: make
${KINDS.map(
  ({ key, labels, step }) => `  ${key}:
    needs: build
    strategy:
      fail-fast: false
      matrix:
        shard: \${{ fromJSON(vars.SHARDS) }}
    runs-on: [${labels.join(', ')}]
    steps:
      - name: ${step}
        run: make ${key}
`,
).join('')}  release:
    needs: [unit, integration, browser]
    runs-on: ubuntu-24.04
    steps:
      - name: Release
        run: make release
`

type Ends = { readonly conclusion: string; readonly create: number; readonly start: number; readonly end: number }

const jobAnswer = (id: number, name: string, labels: readonly string[], step: string, ends: Ends) => ({
  ...{ id, run_id: RUN, run_attempt: 1, name, status: 'completed', conclusion: ends.conclusion, labels },
  ...{ created_at: isoTime(ends.create), started_at: isoTime(ends.start), completed_at: isoTime(ends.end) },
  ...{ runner_id: id, runner_name: `runner ${id}`, runner_group_name: 'default', html_url: `${PAGE}/job/${id}` },
  steps: [
    stepAnswer(1, 'Set up job', 'success', ends.start, ends.start + 3),
    stepAnswer(2, step, ends.conclusion, ends.start + 3, ends.end - 2),
    stepAnswer(3, 'Complete job', 'success', ends.end - 2, ends.end),
  ],
})

const stepAnswer = (number: number, name: string, conclusion: string, from: number, to: number) => ({
  ...{ number, name, status: 'completed', conclusion, started_at: isoTime(from), completed_at: isoTime(to) },
})

const buildJob = () =>
  jobAnswer(1, 'build', ['ubuntu-24.04'], 'Build', { conclusion: 'success', create: 1, start: 5, end: 421 })

const skippedJob = (count: number) => ({
  ...{
    id: count,
    run_id: RUN,
    run_attempt: 1,
    name: 'release',
    status: 'completed',
    conclusion: 'skipped',
    labels: [],
  },
  ...{ created_at: isoTime(2_598), started_at: isoTime(2_598), completed_at: isoTime(2_598), runner_id: 0, steps: [] },
  html_url: `${PAGE}/job/${count}`,
})

/** The failed legs are spread over the run: an odd distance meets each matrix. Waits grow with the place in the queue. */
const buildLeg = (index: number, count: number) => {
  const place = Math.floor(index / KINDS.length)
  const { key, labels, step, seconds } = KINDS[index % KINDS.length] ?? { key: '', labels: [], step: '', seconds: 0 }
  const every = Math.floor(count / FAILED) | 1
  const failure = index % every === 4 ? FAILURES[Math.floor(index / every)] : undefined
  const start = 425 + (place % 25) * (key === 'browser' ? 40 : 9)
  const end = start + seconds + ((index * 37) % 97)
  const conclusion = failure === undefined ? 'success' : 'failure'
  const ends = { conclusion, create: 422, start, end }
  return {
    job: jobAnswer(index + 2, `${key} (${place + 1})`, labels, step, ends),
    log: failure === undefined ? undefined : toLog(key, start, end, failure),
  }
}

const toLog = (key: string, start: number, end: number, failure: readonly string[]): string => {
  const at = (seconds: number, line: string): string => `${isoTime(seconds).slice(0, 19)}.0000000Z ${line}\n`
  const command = `make ${key}`
  return [
    ...["Current runner version: '2.336.0'", 'Prepare all required actions'].map(line => at(start, line)),
    ...[`##[group]Run ${command}`, command, 'shell: /usr/bin/bash -e {0}', '##[endgroup]'].map(line =>
      at(start + 3, line),
    ),
    ...failure.map(line => at(end - 2, line)),
    at(end - 1, 'Cleaning up orphan processes'),
  ].join('')
}
