import { describe, expect, test } from '@jest/globals'
import type { CacheOperation } from '../../../src/schema/job/job-manifest.ts'
import type { EndSignal, ObservedAttempt, ObservedJob } from '../../../src/schema/observed/run-observation.ts'
import { findRetries } from '../../../src/timeline/attempts/retries.ts'
import { aManifest } from '../../report/a-manifest.ts'
import { aTimedJob } from '../a-job.ts'
import { anObservation } from '../an-observation.ts'

type Conclusion = NonNullable<ObservedJob['api']['conclusion']>

/** `conclusions[i]` is how the job ended in attempt i + 1; its ids are 11, 21, 31 … for the first row, 12 … below. */
const runOf = (...rows: readonly { readonly name: string; readonly conclusions: readonly Conclusion[] }[]) => {
  const attempts = (rows[0]?.conclusions ?? []).map(
    (_, index): ObservedAttempt => ({
      attempt: index + 1,
      jobs: rows.map(({ name, conclusions }, row) =>
        aTimedJob({ id: `${index + 1}${row + 1}`, name, more: { conclusion: conclusions[index], attempt: index + 1 } }),
      ),
      complete: true,
      traces: new Map(),
    }),
  )
  return anObservation(undefined, { attempts })
}

const manifests = (...known: readonly (readonly [id: string, key: string, caches?: readonly CacheOperation[]])[]) =>
  new Map(known.map(([id, key, caches = []]) => [id, aManifest({ jobId: id, key, more: { caches: [...caches] } })]))

describe('which turn a success is held against', () => {
  test.each<readonly [string, readonly Conclusion[], readonly string[]]>([
    ['the failure before it', ['failure', 'success'], ['11 → 21']],
    ['the latest of two failures', ['failure', 'failure', 'success'], ['21 → 31']],
    ['not one before an earlier success', ['failure', 'success', 'success'], ['11 → 21']],
    ['each success that follows a failure', ['failure', 'success', 'failure', 'success'], ['11 → 21', '31 → 41']],
    ['over a cancelled turn', ['failure', 'cancelled', 'success'], ['11 → 31']],
    ['a time-out is a failure', ['timed_out', 'success'], ['11 → 21']],
    ['a cancelled turn alone is none', ['cancelled', 'success'], []],
    ['a later failure is no retry', ['success', 'failure'], []],
  ])('%s', (_, conclusions, expected) => {
    const retries = findRetries(runOf({ name: 'test', conclusions }))
    expect(retries.map(one => `${one.failed.id} → ${one.passed.id}`)).toEqual(expected)
  })

  test.each<readonly [EndSignal, number]>([
    ['timed-out', 1],
    ['runner-lost', 1],
    ['queue-expired', 1],
    ['fail-fast', 0],
    ['cancelled', 0],
  ])('cancelled with the signal %s: %i', (signal, expected) => {
    const run = runOf({ name: 'test', conclusions: ['cancelled', 'success'] })
    const endSignals = new Map([['11', [{ signal, source: 'log' as const }]]])
    expect(findRetries({ ...run, endSignals })).toHaveLength(expected)
  })

  test('a job that no runner took can be retried too', () => {
    const run = runOf({ name: 'test', conclusions: ['failure', 'success'] })
    const attempts = run.attempts.map(one => ({
      ...one,
      jobs: one.jobs?.map(job => (one.attempt === 1 ? { ...job, hasRunner: false } : job)),
    }))
    expect(findRetries({ ...run, attempts })).toHaveLength(1)
  })
})

describe('which job of another attempt is the same', () => {
  const called = runOf(
    { name: 'a / build', conclusions: ['failure', 'failure'] },
    { name: 'b / build', conclusions: ['success', 'success'] },
  )

  test('two calls of one file have one identity: another call’s success is no retry', () => {
    const known = manifests(['11', 'build'], ['12', 'build'], ['21', 'build'], ['22', 'build'])
    expect(findRetries({ ...called, manifests: known })).toEqual([])
  })

  test('two calls of one file are told apart by their names', () => {
    const run = runOf(
      { name: 'a / build', conclusions: ['failure', 'success'] },
      { name: 'b / build', conclusions: ['success', 'success'] },
    )
    const known = manifests(['11', 'build'], ['12', 'build'], ['21', 'build'], ['22', 'build'])
    expect(findRetries({ ...run, manifests: known }).map(one => one.passed.id)).toEqual(['21'])
  })

  test('one name and two identities are two jobs', () => {
    const run = runOf({ name: 'test', conclusions: ['failure', 'success'] })
    expect(findRetries({ ...run, manifests: manifests(['11', 'unit'], ['21', 'browser']) })).toEqual([])
    expect(findRetries({ ...run, manifests: manifests(['11', 'unit']) })).toHaveLength(1)
  })
})

describe('cache results', () => {
  const restore = (key: string, step: string, result: CacheOperation['result']): CacheOperation => ({
    operation: 'restore',
    key,
    step,
    restoreKeys: [],
    result,
    source: 'log',
  })
  const run = runOf({ name: 'test', conclusions: ['failure', 'success'] })
  const compare = (before: readonly CacheOperation[], after: readonly CacheOperation[]) => {
    const [retry] = findRetries({ ...run, manifests: manifests(['11', 'test', before], ['21', 'test', after]) })
    const cache = retry?.differences.filter(one => one.field === 'cache').map(one => [one.before, one.after])
    return { cache, same: retry?.same.includes('cache') }
  }

  test('another key in the same step is the same cache', () => {
    expect(compare([restore('deps-1', 'Cache', 'miss')], [restore('deps-2', 'Cache', 'hit')])).toEqual({
      cache: [['deps-1: miss', 'deps-2: hit']],
      same: false,
    })
  })

  test('equal ones are named as looked at; one that differs among equal ones is not called the same', () => {
    const equal = restore('tools', 'Cache tools', 'hit')
    expect(compare([equal], [equal])).toEqual({ cache: [], same: true })
    expect(compare([equal, restore('deps', 'Cache', 'miss')], [equal, restore('deps', 'Cache', 'hit')])).toEqual({
      cache: [['deps: miss', 'deps: hit']],
      same: false,
    })
  })

  test('what one attempt alone restored is not compared', () => {
    expect(compare([], [restore('deps', 'Cache', 'hit')])).toEqual({ cache: [], same: false })
  })
})

test('the step that failed is in the manifest when GitHub keeps it no longer', () => {
  const run = runOf({ name: 'test', conclusions: ['failure', 'success'] })
  const steps = [{ name: 'Unit tests', outcome: 'failure' as const, source: 'runner' as const }]
  const known = new Map([['11', aManifest({ jobId: '11', key: 'test', more: { steps } })]])
  expect(findRetries({ ...run, manifests: known })[0]?.failed).toEqual({ attempt: 1, id: '11', step: 'Unit tests' })
})
