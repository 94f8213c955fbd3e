import { describe, expect, test } from '@jest/globals'
import type { ObservedAttempt, ObservedJob, RunObservation } from '../../../src/schema/observed/run-observation.ts'
import { buildAttempts } from '../../../src/timeline/attempts/attempts.ts'
import { findRetries } from '../../../src/timeline/attempts/retries.ts'
import { buildTimeline } from '../../../src/timeline/build-timeline.ts'
import { aManifest } from '../../report/a-manifest.ts'
import { aTimedJob, at } from '../a-job.ts'
import { anObservation } from '../an-observation.ts'

type Spec = Parameters<typeof aTimedJob>[0] & {
  readonly conclusion?: 'success' | 'failure' | 'cancelled' | 'timed_out'
}

const job = ({ conclusion = 'success', more, ...spec }: Spec): ObservedJob =>
  aTimedJob({
    created: '10:00:00',
    started: '10:00:05',
    completed: '10:01:00',
    ...spec,
    more: { conclusion, runnerName: `runner of ${spec.id}`, ...more },
  })

const attempt = (number: number, startedAt: string, jobs: readonly ObservedJob[]): ObservedAttempt => ({
  attempt: number,
  startedAt: at(startedAt),
  conclusion: 'success',
  jobs,
  complete: true,
  traces: new Map(),
})

const twice = (first: readonly ObservedJob[], second: readonly ObservedJob[], more: Partial<RunObservation> = {}) =>
  anObservation(undefined, { attempts: [attempt(1, '10:00:00', first), attempt(2, '11:00:00', second)], ...more })

const again: Partial<Spec> = { created: '11:00:00', started: '11:00:05', completed: '11:01:00' }

describe('attempts', () => {
  test('every one is kept; what ran before the attempt began is carried over', () => {
    const build = job({ id: '1', name: 'build' })
    const observation = twice(
      [build, job({ id: '2', name: 'test', conclusion: 'failure' })],
      [{ ...build, id: '3' }, job({ ...again, id: '4', name: 'test' })],
    )
    expect(buildAttempts(observation)).toMatchObject([
      { attempt: 1, kind: 'first', endedAt: at('10:01:00'), jobs: [{ carriedOver: false }, { carriedOver: false }] },
      {
        attempt: 2,
        kind: 're-run',
        endedAt: at('11:01:00'),
        jobs: [
          { id: '3', carriedOver: true },
          { id: '4', carriedOver: false },
        ],
      },
    ])
  })

  test('a carried-over job is shown with its own time, and takes no part in the path', () => {
    const build = job({ id: '1', name: 'build' })
    const { jobs, criticalPath, start } = buildTimeline(
      twice([build], [{ ...build, id: '3' }, job({ ...again, id: '4', name: 'test' })]),
    )
    expect(jobs.map(({ id, shape }) => [id, shape])).toEqual([
      ['3', 'carried-over'],
      ['4', 'steps-gone'],
    ])
    expect(start).toBe(at('11:00:00'))
    expect(criticalPath?.segments.flatMap(one => one.jobId ?? [])).not.toContain('3')
  })

  const bare = (number: number, more: Partial<ObservedAttempt> = {}) => ({
    ...attempt(number, '10:00:00', []),
    ...more,
  })
  const held = { conclusion: 'action_required' }
  const asked = aTimedJob({ id: '9', hasRunner: false, more: { conclusion: 'action_required', labels: [] } })

  test.each<readonly [string, readonly ObservedAttempt[], readonly string[]]>([
    ['the first', [bare(1)], ['first']],
    ['run again', [bare(1), bare(2), bare(3)], ['first', 're-run', 're-run']],
    ['held', [bare(1, held)], ['awaiting-approval']],
    ['held, its list refused', [bare(1, { ...held, jobs: undefined })], ['awaiting-approval']],
    ['held, beside the check run of an app', [bare(1, { ...held, jobs: [asked] })], ['awaiting-approval']],
    ['approved, then run again', [bare(1, held), bare(2), bare(3)], ['awaiting-approval', 'approved-fork', 're-run']],
    ['not held: it has a job', [bare(1, { ...held, jobs: [job({ id: '1' })] }), bare(2)], ['first', 're-run']],
    ['one between was not read', [bare(1, held), bare(3)], ['awaiting-approval', 're-run']],
    ['the first was not read', [bare(2), bare(3)], ['re-run', 're-run']],
  ])('are told apart by kind: %s', (_, attempts, kinds) => {
    expect(buildAttempts(anObservation(undefined, { attempts })).map(({ kind }) => kind)).toEqual(kinds)
  })

  const skipped = (completed: string) =>
    aTimedJob({ id: '8', completed, hasRunner: false, more: { conclusion: 'skipped', labels: [] } })

  test.each<readonly [string, Partial<ObservedAttempt>, string | undefined]>([
    [
      'the last completion of its jobs',
      { jobs: [job({ id: '1' }), job({ id: '2', completed: '10:05:00' })] },
      '10:05:00',
    ],
    ['a skipped job took no time', { jobs: [job({ id: '1' }), skipped('10:30:00')] }, '10:01:00'],
    [
      'no end is known of one job',
      { jobs: [job({ id: '1' }), job({ id: '2', more: { completedAt: undefined } })] },
      undefined,
    ],
    ['more jobs may come', { jobs: [job({ id: '1' })], status: 'in_progress' }, undefined],
    ['without a job', { jobs: [] }, undefined],
    ['list refused', { jobs: undefined }, undefined],
  ])('end: %s', (_, more, end) => {
    const [shown] = buildAttempts(anObservation(undefined, { attempts: [bare(1, more)] }))
    expect(shown?.endedAt).toBe(end === undefined ? undefined : at(end))
  })

  test('a check run is no job of any attempt', () => {
    expect(buildAttempts(twice([job({ id: '1' }), asked], []))[0]?.jobs.map(({ id }) => id)).toEqual(['1'])
  })

  test('an attempt that goes on has no end', () => {
    const ended = job({ ...again, id: '4', name: 'test' })
    const running = { ...ended, api: { ...ended.api, status: 'in_progress', completedAt: undefined } }
    expect(buildAttempts(twice([], [running]))[1]?.endedAt).toBeUndefined()
  })
})

describe('a job that failed and then passed', () => {
  const failing: Spec = {
    id: '2',
    name: 'test',
    conclusion: 'failure',
    steps: [
      ['Set up job', '10:00:05', '10:00:06'],
      ['Unit tests', '10:00:06', '10:01:00', 'failure'],
    ],
  }

  test('is named with the step that failed and what differed', () => {
    const retries = findRetries(twice([job(failing)], [job({ ...again, id: '4', name: 'test' })]))
    expect(retries).toMatchObject([
      {
        name: 'test',
        failed: { attempt: 1, id: '2', step: 'Unit tests' },
        passed: { attempt: 2, id: '4' },
        differences: [{ field: 'runner', before: 'runner of 2', after: 'runner of 4', source: 'api' }],
        same: ['labels'],
      },
    ])
  })

  test('image and cache results are compared where both attempts have a manifest', () => {
    const manifestOf = (id: string, version: string, result: 'hit' | 'miss') =>
      aManifest({
        jobId: id,
        key: 'test',
        name: 'test',
        more: {
          image: {
            name: { value: 'ubuntu-24.04', source: 'runner' },
            version: { value: version, source: 'runner' },
          },
          caches: [{ operation: 'restore', key: 'deps-1', restoreKeys: [], result, source: 'log' }],
        },
      })
    const manifests = new Map([
      ['2', manifestOf('2', '20260101.1', 'miss')],
      ['4', manifestOf('4', '20260108.1', 'hit')],
    ])
    const [retry] = findRetries(twice([job(failing)], [job({ ...again, id: '4', name: 'test' })], { manifests }))
    expect(retry?.differences.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['runner', 'runner of 2', 'runner of 4'],
      ['image-version', '20260101.1', '20260108.1'],
      ['cache', 'deps-1: miss', 'deps-1: hit'],
    ])
    expect(retry?.same).toEqual(['labels', 'image'])
  })

  test('a renamed job is the same by its manifest; equal names without one are nobody', () => {
    const manifests = new Map([
      ['2', aManifest({ jobId: '2', key: 'test', name: 'old name' })],
      ['4', aManifest({ jobId: '4', key: 'test', name: 'new name' })],
    ])
    const renamed = twice([job({ ...failing, name: 'old name' })], [job({ ...again, id: '4', name: 'new name' })])
    expect(findRetries({ ...renamed, manifests })).toHaveLength(1)
    expect(findRetries(renamed)).toEqual([])
    const twins = [job(failing), job({ ...failing, id: '5' })]
    expect(findRetries(twice(twins, [job({ ...again, id: '4', name: 'test' })]))).toEqual([])
  })

  test.each(['success', 'cancelled'] as const)('%s in the first attempt is no retry', conclusion => {
    expect(findRetries(twice([job({ ...failing, conclusion })], [job({ ...again, id: '4', name: 'test' })]))).toEqual(
      [],
    )
  })

  test('a job that was carried over did not pass again', () => {
    const passed = job({ id: '3', name: 'test' })
    expect(findRetries(twice([job(failing)], [passed]))).toEqual([])
  })
})
