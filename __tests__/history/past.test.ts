import { describe, expect, it } from '@jest/globals'
import { LIMITS } from '../../src/core/limits.ts'
import { toBranchFamily } from '../../src/history/branch-family.ts'
import { type ComparedRun, choosePast, listEarlierAttempts } from '../../src/history/choose-past.ts'
import { compareFailures } from '../../src/history/compare-failures.ts'
import { type KeptRun, refuseRun } from '../../src/history/keep-run.ts'
import { mergeHistory } from '../../src/history/merge-history.ts'
import { aReportedJob, aRun } from '../policy/an-evaluated-run.ts'
import { aHistoryJob, aHistoryRun, aPast } from './a-history-run.ts'

describe('merged histories', () => {
  it('have each run and attempt once, newest first, the first list before the others', () => {
    const first = [aHistoryRun(2, { totalMs: 5 })]
    const second = [aHistoryRun(1), aHistoryRun(2, { totalMs: 9 }), aHistoryRun(2, { attempt: 2 }), aHistoryRun(3)]
    expect(mergeHistory(first, second).map(({ number, attempt, totalMs }) => [number, attempt, totalMs])).toEqual([
      [3, 1, undefined],
      [2, 2, undefined],
      [2, 1, 5],
      [1, 1, undefined],
    ])
  })

  it('keep the newest runs, and order runs without a start by their ids beyond 2^53', () => {
    expect(mergeHistory(aPast(LIMITS.historyRuns + 5, () => [])).map(({ number }) => number)).toHaveLength(
      LIMITS.historyRuns,
    )
    const ids = ['9007199254740993', '9007199254740992', '10'].map(runId =>
      aHistoryRun(1, { runId, startedAt: undefined }),
    )
    expect(mergeHistory(ids.toReversed()).map(({ runId }) => runId)).toEqual(ids.map(({ runId }) => runId))
  })
})

const compared = (more: Partial<ComparedRun>): ComparedRun => ({
  ...{ runId: '9999', event: 'push', branch: 'main', startedAt: '2026-06-01T00:00:00Z', defaultBranch: 'main' },
  ...more,
})

describe('the past of a run', () => {
  const runs = [aHistoryRun(4, { branch: 'release/1.3' }), aHistoryRun(3), aHistoryRun(2, { branch: 'release/1.2' })]
  const numbers = (more: Partial<ComparedRun>) => choosePast(runs, compared(more)).map(({ number }) => number)

  it.each<[string, Partial<ComparedRun>, readonly number[]]>([
    ['the default branch', {}, [3]],
    ['a release branch and its family', { branch: 'release/1.4' }, [4, 2]],
    ['the default branch for a branch without runs', { branch: 'feature' }, [3]],
    [
      'the default branch for a pull request named like a release',
      { event: 'pull_request', branch: 'release/1.2' },
      [3],
    ],
    ['the default branch for an unknown event', { event: undefined, branch: 'release/1.2' }, [3]],
    ['nothing later than the run', { startedAt: '2026-01-02T00:00:00Z' }, []],
    ['nothing where the default branch is unknown', { branch: 'feature', defaultBranch: undefined }, []],
  ])('is that of %s', (_, more, expected) => {
    expect(numbers(more)).toEqual(expected)
  })

  it('has no other attempt of the same run', () => {
    const past = [aHistoryRun(3, { attempt: 1 }), aHistoryRun(2)]
    expect(choosePast(past, compared({ runId: '1003' })).map(({ number }) => number)).toEqual([2])
  })

  it('has earlier attempts of the same run apart, the last first', () => {
    const past = [1, 3, 2, 4].map(attempt => aHistoryRun(3, { attempt }))
    const attempts = listEarlierAttempts([...past, aHistoryRun(2)], { runId: '1003', attempt: 4 })
    expect(attempts.map(({ attempt }) => attempt)).toEqual([3, 2, 1])
  })

  it.each([
    ['main', 'main'],
    ['release/1.2', 'release/*'],
    ['release/2026-05', 'release/*'],
    ['feature/login', 'feature/login'],
    ['v2.x', 'v*'],
    ['1.0', '*'],
    ['stable-3', 'stable-*'],
  ])('counts %s to the family %s', (branch, family) => {
    expect(toBranchFamily(branch)).toBe(family)
  })
})

describe('whether a run is kept', () => {
  const kept: KeptRun = {
    ...{ event: 'push', branch: 'main', isFork: false, defaultBranch: 'main', isProtected: undefined },
  }

  it.each<[string, Partial<KeptRun>]>([
    ['a push to the default branch', {}],
    ['a schedule', { event: 'schedule' }],
    ['a push to a protected branch', { branch: 'release/1', isProtected: true }],
  ])('%s is', (_, more) => {
    expect(refuseRun({ ...kept, ...more })).toBeUndefined()
  })

  it.each<[string, Partial<KeptRun>, string]>([
    ['a pull request under the name of the default branch', { event: 'pull_request' }, 'runs of pull_request'],
    [
      'pull_request_target, which has the default branch',
      { event: 'pull_request_target' },
      'runs of pull_request_target',
    ],
    ['workflow_run, which may handle a pull request', { event: 'workflow_run' }, 'runs of workflow_run'],
    ['a merge queue', { event: 'merge_group' }, 'runs of merge_group'],
    ['an unknown event', { event: undefined }, 'an unknown event'],
    ['a fork with a branch of the same name', { isFork: true }, 'a fork'],
    ['a tag', { branch: undefined }, 'no branch'],
    ['a branch that nothing protects', { branch: 'feature', isProtected: false }, 'branch feature'],
    ['a branch of which nothing is known', { branch: 'release/1' }, 'branch release/1'],
    ['a run whose default branch is unknown', { defaultBranch: undefined }, 'default branch'],
  ])('%s is not', (_, more, reason) => {
    expect(refuseRun({ ...kept, ...more })).toContain(reason)
  })
})

describe('failures compared with the last run of the past', () => {
  const job = (name: string, conclusion: 'success' | 'failure', more = {}) =>
    aReportedJob(name, name, { api: { conclusion, labels: [], steps: [] }, ...more })
  const last = aHistoryRun(41, {
    conclusion: 'failure',
    jobs: [
      aHistoryJob('lint', { conclusion: 'failure' }),
      aHistoryJob('unit'),
      aHistoryJob('docs', { conclusion: 'skipped' }),
    ],
  })
  const run = aRun([job('lint', 'failure'), job('unit', 'failure'), job('docs', 'failure'), job('build', 'success')])

  it('are also red, new, or neither where the job did not run', () => {
    expect(compareFailures(run, [last])).toMatchObject({ number: 41, failed: 3, alsoFailed: 1, newlyFailed: 1 })
  })

  it('skip runs without a verdict, and need a past and a failure', () => {
    const open = aHistoryRun(42, { conclusion: 'cancelled' })
    expect(compareFailures(run, [open, last])?.number).toBe(41)
    expect(compareFailures(run, [open])).toBeUndefined()
    expect(compareFailures(aRun([job('lint', 'success')]), [last])).toBeUndefined()
    expect(compareFailures(aRun([job('lint', 'failure', { tolerated: true })]), [last])).toBeUndefined()
  })
})
