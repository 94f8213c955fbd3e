import { describe, expect, test } from '@jest/globals'
import { type AccountInput, buildAccount } from '../../src/account/build-account.ts'
import { cutRows } from '../../src/account/cut-rows.ts'
import type { PlannedJobs } from '../../src/account/planned-jobs.ts'
import { findPlannedJobs } from '../../src/account/planned-jobs.ts'
import { stateSigning } from '../../src/account/state-signing.ts'
import { type ListedJob, readJobResponse } from '../../src/github/rest/job.ts'
import { decideConclusion } from '../../src/policy/check-conclusion.ts'
import { evaluatePolicy } from '../../src/policy/evaluate-policy.ts'
import { renderCheckRun } from '../../src/render/check-run-body.ts'
import { renderRunReport, renderTitle as title } from '../../src/render/run-report.ts'
import type { ReportedJob } from '../../src/schema/run/run-manifest.ts'
import { runManifest } from '../../src/schema/run/run-manifest.ts'
import { buildTimeline } from '../../src/timeline/build-timeline.ts'
import { checkRunAccount } from '../../src/verify/documents/run-account.ts'
import { aPlannedJob } from '../timeline/a-job.ts'
import { anObservation } from '../timeline/an-observation.ts'
import { anAccountInput } from './an-account-input.ts'

const listed = (id: number, name: string, more: Record<string, unknown> = {}): ListedJob => {
  const job = readJobResponse({
    ...{ id, name, status: 'completed', conclusion: 'success', labels: ['ubuntu-latest'], steps: [], run_attempt: 1 },
    created_at: '2026-03-01T10:00:00Z',
    started_at: '2026-03-01T10:00:10Z',
    completed_at: '2026-03-01T10:02:00Z',
    ...{ runner_id: 5, runner_name: 'GitHub Actions 5', ...more },
  })
  if (job === undefined) throw new Error('not a job')
  return job
}

const OWN = listed(99, 'report', { status: 'in_progress', conclusion: null, completed_at: null })
const fact = <T>(value: T) => ({ value, source: 'runner' as const })

const input = (more: Partial<AccountInput>): AccountInput =>
  anAccountInput({ run: { ...anAccountInput().run, workflow: fact('CI') }, jobs: [OWN], ...more })

const account = (more: Partial<AccountInput>) =>
  stateSigning(buildAccount(input(more)), { mode: 'none', reason: 'switched-off' })
const report = (more: Partial<AccountInput>) => account(more).manifest

type Ends = Readonly<Record<string, Record<string, unknown>>>
const RUNNING = { status: 'in_progress', conclusion: null, completed_at: null }

/** What the jobs of a run came to, and whether the list proves a success by it. */
const JOBS: readonly (readonly [
  what: string,
  ends: Ends,
  good: boolean,
  worst: 'failure' | 'cancelled' | undefined,
])[] = [
  ['all succeeded', { build: {}, test: {} }, true, undefined],
  ['one skipped', { build: {}, test: { conclusion: 'skipped' } }, true, undefined],
  ['all skipped', { build: { conclusion: 'skipped' }, test: { conclusion: 'skipped' } }, false, undefined],
  ['none', {}, false, undefined],
  ['one in progress', { build: {}, test: RUNNING }, false, undefined],
  ['one queued', { build: {}, test: { ...RUNNING, status: 'queued' } }, false, undefined],
  ['one without a conclusion', { build: {}, test: { conclusion: null } }, false, undefined],
  ['one of an unknown word', { build: {}, test: { conclusion: 'splendid' } }, false, undefined],
  ['one neutral', { build: {}, test: { conclusion: 'neutral' } }, false, undefined],
  ['one failed', { build: {}, lint: { conclusion: 'failure' } }, false, 'failure'],
  ['one over its time', { build: {}, lint: { conclusion: 'timed_out' } }, false, 'failure'],
  ['one cancelled', { build: {}, lint: { conclusion: 'cancelled' } }, false, 'cancelled'],
]

/** How GitHub's list of them was answered. */
const LISTS = ['whole', 'cut', 'refused'] as const

const NEEDS: readonly (readonly string[] | undefined)[] = [
  undefined,
  [],
  ['success', 'success'],
  ['success', 'skipped'],
  ['skipped', 'skipped'],
  ['success', 'odd'],
  ['success', 'failure'],
  ['cancelled', 'success'],
]

type Run = { readonly isOther: boolean; readonly api: { readonly status?: string; readonly conclusion?: string } }
const RUNS: readonly Run[] = [
  { isOther: false, api: {} },
  { isOther: false, api: { status: 'in_progress' } },
  { isOther: false, api: { status: 'completed', conclusion: 'failure' } },
  { isOther: true, api: {} },
  { isOther: true, api: { status: 'completed', conclusion: 'success' } },
  { isOther: true, api: { status: 'completed', conclusion: 'failure' } },
  { isOther: true, api: { status: 'completed', conclusion: 'cancelled' } },
  { isOther: true, api: { status: 'in_progress' } },
  { isOther: true, api: { status: 'in_progress', conclusion: 'success' } },
]

const cases = JOBS.flatMap(([what, ends, good, worst]) =>
  LISTS.flatMap(list =>
    NEEDS.flatMap(needs =>
      RUNS.filter(run => !run.isOther || needs === undefined).map(run => ({
        what,
        ends,
        good,
        worst,
        list,
        needs,
        run,
      })),
    ),
  ),
)

const KEYS = ['build', 'test'] as const

/** The rule in other words than the code has: what each source alone says, then what they say together. */
const expected = ({ what, good, worst, list, needs, run }: (typeof cases)[number]): string => {
  const seen = list !== 'refused'
  if (needs?.includes('failure') === true) return 'failure'
  // Of a run that GitHub calls a success a job that failed is one that the workflow tolerates.
  const tolerated = run.isOther && run.api.status === 'completed' && run.api.conclusion === 'success'
  if (seen && worst === 'failure' && !tolerated) return 'failure'
  if (needs?.includes('cancelled') === true || (seen && worst === 'cancelled' && !tolerated)) return 'cancelled'
  const { status, conclusion } = run.api
  // GitHub's word on another run counts where its whole list of jobs is known.
  if (run.isOther && list === 'whole' && status === 'completed') {
    if (conclusion === 'failure' || conclusion === 'cancelled' || conclusion === 'skipped') return conclusion
    if (conclusion === 'timed_out' || conclusion === 'startup_failure') return 'failure'
  }
  if (run.isOther)
    return list === 'whole' && (good || worst !== undefined) && status === 'completed' && conclusion === 'success'
      ? 'success'
      : 'incomplete'
  if (conclusion !== undefined && conclusion !== 'success') return 'incomplete'
  if (list === 'whole' && good) return 'success'
  const allNeeded = needs !== undefined && needs.length > 0 && needs.every(one => one === 'success')
  // A job that GitHub shows as running is over where `needs` says so of its key: both jobs here are needed.
  const speaksAgainst = seen && !good && !['none', 'all skipped', 'one in progress', 'one queued'].includes(what)
  return allNeeded && !speaksAgainst ? 'success' : 'incomplete'
}

const reportOf = ({ ends, list, needs, run }: (typeof cases)[number]) => {
  const jobs = Object.entries(ends).map(([name, more], index) => listed(index + 1, name, more))
  return report({
    ...(run.isOther ? { reporter: { role: 'collector', runId: '8', attempt: 1 }, ownJobId: '', ownJobKey: '' } : {}),
    jobs: list === 'refused' ? undefined : run.isOther ? jobs : [...jobs, OWN],
    jobsComplete: list === 'whole',
    gaps: list === 'whole' ? [] : [{ field: 'jobs', reason: 'service-error', source: 'api', detail: 'HTTP 502' }],
    needs: needs && new Map(needs.map((result, index) => [KEYS[index] ?? '', result])),
    api: run.api,
  })
}

describe('the result of a run by everything that is known of it', () => {
  test(`${cases.length} mixtures of list, needs, jobs and run: success only where it is known`, () => {
    const wrong = cases.flatMap(one => {
      const manifest = reportOf(one)
      const found = manifest.result
      const wanted = expected(one)
      return found === wanted ? [] : [{ ...one, ends: undefined, found, wanted, open: manifest.outcome?.open }]
    })
    expect(wrong).toEqual([])
    expect(new Set(cases.map(expected))).toEqual(new Set(['success', 'failure', 'cancelled', 'incomplete']))
  })

  test('title, conclusion, completeness and policy say the same in each of them', () => {
    for (const one of cases) {
      const manifest = reportOf(one)
      const text = `${renderCheckRun(manifest).title}\n${renderRunReport(manifest).split('\n###')[0] ?? ''}`
      const isSuccess = manifest.result === 'success'
      expect(text.includes('✅ Passed')).toBe(isSuccess)
      expect(decideConclusion(manifest, 'never')).toBe(isSuccess ? 'success' : 'neutral')
      const following = manifest.result === 'failure' ? 'failure' : isSuccess ? 'success' : 'neutral'
      expect(decideConclusion(manifest, 'never', 'follow-run')).toBe(following)
      if (!isSuccess) expect(text).not.toMatch(/Nothing failed|No needed job failed/)
      if (manifest.result === 'incomplete') expect(manifest.outcome?.open.length).toBeGreaterThan(0)
      if (one.list !== 'whole') {
        const evaluated = evaluatePolicy(
          { version: 1, 'no-contradictions': true, 'required-jobs': ['build'] },
          manifest,
          {
            ...{ now: 0, ownJobId: '99', ownJobKey: 'report' },
          },
        )
        expect(evaluated.verdict).not.toBe('met')
        if (one.list === 'cut') expect(manifest.completeness.complete).toBe(false)
      }
      expect(runManifest.safeParse(manifest).success).toBe(true)
    }
  })

  test.each([
    ['a job that was skipped', { build: {}, docs: { conclusion: 'skipped' } }, '1 of 2 jobs succeeded, 1 skipped'],
    ['jobs that go on', { build: {}, test: RUNNING }, '1 of 2 jobs have not ended yet'],
  ])('%s is told in the title', (_, ends, words) => {
    const jobs = Object.entries(ends).map(([name, more], index) => listed(index + 1, name, more))
    expect(title(report({ jobs: [...jobs, OWN] }))).toContain(words)
  })

  test('a success of needs alone says how many, and that the others are not known', () => {
    const manifest = report({ jobs: undefined, needs: new Map(['a', 'b', 'c', 'd'].map(key => [key, 'success'])) })
    expect(title(manifest)).toContain('✅ Passed: 4 of 4 needed jobs succeeded; other jobs not known')
    expect(manifest.outcome).toMatchObject({ basis: 'needs', needs: { given: 4, succeeded: 4 } })
  })

  test('GitHub’s word on the run is told where its list is not to be had', () => {
    const gaps = [{ field: 'jobs', reason: 'service-error' as const, source: 'api' as const, detail: 'HTTP 502' }]
    const other = { reporter: { role: 'collector' as const, runId: '8', attempt: 1 }, ownJobId: '', ownJobKey: '' }
    const manifest = report({ ...other, jobs: undefined, gaps, api: { status: 'completed', conclusion: 'failure' } })
    expect(title(manifest)).toContain('⏳ Incomplete: GitHub says that the run ended as failure')
    expect(renderRunReport(manifest)).toContain('could not be read: HTTP 502')
  })

  test('without a job id the report’s own job is not known among the listed ones', () => {
    const manifest = report({ ownJobId: '', jobs: [listed(1, 'build'), OWN] })
    expect(manifest.result).toBe('incomplete')
    expect(report({ ownJobId: '', jobs: [listed(1, 'build')] }).result).toBe('incomplete')
  })
})

describe('a job that fails and is tolerated', () => {
  const failing = listed(2, 'nightly', { conclusion: 'failure' })
  const planned = (keys: Readonly<Record<string, string>>, ownNeeds: readonly string[]): PlannedJobs => ({
    keys: new Map(Object.entries(keys)),
    ownNeeds: new Set(ownNeeds),
    isCertain: true,
  })
  const needs = new Map([
    ['build', 'success'],
    ['nightly', 'success'],
  ])
  const jobs = [listed(1, 'build'), failing, OWN]

  test('is known by its key in the workflow file, told, and not counted as passed', () => {
    const manifest = report({ jobs, needs, planned: planned({ 1: 'build', 2: 'nightly' }, ['build', 'nightly']) })
    expect(manifest.result).toBe('success')
    expect(manifest.outcome?.jobs).toMatchObject({ succeeded: 1, tolerated: 1, failed: 0 })
    expect(title(manifest)).toContain('1 of 2 jobs succeeded, 1 failed and tolerated')
    expect(renderRunReport(manifest)).toContain('❌ failure (tolerated)')
    const timed = { jobs, needs, timeline: buildTimeline(anObservation(jobs)) }
    const both = planned({ 1: 'build', 2: 'nightly' }, ['build', 'nightly'])
    const shown = renderRunReport(report({ ...timed, planned: both }))
    expect(shown).toContain('1 job failed and the workflow tolerates it: ')
    expect(shown).not.toMatch(/Nothing failed|All 2 jobs passed/)
  })

  test('is known by the report’s own needs where only results were passed', () => {
    const results = new Map(['success', 'success'].map((result, index) => [`#${index}`, result]))
    const of = (own: readonly string[]) =>
      report({ jobs, needs: results, planned: planned({ 1: 'build', 2: 'nightly' }, own) }).result
    expect(of(['build', 'nightly'])).toBe('success')
    expect(of(['build', 'other'])).toBe('failure')
  })

  test('a job that bears the name of another is not that one', () => {
    const both = [listed(1, 'Build it'), listed(2, 'build', { conclusion: 'failure' }), OWN]
    const file = planned({ 1: 'build', 2: 'evil' }, ['build'])
    const manifest = report({ jobs: both, needs: new Map([['build', 'success']]), planned: file })
    expect(manifest.result).not.toBe('success')
    const twice = [listed(1, 'build'), listed(2, 'build', { conclusion: 'failure' }), OWN]
    expect(report({ jobs: twice, needs: new Map([['build', 'success']]) }).result).not.toBe('success')
  })

  test('the workflow file names keys by what GitHub shows, and only the file of this very run', () => {
    const plan = {
      name: 'CI',
      hasConcurrency: false,
      jobs: [
        aPlannedJob({ instances: [{ name: ['Build it'], scope: [], matrix: {} }] }),
        aPlannedJob({ id: 'evil', key: 'evil', instances: [{ name: ['build'], scope: [], matrix: {} }] }),
        aPlannedJob({
          id: 'report',
          key: 'report',
          needs: ['build'],
          instances: [{ name: ['report'], scope: [], matrix: {} }],
        }),
      ],
    }
    const choice = { path: 'ci.yml', by: 'workflow-sha' as const, inferred: false }
    const both = [listed(1, 'Build it'), listed(2, 'build'), OWN]
    const found = findPlannedJobs({ plan, choice }, both, '99')
    expect(Object.fromEntries(found?.keys ?? [])).toEqual({ 1: 'build', 2: 'evil', 99: 'report' })
    expect([...(found?.ownNeeds ?? [])]).toEqual(['build'])
    expect(findPlannedJobs({ plan, choice: { ...choice, inferred: true } }, both, '99')).toBeUndefined()
  })
})

describe('a run with more jobs than a report has rows', () => {
  const COUNT = 1_204
  const jobs = [
    OWN,
    ...Array.from({ length: COUNT }, (_, index) =>
      listed(1_000 + index, `leg ${index}`, {
        conclusion: index === COUNT - 1 ? 'failure' : 'success',
        started_at: new Date(Date.UTC(2026, 2, 1, 10) + index * 1_000).toISOString(),
      }),
    ),
  ]
  const whole = account({ jobs, timeline: buildTimeline(anObservation(jobs)) })
  const { manifest } = cutRows(whole, '99')

  test('is evaluated by all of them: the last one failed', () => {
    expect(manifest.result).toBe('failure')
    expect(manifest.headline).toMatchObject({ kind: 'failed', job: `leg ${COUNT - 1}` })
    expect(manifest.outcome?.jobs).toMatchObject({ known: COUNT, succeeded: COUNT - 1, failed: 1 })
    expect(manifest.completeness).toMatchObject({ known: COUNT, complete: false, notShown: { jobs: 205 } })
    const evaluated = evaluatePolicy({ version: 1, 'required-jobs': [`leg ${COUNT - 1}`] }, whole.manifest, {
      ...{ now: 0, ownJobId: '99', ownJobKey: 'report' },
    })
    expect(evaluated.rules[0]).toMatchObject({ result: 'violated', reason: 'ended as failure' })
  })

  test('keeps a row for what failed and for the report’s own job, and is a run manifest', () => {
    expect(manifest.jobs).toHaveLength(1_000)
    expect(manifest.timeline?.jobs).toHaveLength(1_000)
    expect(manifest.jobs.map(({ name }) => name)).toEqual(expect.arrayContaining(['report', `leg ${COUNT - 1}`]))
    expect(runManifest.safeParse(manifest).success).toBe(true)
  })

  test('says so in the first lines of check run and report', () => {
    for (const text of [renderCheckRun(manifest).summary, renderRunReport(manifest)]) {
      const head = text.split('\n').slice(0, 12).join('\n')
      expect(head).toContain('1205 jobs, of which 205 have no row here')
      expect(head).toContain(`${COUNT - 1} of ${COUNT} jobs succeeded, 1 failed`)
    }
  })

  test('its counts are held against its rows, and a cut that is none is found', () => {
    const completeness = (changed: Partial<typeof manifest>) =>
      checkRunAccount({ ...manifest, ...changed }).find(({ id }) => id === 'completeness')?.result
    expect(completeness({})).toBe('not-applicable')
    const shorter: readonly ReportedJob[] = manifest.jobs.slice(0, 10)
    expect(completeness({ jobs: [...shorter] })).toBe('fail')
    const fewer = { ...manifest.completeness, notShown: { jobs: 205, ran: 4, recorded: 0 } }
    expect(completeness({ completeness: fewer })).toBe('fail')
  })
})
