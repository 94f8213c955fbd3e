import { describe, expect, it } from '@jest/globals'
import { THRESHOLDS } from '../../../src/findings/rules/finding-rule.ts'
import { movedAction } from '../../../src/findings/rules/moved-action.ts'
import { needlessWork } from '../../../src/findings/rules/needless-work.ts'
import { permissionDrift } from '../../../src/findings/rules/permission-drift.ts'
import type { HistoryRun } from '../../../src/schema/history/history.ts'
import type { UsedAction } from '../../../src/schema/job/job-manifest.ts'
import { finding } from '../../../src/schema/run/finding.ts'
import type { RunManifest } from '../../../src/schema/run/run-manifest.ts'
import { aHistoryJob, aHistoryRun, aPast } from '../../history/a-history-run.ts'
import { aReportedJob, aRun } from '../../policy/an-evaluated-run.ts'

const [ONE, TWO] = ['1'.repeat(40), '2'.repeat(40)]
const evaluate = (rule: typeof movedAction, manifest: RunManifest, past: readonly HistoryRun[]) => {
  const found = rule({ manifest, past, thresholds: THRESHOLDS })
  for (const one of found) expect(finding.safeParse(one).success).toBe(true)
  return found
}

describe('moved action', () => {
  const uses = (ref: string, sha: string | undefined, more: Partial<UsedAction> = {}) =>
    aRun([
      aReportedJob(
        '1',
        'build',
        {},
        { actions: [{ uses: 'octo/tool', ref, sha, kind: 'action', source: 'log', ...more }] },
      ),
    ])
  const past = (name: string) => [aHistoryRun(9), aHistoryRun(8, { actions: { [name]: ONE } })]

  it('fires where the tag of a release stands at another commit', () => {
    const [found] = evaluate(movedAction, uses('v1.2.3', TWO), past('octo/tool@v1.2.3'))
    expect(found?.summary).toBe(
      'The tag of “octo/tool@v1.2.3” stands at commit 222222222222; in run #8 it stood at 111111111111.',
    )
    expect(found).toMatchObject({ severity: 'high', subject: { kind: 'action', name: 'octo/tool@v1.2.3' } })
  })

  it.each([
    ['the same commit', uses('v1.2.3', ONE), past('octo/tool@v1.2.3')],
    ['a major version, which moves by design', uses('v1', TWO), past('octo/tool@v1')],
    ['a branch', uses('main', TWO), past('octo/tool@main')],
    ['a commit', uses(TWO, TWO), past(`octo/tool@${TWO}`)],
    ['an action that is new', uses('v1.2.3', TWO), past('octo/other@v1.2.3')],
    ['a commit that is not known', uses('v1.2.3', undefined), past('octo/tool@v1.2.3')],
    ['a name that every object has', uses('v1.2.3', TWO, { uses: 'constructor' }), past('octo/tool@v1.2.3')],
    ['no past', uses('v1.2.3', TWO), []],
  ])('is silent for %s', (_, manifest, before) => {
    expect(evaluate(movedAction, manifest, before)).toEqual([])
  })
})

describe('permission drift', () => {
  const has = (permissions: Record<string, 'read' | 'write' | 'none'>) =>
    aRun([aReportedJob('1', 'build', {}, { permissions: { value: permissions, source: 'log' } })])
  const past = (permissions: string, count = 10) => aPast(count, () => [aHistoryJob('build', { permissions })])

  it('fires where a token has what it had in no past run', () => {
    const [found] = evaluate(permissionDrift, has({ Contents: 'write', Actions: 'read' }), past('contents:read'))
    expect(found?.summary).toBe(
      'The token of “build” has actions: read, contents: write, which it had in none of the last 10 runs.',
    )
    expect(found?.severity).toBe('medium')
  })

  it.each([
    ['the same permissions', has({ Contents: 'read' }), past('contents:read')],
    ['fewer permissions', has({ Contents: 'read' }), past('actions:write contents:write')],
    [
      'a permission that one past run had',
      has({ Contents: 'write' }),
      [...past('contents:read'), ...past('contents:write', 1)],
    ],
    ['nine past runs', has({ Contents: 'write' }), past('contents:read', 9)],
    ['past runs that knew no permissions', has({ Contents: 'write' }), aPast(20, () => [aHistoryJob('build')])],
    [
      'a job that is new',
      has({ Contents: 'write' }),
      aPast(20, () => [aHistoryJob('lint', { permissions: 'contents:read' })]),
    ],
    ['a job without known permissions', aRun([aReportedJob('1', 'build')]), past('contents:read')],
  ])('is silent for %s', (_, manifest, before) => {
    expect(evaluate(permissionDrift, manifest, before)).toEqual([])
  })
})

describe('needless work', () => {
  const image = { name: { value: 'ubuntu24', source: 'log' }, version: { value: '1', source: 'log' } } as const
  const push = (event = 'push', workMs = 300_000) => {
    const run = aRun([aReportedJob('1', 'build', { timing: { workMs, clamped: [] } }, { image, actions: [] })])
    return {
      ...run,
      run: {
        ...run.run,
        event: { value: event, source: 'runner' as const },
        headSha: { value: ONE, source: 'api' as const },
      },
    }
  }
  const pastRuns = (more: Partial<HistoryRun> = {}, job = {}) => [
    aHistoryRun(7, { sha: ONE, jobs: [aHistoryJob('build', { image: 'ubuntu24 1', ...job })], ...more }),
  ]

  it('fires where a push repeats what an earlier push of the commit had passed', () => {
    const [found] = evaluate(needlessWork, push(), pastRuns())
    expect(found?.summary).toBe('1 job repeated 5 m of work that run #7 had passed for the same commit: “build”.')
  })

  it.each([
    ['another commit', push(), pastRuns({ sha: TWO })],
    ['a job that had failed', push(), pastRuns({}, { conclusion: 'failure' })],
    ['another image', push(), pastRuns({}, { image: 'ubuntu24 2' })],
    ['an image that is not known', push(), pastRuns({}, { image: undefined })],
    ['another commit of an action', push(), pastRuns({ actions: { 'octo/tool@v1': TWO } })],
    ['another lockfile', push(), pastRuns({}, { lockfiles: { 'package-lock.json': 'abc' } })],
    ['a schedule, which repeats on purpose', push('schedule'), pastRuns()],
    ['short work', push('push', 60_000), pastRuns()],
    ['no past', push(), []],
  ])('is silent for %s', (_, manifest, past) => {
    expect(evaluate(needlessWork, manifest, past)).toEqual([])
  })
})
