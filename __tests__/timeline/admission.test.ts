import { describe, expect, test } from '@jest/globals'
import type { RunObservation } from '../../src/schema/observed/run-observation.ts'
import { buildTimeline } from '../../src/timeline/build-timeline.ts'
import { aTimedJob, at } from './a-job.ts'
import { anObservation } from './an-observation.ts'

const job = aTimedJob({ created: '10:02:10', started: '10:02:20', completed: '10:05:00' })

const admissionOf = (run: Partial<RunObservation['run']>, more: Partial<RunObservation> = {}) => {
  const observation = anObservation([job], more)
  return buildTimeline({
    ...observation,
    run: { ...observation.run, createdAt: at('10:02:00'), startedAt: at('10:02:00'), ...run },
    attempts: observation.attempts.map(attempt => ({ ...attempt, startedAt: at('10:02:00') })),
  }).admission
}

describe('the time before the first job', () => {
  test.each(['pushed-at', 'updated-at', 'completed', 'merge-group'] as const)('by the event: %s', by => {
    const occurred = { at: at('10:00:00'), by, source: 'runner', confidence: 'medium' } as const
    expect(admissionOf({ event: 'push', occurred, hasEventFile: true })).toMatchObject({
      event: occurred,
      createdAt: at('10:02:00'),
      eventToRunMs: 120_000,
      runToJobMs: expect.any(Number),
    })
  })

  test('an event after the creation of the run is of another clock: no wait is claimed', () => {
    const occurred = { at: at('11:00:00'), by: 'commit', source: 'api', confidence: 'low' } as const
    const admission = admissionOf({ event: 'push', occurred })
    expect(admission).toMatchObject({ event: occurred })
    expect(admission?.eventToRunMs).toBeUndefined()
  })

  test('of a schedule: the time at which the cron was due', () => {
    const workflow: RunObservation['workflow'] = {
      plan: { name: 'ci', jobs: [], hasConcurrency: false, crons: ['0 10 * * *'] },
      choice: { path: '.github/workflows/ci.yml', by: 'workflow-sha', inferred: false },
    }
    expect(admissionOf({ event: 'schedule' }, { workflow })).toMatchObject({
      event: { by: 'cron', source: 'workflow-file' },
      eventToRunMs: 120_000,
    })
  })

  test.each([
    [{ event: 'workflow_dispatch', hasEventFile: true }, 'no-time-in-event'],
    [{ event: 'schedule' }, 'schedule-unknown'],
    [{ event: 'pull_request' }, 'event-not-read'],
    [{ event: 'issues', hasEventFile: true }, 'no-time-in-event'],
  ] as const)('%j has none: %s', (run, noEvent) => {
    expect(admissionOf(run)).toMatchObject({ noEvent, createdAt: at('10:02:00') })
  })

  test('a later attempt has no event of its own', () => {
    const occurred = { at: at('10:00:00'), by: 'pushed-at', source: 'runner', confidence: 'high' } as const
    expect(admissionOf({ event: 'push', occurred, attempt: 2 })).toBeUndefined()
  })
})
