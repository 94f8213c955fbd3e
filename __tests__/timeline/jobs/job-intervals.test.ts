import { describe, expect, test } from '@jest/globals'
import { toInstant } from '../../../src/timeline/instant.ts'
import type { Timestamp } from '../../../src/timeline/jobs/interval-candidate.ts'
import { buildTimelineJob } from '../../../src/timeline/jobs/timeline-job.ts'
import { aContext, aPlannedJob, aTimedJob, at } from '../a-job.ts'
import { faultsOf } from '../invariants.ts'
import type { JobContext } from './job-context.ts'

const ready = (clock: string): Timestamp => ({
  at: toInstant(at(clock)) ?? 0,
  source: 'api',
  confidence: 'medium',
  resolutionMs: 1_000,
})

/** `state start-end` of each interval, with its marks. */
const show = (job: ReturnType<typeof aTimedJob>, more: Partial<JobContext> = {}): readonly string[] => {
  const timed = buildTimelineJob(job, aContext(more)).job
  expect(faultsOf(timed)).toEqual([])
  return timed.intervals.map(one => {
    const clock = (time: string) => time.slice(11, -1)
    const marks = [one.confidence, ...(one.clamped ? ['clamped'] : []), ...(one.open === true ? ['open'] : [])]
    return `${one.state} ${clock(one.start)}-${clock(one.end)} ${marks.join(' ')}`
  })
}

const STEPS = [
  ['Set up job', '10:00:20', '10:00:22'],
  ['Run actions/checkout@v4', '10:00:22', '10:00:25'],
  ['Run npm ci', '10:00:25', '10:01:00'],
  ['Run npm test', '10:01:00', '10:04:00'],
  ['Run actions/upload-artifact@v4', '10:04:00', '10:04:10'],
  ['Post Run actions/checkout@v4', '10:04:10', '10:04:12'],
  ['Complete job', '10:04:12', '10:04:12'],
] as const

const hosted = aTimedJob({ created: '10:00:05', started: '10:00:20', completed: '10:04:13', steps: STEPS })

describe('intervals of a job from REST alone', () => {
  test('edges unknown: from its record on', () => {
    expect(show(hosted)).toEqual([
      'queued 10:00:05-10:00:20 medium',
      'preparing 10:00:20-10:00:22 high',
      'executing 10:00:22-10:04:00 high',
      'uploading 10:04:00-10:04:10 medium',
      'executing 10:04:10-10:04:12 high',
      'unobserved 10:04:12-10:04:13 low',
    ])
  })

  test('known to be ready earlier: admission is told apart from the queue', () => {
    expect(show(hosted, { ready: ready('10:00:00') }).slice(0, 2)).toEqual([
      'admitted 10:00:00-10:00:05 medium',
      'queued 10:00:05-10:00:20 medium',
    ])
  })

  test('created after started: the queue begins with readiness, clamped and of low confidence', () => {
    const late = aTimedJob({ created: '10:00:40', started: '10:00:20', completed: '10:04:13', steps: STEPS })
    expect(show(late, { ready: ready('10:00:00') })[0]).toBe('queued 10:00:00-10:00:20 low clamped')
    expect(buildTimelineJob(late, aContext()).job.notes).toContain('created-after-started')
  })

  test('created after started and nothing known of readiness: no queue is invented', () => {
    const late = aTimedJob({ created: '10:00:40', started: '10:00:20', completed: '10:04:13', steps: STEPS })
    expect(show(late)[0]).toBe('preparing 10:00:20-10:00:22 high clamped')
  })

  test('a first step one second before the start is the same instant', () => {
    const early = aTimedJob({ created: '10:00:05', started: '10:00:21', completed: '10:04:13', steps: STEPS })
    expect(show(early).slice(0, 2)).toEqual(['queued 10:00:05-10:00:20 medium', 'preparing 10:00:20-10:00:22 high'])
  })

  test('a first step long after the start: a scale set made a machine', () => {
    const scaled = aTimedJob({ created: '10:00:05', started: '10:00:06', completed: '10:04:13', steps: STEPS })
    expect(show(scaled).slice(0, 3)).toEqual([
      'queued 10:00:05-10:00:06 medium',
      'assigned 10:00:06-10:00:20 medium',
      'preparing 10:00:20-10:00:22 high',
    ])
  })

  test('needs that end after the start contradict it: its own first sign counts', () => {
    expect(show(hosted, { ready: ready('10:02:00') })[0]).toBe('queued 10:00:05-10:00:20 medium')
    expect(buildTimelineJob(hosted, aContext({ ready: ready('10:02:00') })).job.notes).toContain('started-before-needs')
  })

  test('a job with an environment deploys between its first and last main step', () => {
    expect(show(hosted, { environment: 'production' }).filter(line => line.startsWith('deploying'))).toEqual([
      'deploying 10:00:22-10:04:00 high',
    ])
  })

  test('an environment that held it without times: probably policy', () => {
    const held = buildTimelineJob(hosted, aContext({ environment: 'production', probablyHeld: true })).job
    expect(held.intervals[0]).toMatchObject({ state: 'waiting-for-policy', confidence: 'low', detail: 'probable' })
  })

  test('policy before queue', () => {
    const waits = [
      { from: at('10:00:06'), to: at('10:00:16'), environment: 'production', source: 'api', confidence: 'high' },
    ] as const
    expect(show(hosted, { waits, ready: ready('10:00:00') }).slice(0, 3)).toEqual([
      'admitted 10:00:00-10:00:06 medium',
      'waiting-for-policy 10:00:06-10:00:16 high',
      'queued 10:00:16-10:00:20 medium',
    ])
  })
})

describe('the log archive knows better', () => {
  const trace = {
    admittedAt: '2026-03-01T10:00:01.120Z',
    queuedAt: '2026-03-01T10:00:01.500Z',
    assignedAt: '2026-03-01T10:00:15.250Z',
    runnerAt: '2026-03-01T10:00:18.123Z',
    saidBusy: false,
    resolutionMs: 1,
  }

  test('admission, queue, assignment and first word, each to the millisecond', () => {
    expect(show(hosted, { trace, ready: ready('10:00:00') }).slice(0, 4)).toEqual([
      'admitted 10:00:00-10:00:01.500 medium',
      'queued 10:00:01.500-10:00:15.250 high',
      'assigned 10:00:15.250-10:00:18.123 high',
      'preparing 10:00:18.123-10:00:22 high',
    ])
  })

  test('a residual with a declared concurrency group is probably that', () => {
    const late = { ...trace, admittedAt: undefined, queuedAt: at('10:00:10') }
    const planned = aPlannedJob({ hasConcurrency: true })
    const { job } = buildTimelineJob(hosted, aContext({ trace: late, ready: ready('10:00:00'), planned }))
    expect(job.intervals[0]).toMatchObject({ state: 'blocked', confidence: 'low', detail: 'probable' })
  })
})

describe('special shapes', () => {
  const shape = (job: ReturnType<typeof aTimedJob>, more: Partial<JobContext> = {}) => {
    const timed = buildTimelineJob(job, aContext(more)).job
    expect(faultsOf(timed)).toEqual([])
    return [timed.shape, ...timed.intervals.map(({ state }) => state)]
  }

  test('skipped: no time at all, also when it ended before it began', () => {
    const skipped = aTimedJob({
      created: '10:00:05',
      completed: '09:00:00',
      hasRunner: false,
      more: { conclusion: 'skipped', labels: [] },
    })
    expect(shape(skipped)).toEqual(['skipped'])
  })

  test('cancelled before a runner took it: in the queue to its end', () => {
    const cancelled = aTimedJob({
      created: '10:00:05',
      completed: '10:30:05',
      hasRunner: false,
      more: { conclusion: 'cancelled' },
    })
    expect(shape(cancelled)).toEqual(['cancelled-before-pickup', 'queued'])
  })

  test('a day in the queue', () => {
    const expired = aTimedJob({
      created: '10:00:05',
      hasRunner: false,
      more: { conclusion: 'cancelled', completedAt: '2026-03-02T10:00:06Z' },
    })
    expect(shape(expired)).toEqual(['queue-expired', 'queued'])
  })

  test('a lost runner: nothing is claimed after the last sign of it', () => {
    const lost = aTimedJob({
      created: '10:00:05',
      started: '10:00:20',
      completed: '16:00:20',
      steps: [...STEPS.slice(0, 3), ['Run npm test', '10:01:00', undefined, 'cancelled']],
      more: { conclusion: 'failure' },
    })
    expect(shape(lost)).toEqual(['runner-lost', 'queued', 'preparing', 'executing', 'unobserved'])
    expect(show(lost).at(-1)).toBe('unobserved 10:01:00-16:00:20 low')
  })

  test('steps gone: the work is not observed', () => {
    expect(shape(aTimedJob({ created: '10:00:05', started: '10:00:20', completed: '10:04:13' }))).toEqual([
      'steps-gone',
      'queued',
      'unobserved',
    ])
  })

  test('a waiting job waits for policy, a pending one is blocked, a queued one waits for a runner, to the time of reading', () => {
    const open = (status: string) =>
      show(aTimedJob({ created: '10:00:05', hasRunner: false, more: { status, conclusion: undefined } }))
    expect(open('waiting')).toEqual(['waiting-for-policy 10:00:05-12:00:00 medium open'])
    expect(open('pending')).toEqual(['blocked 10:00:05-12:00:00 medium open'])
    expect(open('queued')).toEqual(['queued 10:00:05-12:00:00 medium open'])
  })

  test('a running step is open, and so is its state', () => {
    const running = aTimedJob({
      created: '10:00:05',
      started: '10:00:20',
      steps: [...STEPS.slice(0, 2), ['Run npm ci', '10:00:25', undefined]],
      more: { status: 'in_progress', conclusion: undefined },
    })
    expect(show(running).at(-1)).toBe('executing 10:00:22-12:00:00 high open')
  })

  test('a step that ends before it starts is moved and said to be', () => {
    const reversed = aTimedJob({
      created: '10:00:05',
      started: '10:00:20',
      completed: '10:04:13',
      steps: [...STEPS.slice(0, 3), ['Run npm test', '10:01:00', '10:00:50']],
    })
    const { job } = buildTimelineJob(reversed, aContext())
    expect(job.notes).toContain('reversed-step')
    expect(job.steps?.find(step => step.name === 'Run npm test')).toMatchObject({ clamped: true })
    expect(faultsOf(job)).toEqual([])
  })

  test('offsets other than Z are the same instants', () => {
    const abroad = aTimedJob({ created: '10:00:05', started: '10:00:20', completed: '10:04:13', steps: STEPS })
    const moved = { ...abroad, api: { ...abroad.api, createdAt: '2026-03-01T19:00:05+09:00' } }
    expect(show(moved)).toEqual(show(abroad))
  })
})
