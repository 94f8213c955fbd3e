import { describe, expect, it } from '@jest/globals'
import { cacheDrift } from '../../../src/findings/rules/cache-drift.ts'
import { THRESHOLDS } from '../../../src/findings/rules/finding-rule.ts'
import type { HistoryJob, HistoryRun } from '../../../src/schema/history/history.ts'
import type { CacheOperation } from '../../../src/schema/job/job-manifest.ts'
import { finding } from '../../../src/schema/run/finding.ts'
import type { CacheMiss } from '../../../src/schema/run/run-evidence.ts'
import type { RunManifest } from '../../../src/schema/run/run-manifest.ts'
import { aHistoryJob, aPast } from '../../history/a-history-run.ts'
import { aReportedJob, aRun } from '../../policy/an-evaluated-run.ts'

const hash = (digit: string): string => `npm-Linux-${digit.repeat(64)}`
const FAMILY = 'npm-Linux-{content-hash}'
const RUN_ID = '31000000001'

type PastCache = NonNullable<HistoryJob['caches']>[number]
type Operation = Partial<CacheOperation> & { readonly key: string }

const restore = (operation: Operation): CacheOperation => ({
  ...{ operation: 'restore', result: 'miss', restoreKeys: [], source: 'log' },
  ...operation,
})

/** A run with the given operations of one job, and what the API says of its misses. */
const aCachedRun = (caches: readonly CacheOperation[], misses: readonly Partial<CacheMiss>[] = []): RunManifest => {
  const run = aRun([aReportedJob('1', 'build', {}, { caches: [...caches] })])
  return {
    ...run,
    run: { ...run.run, runId: { value: RUN_ID, source: 'runner' } },
    cacheFindings: {
      misses: misses.map(miss => ({
        ...{ jobId: '1', job: 'build', result: 'miss', why: 'unknown', source: 'api', confidence: 'high' },
        ...miss,
      })) as CacheMiss[],
      confirmed: [],
    },
    timeline: { ...(run.timeline as NonNullable<RunManifest['timeline']>), start: '2026-02-01T00:00:00Z' },
  }
}

/** Past runs of the job, newest first, each with the cache of its number. */
const past = (count: number, cache: (number: number) => Partial<PastCache>): readonly HistoryRun[] =>
  aPast(count, number => [
    aHistoryJob('build', { caches: [{ family: FAMILY, key: hash('a'), result: 'hit', ...cache(number) }] }),
  ])

const evaluate = (manifest: RunManifest, before: readonly HistoryRun[]) => {
  const found = cacheDrift({ manifest, past: before, thresholds: THRESHOLDS })
  for (const one of found) expect(finding.safeParse(one).success).toBe(true)
  return found.map(({ summary }) => summary)
}

describe('a key with the run id', () => {
  const key = `build-${RUN_ID}`
  const saved = restore({ operation: 'save', result: 'saved', key, sizeBytes: 2_000_000 })

  it('can never hit, without any history', () => {
    expect(evaluate(aCachedRun([restore({ key }), saved]), [])).toEqual([
      'The cache “build-{run-scoped}” can never hit: its key holds the run id, and each run saves a new entry of 2.0 MB.',
    ])
  })

  it.each([
    ['with restore keys', [restore({ key, restoreKeys: ['build-'] }), saved]],
    ['that a restore key filled', [restore({ key, result: 'partial', matchedKey: 'build-1' }), saved]],
    ['that is never saved', [restore({ key })]],
    ['that a later job of the run restores', [restore({ key }), saved, restore({ key, result: 'hit' })]],
    ['of another run', [restore({ key: 'build-31000000999' }), { ...saved, key: 'build-31000000999' }]],
  ])('is no finding %s', (_, caches) => {
    expect(evaluate(aCachedRun(caches), [])).toEqual([])
  })

  it('is no finding in a second attempt, which may hit', () => {
    const run = aCachedRun([restore({ key }), saved])
    const second = { ...run, run: { ...run.run, attempt: { value: 2, source: 'runner' as const } } }
    expect(evaluate(second, [])).toEqual([])
  })
})

describe('saves', () => {
  const failing = aCachedRun([
    restore({ key: hash('a') }),
    restore({ operation: 'save', result: 'not-saved', reason: 'over-limit', key: hash('a') }),
  ])
  const failed = (number: number, from: number, reason: PastCache['notSaved'] = 'over-limit'): Partial<PastCache> =>
    number >= from ? { result: 'miss', saved: false, notSaved: reason } : {}

  it('that failed three times in a row for a lasting reason are a finding', () => {
    expect(
      evaluate(
        failing,
        past(3, number => failed(number, 2)),
      ),
    ).toEqual([`The cache “${FAMILY}” was not saved in this run and the 2 before (over-limit).`])
  })

  it.each([
    ['twice', past(3, number => failed(number, 3))],
    ['because another job saves', past(3, number => failed(number, 1, 'another-job-creates-it'))],
    ['because the job failed', past(3, number => failed(number, 1, 'job-failed'))],
  ])('that failed %s are none', (_, before) => {
    expect(evaluate(failing, before)).toEqual([])
  })
})

describe('the hit rate', () => {
  const missed = aCachedRun([
    restore({ key: hash('c') }),
    restore({ operation: 'save', result: 'saved', key: hash('c') }),
  ])

  it('of 0 in at least ten past runs is a finding', () => {
    const never = past(10, number => ({ key: hash(String(number % 10)), result: 'miss', saved: true }))
    expect(evaluate(missed, never)).toEqual([
      `The cache “${FAMILY}” never hit: 0 of 11 restores, with 11 keys and 11 saves.`,
    ])
  })

  it('that fell after at least ten past runs is a finding, with the part that changed', () => {
    const fallen = past(14, number =>
      number > 12 ? { key: hash(String(number - 12)), result: 'miss', saved: true } : {},
    )
    expect(evaluate(missed, fallen)).toEqual([
      `The cache “${FAMILY}” missed in the last 3 runs; before, 12 of 12 restores hit. The part “cccccccccccc…” of the key changed (3 keys in three runs).`,
    ])
  })

  it('names the lockfile that changed with the key', () => {
    const lockfiles = (digest: string) => ({ lockfiles: { 'package-lock.json': digest } })
    const pastRuns = past(14, number => (number > 12 ? { key: hash('b'), result: 'miss' } : {})).map(run => ({
      ...run,
      jobs: run.jobs.map(job => ({ ...job, ...lockfiles('000000000000') })),
    }))
    const record = missed.jobs[0]?.record
    const lockfile = {
      kind: 'npm',
      path: 'package-lock.json',
      digest: `sha256:${'9'.repeat(64)}`,
      sizeBytes: 9,
      source: 'runner',
    }
    const replay = { lockfiles: [lockfile], env: [], deployManifests: [], tools: [] }
    const run = {
      ...missed,
      jobs: missed.jobs.map(job => ({ ...job, record: record && { ...record, replay } })),
    } as RunManifest
    expect(evaluate(run, pastRuns)[0]).toContain('and with it “package-lock.json”')
  })

  it.each([
    ['of 0 in nine past runs', past(9, () => ({ result: 'miss' }))],
    ['with one partial hit', past(12, number => ({ result: number === 5 ? 'partial' : 'miss' }))],
    ['that missed once after a change of the lockfile', past(30, () => ({}))],
    ['that missed twice', past(30, number => (number === 30 ? { result: 'miss', key: hash('b') } : {}))],
    ['that was never good', past(30, number => ({ result: number % 2 === 0 || number > 28 ? 'miss' : 'hit' }))],
    ['without a past', []],
  ])('%s is none', (_, before) => {
    expect(evaluate(missed, before)).toEqual([])
  })

  it('is none for a hit', () => {
    expect(
      evaluate(
        aCachedRun([restore({ key: hash('a'), result: 'hit' })]),
        past(20, () => ({ result: 'miss' })),
      ),
    ).toEqual([])
  })
})

describe('an entry of another branch', () => {
  const entry = { key: hash('a'), ref: 'refs/pull/7/merge' }
  const run = aCachedRun([restore({ key: hash('a') })], [{ key: hash('a'), why: 'scope', entry }])
  const unused = (count: number) => aPast(count, () => [aHistoryJob('build', { caches: [] })])

  it('is a finding where the compared branch never saves the family', () => {
    expect(evaluate(run, unused(10))[0]).toContain(
      'is saved on “refs/pull/7/merge”, which this run cannot read; in 10 runs',
    )
  })

  it.each([
    ['few past runs', unused(9)],
    ['a branch that saves the family', past(20, () => ({ result: 'hit' }))],
    ['past runs that do not know their caches', aPast(20, () => [aHistoryJob('build')])],
  ])('is none for %s', (_, before) => {
    expect(evaluate(run, before)).toEqual([])
  })
})

describe('a removed entry', () => {
  const gone = (why: CacheMiss['why']) => aCachedRun([restore({ key: hash('a') })], [{ key: hash('a'), why }])

  it('is a finding within six days of its use', () => {
    expect(
      evaluate(
        gone('evicted-or-none'),
        past(29, () => ({})),
      )[0],
    ).toContain('was removed before its time: run #29 had the entry 2 d')
  })

  it.each([
    ['after seven days', gone('evicted-or-none'), past(20, () => ({}))],
    ['that another reason explains', gone('changed-hash'), past(29, () => ({}))],
    ['that no past run had', gone('evicted-or-none'), past(29, () => ({ key: hash('b') }))],
  ])('is none %s', (_, run, before) => {
    expect(evaluate(run, before)).toEqual([])
  })
})

describe('the size of an entry', () => {
  const sized = (sizeBytes: number) => aCachedRun([restore({ key: hash('a'), result: 'hit', sizeBytes })])
  const pastRuns = (count: number) => past(count, number => ({ sizeBytes: 200_000_000 + number * 1_000_000 }))

  it('over twice the median of ten sizes is a finding', () => {
    expect(evaluate(sized(600_000_000), pastRuns(11))).toEqual([
      `The cache “${FAMILY}” has 600.0 MB; the median of 11 earlier sizes is 206.0 MB.`,
    ])
  })

  it.each([
    ['a third more', sized(280_000_000), pastRuns(20)],
    ['nine sizes', sized(600_000_000), pastRuns(9)],
    ['small entries', sized(900_000), past(20, () => ({ sizeBytes: 100_000 }))],
  ])('is none for %s', (_, run, sizes) => {
    expect(evaluate(run, sizes)).toEqual([])
  })
})
