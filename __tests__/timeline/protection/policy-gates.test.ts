import { describe, expect, test } from '@jest/globals'
import type {
  DeploymentStatus,
  ObservedAttempt,
  ObservedDeployment,
  ObservedJob,
  ProtectionRule,
  RunObservation,
} from '../../../src/schema/observed/run-observation.ts'
import { buildTimeline } from '../../../src/timeline/build-timeline.ts'
import { findProtectionWaits } from '../../../src/timeline/protection/protection-waits.ts'
import { aTimedJob, at } from '../a-job.ts'
import { anObservation } from '../an-observation.ts'

const status = (state: string, clock: string, more: Partial<DeploymentStatus> = {}): DeploymentStatus => ({
  state,
  createdAt: at(clock),
  ...more,
})
const PASSED = [status('waiting', '10:00:00'), status('queued', '10:03:00'), status('in_progress', '10:03:04')]
const deployment = (more: Partial<ObservedDeployment> = {}): ObservedDeployment => ({
  id: '7',
  environment: 'production',
  createdAt: at('10:00:00'),
  jobId: '1',
  statuses: PASSED,
  ...more,
})
const review = (state: 'approved' | 'rejected', user: string, environment = 'production') => ({
  environments: [environment],
  state,
  user,
})
const attempt = (jobs: readonly ObservedJob[], more: Partial<ObservedAttempt> = {}): ObservedAttempt => ({
  attempt: 1,
  startedAt: at('09:59:00'),
  jobs,
  complete: true,
  traces: new Map(),
  ...more,
})
const job = (id: string, environment: string | undefined = 'production') => ({ id, environment })
const policy = (more: Partial<RunObservation>, jobs: Parameters<typeof findProtectionWaits>[1] = [job('1')]) =>
  findProtectionWaits(anObservation([], more), jobs)
const running = { ...anObservation([]).run, status: 'in_progress' }

describe('which job a gate held', () => {
  const unclaimed = deployment({ jobId: undefined })

  test('one that no status names: the only job of its environment, at medium confidence', () => {
    expect(policy({ deployments: [unclaimed] }).listWaits('1')).toMatchObject([{ confidence: 'medium' }])
    expect(policy({ deployments: [unclaimed] }).entries).toMatchObject([{ jobId: '1', confidence: 'medium' }])
  })

  test.each<readonly [string, readonly ObservedDeployment[], readonly ReturnType<typeof job>[]]>([
    ['two jobs', [unclaimed], [job('1'), job('2')]],
    ['two deployments', [unclaimed, deployment({ id: '8', jobId: undefined })], [job('1')]],
    ['a job of another environment', [unclaimed], [job('1', 'staging')]],
  ])('is not told where it could be others: %s', (_, deployments, jobs) => {
    const { listWaits, entries } = policy({ deployments }, jobs)
    expect(jobs.flatMap(({ id }) => listWaits(id))).toEqual([])
    expect(entries.map(one => one.jobId !== undefined)).toEqual(deployments.map(() => false))
  })

  test('a deployment made after the job had ended is not its own', () => {
    const ended = aTimedJob({ started: '09:58:00', completed: '09:59:00' })
    expect(policy({ deployments: [unclaimed], attempts: [attempt([ended])] }).listWaits('1')).toEqual([])
  })

  test('a deployment that a re-run uses again has two gates, and this attempt’s job the second alone', () => {
    const again = [status('waiting', '11:00:00'), status('queued', '11:02:00')]
    const attempts = [attempt([]), attempt([], { attempt: 2, startedAt: at('10:59:00') })]
    const statuses = [...PASSED, status('failure', '10:05:00'), ...again]
    const { listWaits, entries } = policy({ attempts, deployments: [deployment({ statuses })] })
    expect(listWaits('1').map(({ from, to }) => [from, to])).toEqual([[at('11:00:00'), at('11:02:00')]])
    expect(entries.map(one => [one.jobId, one.waitedMs])).toEqual([
      [undefined, 180_000],
      ['1', 120_000],
    ])
  })

  test('names of environments do not differ by case', () => {
    const approvals = [review('approved', 'hubot', 'PRODUCTION')]
    const { entries } = policy({ deployments: [unclaimed], approvals }, [job('1', 'Production')])
    expect(entries).toMatchObject([{ jobId: '1', by: ['hubot'] }])
  })
})

describe('how a gate ended', () => {
  test('GitHub ends it, not somebody else’s status', () => {
    const statuses = [PASSED[0], status('in_progress', '10:01:00', { app: 'argo' }), ...PASSED.slice(1)].flatMap(
      one => one ?? [],
    )
    expect(policy({ deployments: [deployment({ statuses })] }).entries).toMatchObject([{ waitedMs: 180_000 }])
  })

  test.each<readonly [string, Partial<RunObservation>, string]>([
    ['the run goes on', { run: running }, 'pending'],
    ['the run is over', {}, 'unknown'],
    ['it is listed as waiting', { pending: [{ environment: 'Production', reviewers: [] }] }, 'pending'],
    ['its job is over', { run: running, attempts: [attempt([aTimedJob({})])] }, 'unknown'],
    [
      'an earlier attempt’s',
      { run: running, attempts: [attempt([]), attempt([], { attempt: 2, startedAt: at('11:00:00') })] },
      'unknown',
    ],
  ])('no later status, %s: %s', (_, more, state) => {
    const { entries } = policy({ ...more, deployments: [deployment({ statuses: PASSED.slice(0, 1) })] })
    expect(entries.map(one => [one.state, one.waitedMs])).toEqual([[state, undefined]])
  })
})

describe('who decided', () => {
  const approvals = [review('rejected', 'alice'), review('approved', 'bob'), review('approved', 'carol', 'staging')]

  test.each([
    ['passed', PASSED, ['bob']],
    ['rejected', [...PASSED.slice(0, 1), status('failure', '10:01:00')], ['alice']],
    ['pending', PASSED.slice(0, 1), []],
  ] as const)('%s: those whose decision that was', (state, statuses, by) => {
    const { entries } = policy({ run: running, deployments: [deployment({ statuses })], approvals })
    expect(entries).toMatchObject([{ state, by }])
  })

  test.each([
    ['one job, one attempt', [job('1')], 1, ['high']],
    ['two jobs of the environment', [job('1'), job('2')], 1, ['medium', 'medium']],
    ['an earlier attempt may be what was reviewed', [job('1')], 2, ['medium']],
  ] as const)('without times: %s', (_, jobs, last, confidence) => {
    const attempts = Array.from({ length: last }, (__, index) => attempt([], { attempt: index + 1 }))
    const { entries } = policy({ attempts, approvals: approvals.slice(1) }, jobs)
    expect(entries.map(one => one.confidence)).toEqual(confidence)
  })
})

describe('who could decide', () => {
  const rule = (preventSelfReview: boolean): ProtectionRule => ({
    kind: 'required-reviewers',
    reviewers: [
      { kind: 'user', name: 'mona' },
      { kind: 'user', name: 'hubot' },
      { kind: 'team', name: 'octo/release' },
    ],
    preventSelfReview,
  })

  test.each([
    [false, ['mona', 'hubot', 'octo/release']],
    [true, ['hubot', 'octo/release']],
  ])('self-reviews prevented: %s', (prevented, expected) => {
    const environments = [{ name: 'production', rules: [rule(prevented)] }]
    const attempts = [attempt([], { triggeredBy: 'mona' })]
    const { entries } = policy({ attempts, environments, deployments: [deployment()] })
    expect(entries[0]?.reviewers.map(one => one.name)).toEqual(expected)
  })

  test('the list of what waits tells where the environment’s answer was refused', () => {
    const pending = [{ environment: 'production', waitTimerMinutes: 5, reviewers: [] }]
    const { entries, findRuleOwner } = policy({ run: running, pending })
    expect(entries).toMatchObject([
      { state: 'pending', rules: [{ kind: 'wait-timer', minutes: 5 }], owner: 'platform' },
    ])
    expect(findRuleOwner('production')).toBe('platform')
  })

  test('the one job that waits is named where no status does', () => {
    const waiting = aTimedJob({ id: '2', hasRunner: false, more: { status: 'waiting', conclusion: undefined } })
    const attempts = [attempt([aTimedJob({ id: '1' }), waiting])]
    const pending = [{ environment: 'production', reviewers: [] }]
    expect(policy({ run: running, attempts, pending }, [job('1'), job('2')]).entries).toMatchObject([
      { jobId: '2', state: 'pending', timeKnown: false },
    ])
  })
})

describe('a job that was probably held', () => {
  const approvals = [review('approved', 'hubot')]
  const held = (more: Partial<RunObservation>) => policy({ approvals, ...more }).heldProbably('1')

  test.each<readonly [string, Partial<RunObservation>, boolean]>([
    ['no status tells', {}, true],
    ['its statuses tell of no gate', { deployments: [deployment({ statuses: PASSED.slice(1) })] }, false],
    ['its gate has times', { deployments: [deployment()] }, false],
    ['it was skipped', { attempts: [attempt([aTimedJob({ more: { conclusion: 'skipped' } })])] }, false],
    [
      'it ran in an earlier attempt',
      { attempts: [attempt([aTimedJob({ started: '09:00:00' })], { attempt: 2, startedAt: at('10:00:00') })] },
      false,
    ],
    ['it still waits', { attempts: [attempt([aTimedJob({ hasRunner: false, more: { status: 'waiting' } })])] }, false],
    [
      'a timer of no minutes',
      { approvals: [], environments: [{ name: 'production', rules: [{ kind: 'wait-timer', minutes: 0 }] }] },
      false,
    ],
  ])('%s: %s', (_, more, expected) => {
    expect(held(more)).toBe(expected)
  })
})

test('an approval whose end is before its beginning has no length', () => {
  const attempts = [
    attempt([], { conclusion: 'action_required', startedAt: at('11:00:00') }),
    attempt([], { attempt: 2, startedAt: at('10:00:00') }),
  ]
  const [entry] = policy({ attempts }, []).entries
  expect(entry).toMatchObject({ kind: 'fork-approval', state: 'passed', timeKnown: false })
  expect([entry?.start, entry?.end, entry?.waitedMs]).toEqual([undefined, undefined, undefined])
})

describe('a gate that no status opened', () => {
  const waiting = deployment({ statuses: [status('waiting', '10:00:00')] })
  const ended = (conclusion: 'cancelled' | 'failure', completed = '10:05:00') =>
    aTimedJob({ created: '10:00:00', completed, hasRunner: false, more: { conclusion } })
  const told = (listed: ObservedJob, more: Partial<RunObservation> = {}) =>
    policy({ deployments: [waiting], attempts: [attempt([listed])], ...more })

  test('held its job until that was cancelled', () => {
    const { entries, listWaits } = told(ended('cancelled'))
    expect(entries).toMatchObject([
      { state: 'cancelled', end: at('10:05:00'), waitedMs: 300_000, confidence: 'medium' },
    ])
    expect(listWaits('1')).toMatchObject([{ from: at('10:00:00'), to: at('10:05:00'), confidence: 'medium' }])
  })

  test('held its job until somebody rejected it, also while another job waits at the same environment', () => {
    const more = {
      run: running,
      approvals: [review('rejected', 'hubot')],
      pending: [{ environment: 'production', reviewers: [] }],
    }
    const { entries } = told(ended('failure'), more)
    expect(entries).toMatchObject([
      { state: 'rejected', by: ['hubot'] },
      { state: 'pending', timeKnown: false },
    ])
  })

  test.each<readonly [string, ObservedJob]>([
    ['a job that ran: the status that let it go is missing', aTimedJob({ started: '10:02:00', completed: '10:05:00' })],
    ['a job that ended before the gate closed', ended('cancelled', '09:59:59')],
    ['a job that goes on', aTimedJob({ hasRunner: false, more: { status: 'waiting', conclusion: undefined } })],
  ])('has no end for %s', (_, listed) => {
    const { entries, listWaits } = told(listed)
    expect(entries[0]?.end).toBeUndefined()
    expect(listWaits('1')).toEqual([])
  })

  test('of an attempt before is not the beginning of this one’s', () => {
    const statuses = [status('waiting', '10:00:00'), status('waiting', '11:00:02'), status('queued', '11:04:02')]
    const attempts = [attempt([], { attempt: 2, startedAt: at('11:00:00') })]
    const { entries, listWaits } = policy({ deployments: [deployment({ statuses })], attempts })
    expect(entries.map(({ state, start, end, jobId }) => [state, start, end, jobId])).toEqual([
      ['unknown', at('10:00:00'), undefined, undefined],
      ['passed', at('11:00:02'), at('11:04:02'), '1'],
    ])
    expect(listWaits('1')).toMatchObject([{ from: at('11:00:02'), to: at('11:04:02') }])
  })

  test('a carried-over job keeps the gate that it met; it is not this attempt’s time', () => {
    const carried = aTimedJob({ created: '10:00:00', started: '10:03:05', completed: '10:04:00' })
    const attempts = [attempt([carried], { attempt: 2, startedAt: at('11:00:00') })]
    const { entries, listWaits } = policy({ deployments: [deployment()], attempts })
    expect(entries).toMatchObject([{ jobId: '1', state: 'passed' }])
    expect(listWaits('1')).toEqual([])
  })

  test('is the time of a job that was cancelled before pick-up, and no queue', () => {
    const { jobs } = buildTimeline(
      anObservation([ended('cancelled')], { deployments: [waiting], attempts: [attempt([ended('cancelled')])] }),
    )
    expect(jobs[0]).toMatchObject({ shape: 'cancelled-before-pickup', statesMs: { 'waiting-for-policy': 300_000 } })
    expect(jobs[0]?.statesMs).not.toHaveProperty('queued')
  })
})
