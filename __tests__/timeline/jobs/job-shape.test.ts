import { describe, expect, test } from '@jest/globals'
import { readJobResponse } from '../../../src/github/rest/job.ts'
import type { EndSignal, ObservedJob, ProtectionWait } from '../../../src/schema/observed/run-observation.ts'
import { buildShape, type ShapeContext } from '../../../src/timeline/jobs/job-shape.ts'
import { isPseudoJob } from '../../../src/timeline/jobs/pseudo-job.ts'
import { buildTimelineJob } from '../../../src/timeline/jobs/timeline-job.ts'
import { aContext, aPlannedJob, aTimedJob, at } from '../a-job.ts'
import { faultsOf } from '../invariants.ts'
import { recordedAnswers } from '../recorded-answers.ts'

const context = (more: Partial<ShapeContext> = {}): ShapeContext => ({
  carriedOver: false,
  signals: [],
  waits: [],
  mayBeHeld: false,
  ...more,
})
const STEPS = [
  ['Set up job', '10:00:06', '10:00:08'],
  ['Run make', '10:00:08', '10:02:00'],
] as const
const ran = (more: Partial<ObservedJob['api']> = {}, steps: Parameters<typeof aTimedJob>[0]['steps'] = STEPS) =>
  aTimedJob({ created: '10:00:00', started: '10:00:05', completed: '10:02:01', steps, more })
const neverTaken = (more: Partial<ObservedJob['api']> = {}) =>
  aTimedJob({
    created: '10:00:00',
    completed: '10:02:00',
    hasRunner: false,
    more: { conclusion: 'cancelled', ...more },
  })

const LATER = (days: number, clock: string) => `2026-03-0${1 + days}T${clock}Z`
const signals = (...list: readonly EndSignal[]) => context({ signals: list })
const wait = (from: string, to: string): ProtectionWait => ({
  from,
  to,
  environment: 'production',
  source: 'api',
  confidence: 'high',
})

describe('how a job came to its end', () => {
  test.each<readonly [string, ObservedJob, ShapeContext, string]>([
    ['as usual', ran(), context(), 'normal'],
    ['skipped, whatever else is said', neverTaken({ conclusion: 'skipped' }), signals('cancelled'), 'skipped'],
    ['skipped and carried over', neverTaken({ conclusion: 'skipped' }), context({ carriedOver: true }), 'skipped'],
    ['carried over', ran(), context({ carriedOver: true }), 'carried-over'],
    ['still running', ran({ status: 'in_progress', conclusion: undefined }), context(), 'unfinished'],
    ['still at its gate', neverTaken({ status: 'waiting', conclusion: undefined }), context(), 'unfinished'],
    ['timed out by its conclusion', ran({ conclusion: 'timed_out' }), context(), 'timed-out'],
    ['timed out by GitHub’s message', ran({ conclusion: 'cancelled' }), signals('timed-out'), 'timed-out'],
    ['its runner lost by GitHub’s message', ran({ conclusion: 'failure' }), signals('runner-lost'), 'runner-lost'],
    [
      'failed while a step has no end',
      ran({ conclusion: 'failure' }, [...STEPS, ['Run test', '10:02:00', undefined, 'cancelled']]),
      context(),
      'runner-lost',
    ],
    [
      'cancelled while a step has no end',
      ran({ conclusion: 'cancelled' }, [...STEPS, ['Run test', '10:02:00', undefined, 'cancelled']]),
      signals('cancelled'),
      'normal',
    ],
    ['a failed step is no lost runner', ran({ conclusion: 'failure' }), context(), 'normal'],
    ['a runner, but no steps any more', ran({}, []), context(), 'steps-gone'],
    ['cancelled before a runner took it', neverTaken(), context(), 'cancelled-before-pickup'],
    ['failed before a runner took it', neverTaken({ conclusion: 'failure' }), context(), 'never-started'],
    ['no runner took it, says GitHub', neverTaken({ conclusion: 'failure' }), signals('no-runner'), 'never-started'],
    ['a day in the queue, says GitHub', neverTaken(), signals('queue-expired'), 'queue-expired'],
    ['a day in the queue', neverTaken({ completedAt: LATER(1, '10:00:02') }), context(), 'queue-expired'],
    ['a day less a minute', neverTaken({ completedAt: LATER(1, '09:58:59') }), context(), 'cancelled-before-pickup'],
    [
      'cancelled by somebody after two days',
      neverTaken({ completedAt: LATER(2, '10:00:00') }),
      signals('cancelled'),
      'cancelled-before-pickup',
    ],
    [
      'two days at a gate that may have held it',
      neverTaken({ completedAt: LATER(2, '10:00:00') }),
      context({ mayBeHeld: true }),
      'cancelled-before-pickup',
    ],
    [
      'rejected after two days at a gate',
      neverTaken({ conclusion: 'failure', completedAt: LATER(2, '10:00:05') }),
      context({ mayBeHeld: true, waits: [wait(at('10:00:00'), LATER(2, '10:00:00'))] }),
      'never-started',
    ],
    [
      'a day in the queue after a day at a gate',
      neverTaken({ completedAt: LATER(2, '10:00:05') }),
      context({ mayBeHeld: true, waits: [wait(at('10:00:00'), LATER(1, '10:00:00'))] }),
      'queue-expired',
    ],
  ])('%s', (_, job, around, shape) => {
    expect(buildShape(job, around)).toBe(shape)
  })
})

describe('where the time of a job that no runner took went', () => {
  const statesOf = (job: ObservedJob, more: Parameters<typeof aContext>[0]) => {
    const timed = buildTimelineJob(job, aContext(more)).job
    expect(faultsOf(timed)).toEqual([])
    return timed.intervals.map(({ state, confidence, detail }) => [state, confidence, detail ?? '-'].join(' '))
  }
  const gate = [wait(at('10:00:00'), at('10:01:00'))]
  const trace = { queuedAt: at('10:00:00'), saidBusy: false, resolutionMs: 1 }

  test.each<readonly [string, Parameters<typeof aContext>[0], readonly string[]]>([
    ['the queue', {}, ['queued medium -']],
    ['a gate, and then the queue', { waits: gate }, ['waiting-for-policy high -', 'queued medium -']],
    ['a gate of which nobody tells the times', { probablyHeld: true }, ['waiting-for-policy low probable']],
    ['the queue, as the log saw', { probablyHeld: true, trace }, ['queued high -']],
    ['perhaps a group', { planned: aPlannedJob({ hasConcurrency: true }) }, ['queued low probable']],
  ])('%s', (_, more, states) => {
    expect(statesOf(neverTaken(), more)).toEqual(states)
  })

  test('a job that never asked for a runner has no queue', () => {
    expect(statesOf(neverTaken({ labels: [] }), {})).toEqual(['unobserved low -'])
  })
})

const answers = recordedAnswers().jobs
const recorded = answers.length > 0 ? describe : describe.skip

/** Skipped where the recorded data is not there. */
recorded('jobs recorded from GitHub', () => {
  const jobs = answers.flatMap(({ body }) => readJobResponse(body) ?? [])
  const shapesOf = (list: readonly ObservedJob[]) => new Set(list.map(job => buildShape(job, context())))

  test('one that was cancelled at work has ends for its steps: no lost runner', () => {
    const cancelled = jobs.filter(job => job.api.conclusion === 'cancelled' && job.hasRunner)
    expect(cancelled.map(job => job.id)).toContain('33697888651')
    expect(shapesOf(cancelled)).toEqual(new Set(['normal']))
  })

  test('one that waits at a gate is unfinished and no check run', () => {
    const waiting = jobs.filter(job => job.id === '12877621891')
    expect(waiting.length).toBeGreaterThan(0)
    expect(waiting.filter(isPseudoJob)).toEqual([])
    expect(shapesOf(waiting)).toEqual(new Set(['unfinished']))
  })

  test('none that a runner took was cancelled before pick-up or expired in the queue', () => {
    const taken = shapesOf(jobs.filter(job => job.hasRunner))
    expect([...taken].filter(shape => shape === 'cancelled-before-pickup' || shape === 'queue-expired')).toEqual([])
    expect(taken).toContain('normal')
  })
})
