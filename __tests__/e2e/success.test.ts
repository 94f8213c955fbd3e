import { describe, expect, it } from '@jest/globals'
import { type Answer, type GitHub, type ReportSeen, reportAgainst } from './loopback-github.ts'

const HEAD = 'b'.repeat(40)

const aRun = (id: number, more: object = {}) => ({
  ...{ id, run_attempt: 1, run_number: 3, event: 'push', status: 'completed', conclusion: 'failure', name: 'ci' },
  ...{ head_sha: HEAD, head_branch: 'main', path: '.github/workflows/ci.yml' },
  ...{ created_at: '2026-01-01T00:00:00Z', run_started_at: '2026-01-01T00:00:00Z' },
  ...{ repository: { id: 1, default_branch: 'main' }, head_repository: { id: 1 }, ...more },
})

const aJob = (runId: number, id: number, conclusion: string | null, more: object = {}) => ({
  ...{ id, run_id: runId, run_attempt: 1, name: id === 99 ? 'report' : `job ${id}`, conclusion, head_sha: HEAD },
  ...{
    status: conclusion === null ? 'in_progress' : 'completed',
    labels: ['x'],
    steps: [],
    runner_id: 1,
    runner_name: 'r',
  },
  ...{ created_at: '2026-01-01T00:00:00Z', started_at: '2026-01-01T00:00:01Z' },
  ...{ completed_at: conclusion === null ? null : '2026-01-01T00:00:09Z', ...more },
})

type Jobs = (page: number, perPage: number) => Answer

/** A GitHub that knows one run, and answers as `jobs` says when it is asked for its jobs. */
const github =
  (run: { readonly id: number }, jobs: Jobs, headers: Record<string, string> = {}): GitHub =>
  path => {
    const url = new URL(path, 'http://localhost')
    if (url.pathname.endsWith('/attempts/1/jobs'))
      return { headers, ...jobs(Number(url.searchParams.get('page')), Number(url.searchParams.get('per_page'))) }
    if (url.pathname.endsWith(`/actions/runs/${run.id}/attempts/1`)) return { body: run, headers }
    if (url.pathname.endsWith('/artifacts')) return { body: { total_count: 0, artifacts: [] }, headers }
    if (url.pathname.endsWith('/check-runs')) return { body: { total_count: 0, check_runs: [] }, headers }
    return undefined
  }

const list = (jobs: readonly object[], total = jobs.length): Answer => ({ body: { total_count: total, jobs } })
const paged =
  (jobs: readonly object[]): Jobs =>
  (page, perPage) =>
    list(jobs.slice((page - 1) * perPage, page * perPage), jobs.length)

/** The report of run 6 from a later run; the report of its own run 5. */
const LATER = { 'INPUT_RUN-ID': '6', 'INPUT_RUN-ATTEMPT': '1' }
const both = (runId: number, ...conclusions: readonly string[]) => [
  ...conclusions.map((conclusion, index) => aJob(runId, 10 + index, conclusion)),
  ...(runId === 5 ? [aJob(5, 99, null)] : []),
]

const seen = ({ posted, outputs, summary, log, code }: ReportSeen) => ({
  code,
  conclusion: posted.map(({ conclusion }) => conclusion),
  passed: /Passed|Nothing failed/.test(
    [...posted.map(({ output }) => output.title + output.summary), summary, log].join(),
  ),
  result: /result<<\S+\n(\w+)\n/.exec(outputs)?.[1],
})

/** How a list can be answered that is not the whole list of the run's jobs. */
const lists = (runId: number): readonly (readonly [string, Jobs, Record<string, string>])[] =>
  LISTS.map(([what, jobs, headers = {}]) => [what, jobs(runId), headers])

const LISTS: readonly (readonly [string, (runId: number) => Jobs, Record<string, string>?])[] = [
  ['refused with 502', () => () => ({ status: 502, body: 'x' })],
  ['refused with 403', () => () => ({ status: 403, body: {} })],
  ['a page of HTML', () => () => ({ body: '<html></html>', headers: { 'content-type': 'text/html' } })],
  ['empty', () => () => list([])],
  ['without a list', () => () => ({ body: { total_count: 2 } })],
  ['of entries that are no jobs', () => () => list([{ id: 2 ** 60, name: 'x' }, { nope: 1 }], 2)],
  ['shorter than it says', runId => () => list(both(runId, 'success'), 5)],
  [
    'cut after the first page',
    runId => page =>
      page === 1
        ? list(
            Array.from({ length: 100 }, (_, id) => aJob(runId, 200 + id, 'success')),
            150,
          )
        : { status: 502, body: 'x' },
  ],
  ['the list of another run', () => () => list(both(7, 'success', 'success'))],
  ['the list of a later attempt', runId => () => list(both(runId, 'success').map(job => ({ ...job, run_attempt: 2 })))],
  [
    'over budget',
    runId => () => list(both(runId, 'failure')),
    { 'x-ratelimit-remaining': '1', 'x-ratelimit-limit': '1000' },
  ],
]

describe('a run of which GitHub does not give the whole list of jobs', () => {
  it.each(lists(6))(
    '%s, in a later run: is never called passed',
    async (name, jobs, headers) => {
      const reported = await reportAgainst(github(aRun(6), jobs, headers), LATER)
      // Of a run without jobs GitHub's own word is all there is: it failed.
      const isEmpty = name === 'empty'
      expect(seen(reported)).toEqual({
        ...{ code: 0, conclusion: ['neutral'], passed: false },
        result: isEmpty ? 'failure' : 'incomplete',
      })
      expect(reported.posted[0]?.output.title).toMatch(
        isEmpty ? /^❌ no listed job explains why the run failed$/ : /Incomplete: .*GitHub/,
      )
    },
    120_000,
  )

  it.each(lists(5))(
    '%s, in its own run: is never called passed',
    async (_, jobs, headers) => {
      const run = aRun(5, { status: 'in_progress', conclusion: null })
      expect(seen(await reportAgainst(github(run, jobs, headers)))).toEqual({
        ...{ code: 0, conclusion: ['neutral'], passed: false, result: 'incomplete' },
      })
    },
    120_000,
  )
})

describe('a run of which GitHub gives the whole list', () => {
  it('has passed where all ended well, in its own run', async () => {
    const run = aRun(5, { status: 'in_progress', conclusion: null })
    const reported = await reportAgainst(github(run, paged(both(5, 'success', 'skipped'))))
    expect(seen(reported)).toEqual({ code: 0, conclusion: ['success'], passed: true, result: 'success' })
    expect(reported.posted[0]?.output.title).toContain('1 of 2 jobs succeeded, 1 skipped')
  }, 60_000)

  it.each([
    ['success', 'completed', 'success', 'success'],
    ['failure', 'completed', 'neutral', 'failure'],
    ['cancelled', 'completed', 'neutral', 'cancelled'],
    [null, 'in_progress', 'neutral', 'incomplete'],
  ])(
    'has passed in a later run only where GitHub says so: %s, %s',
    async (conclusion, status, check, result) => {
      const run = aRun(6, { conclusion, status })
      const reported = await reportAgainst(github(run, paged(both(6, 'success', 'success'))), LATER)
      expect(seen(reported)).toMatchObject({ conclusion: [check], result, passed: result === 'success' })
    },
    60_000,
  )

  it('has passed by needs alone where the list is refused, and the title says of what', async () => {
    const run = aRun(5, { status: 'in_progress', conclusion: null })
    const needs = JSON.stringify({ a: { result: 'success' }, b: { result: 'success' } })
    const reported = await reportAgainst(
      github(run, () => ({ status: 403, body: {} })),
      { INPUT_NEEDS: needs },
    )
    expect(seen(reported)).toMatchObject({ conclusion: ['success'], result: 'success' })
    expect(reported.posted[0]?.output.title).toContain('2 of 2 needed jobs succeeded; other jobs not known')
    const skipped = JSON.stringify({ a: { result: 'success' }, b: { result: 'skipped' } })
    const other = await reportAgainst(
      github(run, () => ({ status: 403, body: {} })),
      { INPUT_NEEDS: skipped },
    )
    expect(seen(other)).toMatchObject({ conclusion: ['neutral'], result: 'incomplete' })
  }, 60_000)
})

describe('a run of over 1,000 jobs', () => {
  it('is evaluated by all of them, and says what has no row', async () => {
    const jobs = [
      aJob(5, 99, null),
      ...Array.from({ length: 1_020 }, (_, index) => aJob(5, 2_000 + index, index === 1_019 ? 'failure' : 'success')),
    ]
    const run = aRun(5, { status: 'in_progress', conclusion: null })
    const reported = await reportAgainst(github(run, paged(jobs)), { 'INPUT_API-BUDGET': '40' })
    expect(seen(reported)).toMatchObject({ conclusion: ['neutral'], result: 'failure', passed: false })
    expect(reported.posted[0]?.output.title).toContain('job 3019 failed')
    for (const text of [reported.posted[0]?.output.summary ?? '', reported.summary])
      expect(text.split('\n').slice(0, 10).join('\n')).toContain('1021 jobs, of which 21 have no row here')
    expect(reported.manifest?.jobs).toHaveLength(1_000)
    expect(reported.manifest?.outcome?.jobs).toMatchObject({ known: 1_020, succeeded: 1_019, failed: 1 })
  }, 120_000)
})
