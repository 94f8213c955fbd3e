import { describe, expect, test } from '@jest/globals'
import type {
  DeploymentStatus,
  ObservedDeployment,
  RunObservation,
} from '../../../src/schema/observed/run-observation.ts'
import { buildTimeline } from '../../../src/timeline/build-timeline.ts'
import { findProtectionWaits } from '../../../src/timeline/protection/protection-waits.ts'
import { aTimedJob, at } from '../a-job.ts'
import { anObservation } from '../an-observation.ts'

const status = (state: string, clock: string): DeploymentStatus => ({ state, createdAt: at(clock) })
const deployment = (more: Partial<ObservedDeployment> = {}): ObservedDeployment => ({
  id: '7',
  environment: 'production',
  createdAt: at('10:00:00'),
  jobId: '1',
  statuses: [status('waiting', '10:00:00'), status('queued', '10:03:00'), status('in_progress', '10:03:04')],
  ...more,
})
const REVIEWERS = {
  name: 'production',
  rules: [
    {
      kind: 'required-reviewers' as const,
      reviewers: [{ kind: 'user' as const, name: 'hubot' }],
      preventSelfReview: false,
    },
  ],
}
const job = { id: '1', environment: 'production' }
const policy = (more: Partial<RunObservation>, jobs: Parameters<typeof findProtectionWaits>[1] = [job]) =>
  findProtectionWaits(anObservation([], more), jobs)

describe('an environment that held a job', () => {
  test('with deployment statuses: from the gate to what followed it, who, by which rule, who could have', () => {
    const approvals = [{ environments: ['staging', 'production'], state: 'approved' as const, user: 'hubot' }]
    const { entries, listWaits } = policy({ deployments: [deployment()], approvals, environments: [REVIEWERS] })
    expect(entries).toEqual([
      {
        kind: 'environment',
        environment: 'production',
        jobId: '1',
        state: 'passed',
        rules: [{ kind: 'required-reviewers' }],
        by: ['hubot'],
        reviewers: [{ kind: 'user', name: 'hubot' }],
        start: at('10:00:00'),
        end: at('10:03:00'),
        waitedMs: 180_000,
        timeKnown: true,
        owner: 'approver',
        source: 'api',
        confidence: 'high',
      },
    ])
    expect(listWaits('1')).toMatchObject([{ from: at('10:00:00'), to: at('10:03:00'), confidence: 'high' }])
  })

  test.each([
    ['somebody rejected', 'rejected', 'rejected', ['hubot']],
    ['nobody said so: it may have waited too long, or was cancelled', 'pending', 'unknown', []],
  ] as const)('ends badly: %s', (_, review, state, by) => {
    const statuses = [status('waiting', '10:00:00'), status('failure', '10:01:00')]
    const approvals = [{ environments: ['production'], state: review, user: 'hubot' }]
    const { entries } = policy({ deployments: [deployment({ statuses })], approvals })
    expect(entries).toMatchObject([{ state, by, waitedMs: 60_000 }])
  })

  test('several deployments of one environment: who decided on which is not told', () => {
    const both = [deployment(), deployment({ id: '8', jobId: '2' })]
    expect(policy({ deployments: both }).entries.map(entry => entry.confidence)).toEqual(['medium', 'medium'])
  })

  test('a gate that an earlier attempt passed does not hold this one', () => {
    const attempts = [{ attempt: 2, startedAt: at('11:00:00'), jobs: [], complete: true, traces: new Map() }]
    const { listWaits, entries } = policy({ deployments: [deployment()], attempts })
    expect(listWaits('1')).toEqual([])
    expect(entries).toHaveLength(1)
  })

  test('without statuses: no time at all, and the wait is probable only where somebody decided', () => {
    const decided = policy({ approvals: [{ environments: ['production'], state: 'approved', user: 'hubot' }] })
    expect(decided.entries).toMatchObject([{ state: 'passed', by: ['hubot'], timeKnown: false }])
    expect(decided.entries[0]).not.toHaveProperty('start')
    expect(decided.entries[0]).not.toHaveProperty('waitedMs')
    expect(decided.heldProbably('1')).toBe(true)
    const untouched = policy({ environments: [REVIEWERS] })
    expect([untouched.entries, untouched.heldProbably('1')]).toEqual([[], false])
  })

  test('a timer alone held it', () => {
    const timed = policy({ environments: [{ name: 'production', rules: [{ kind: 'wait-timer', minutes: 5 }] }] })
    expect(timed.entries).toMatchObject([{ rules: [{ kind: 'wait-timer', minutes: 5 }], owner: 'platform' }])
    expect(timed.heldProbably('1')).toBe(true)
  })
})

describe('what waits now', () => {
  const waiting = deployment({ statuses: [status('waiting', '10:00:00')] })
  const pending = [
    { environment: 'production', reviewers: [{ kind: 'team' as const, name: 'octo/release' }], waitTimerMinutes: 0 },
  ]

  test('is one entry: the status tells since when, the list of what waits tells who can end it', () => {
    expect(policy({ deployments: [waiting], pending }).entries).toMatchObject([
      {
        state: 'pending',
        start: at('10:00:00'),
        reviewers: [{ kind: 'team', name: 'octo/release' }],
        owner: 'approver',
        timeKnown: true,
      },
    ])
  })

  test('without statuses: since when is not known, but for a timer', () => {
    expect(policy({ pending }, []).entries).toMatchObject([{ state: 'pending', timeKnown: false }])
    const timer = [
      { environment: 'production', reviewers: [], waitTimerMinutes: 30, waitTimerStartedAt: at('10:00:00') },
    ]
    expect(policy({ pending: timer }, []).entries).toMatchObject([
      { start: at('10:00:00'), owner: 'platform', rules: [{ kind: 'wait-timer', minutes: 30 }], timeKnown: true },
    ])
  })

  test('a member of a concurrency group that does not hold it', () => {
    const members = [
      { runId: '4', position: 0, status: 'in_progress' as const },
      { runId: '5', jobId: '1', position: 1, status: 'pending' as const },
    ]
    expect(policy({ concurrency: [{ name: 'deploy', members }] }, []).entries).toMatchObject([
      { kind: 'concurrency', jobId: '1', state: 'pending', owner: 'author' },
    ])
  })
})

describe('whose rule it is', () => {
  test.each([
    [[{ kind: 'branch-policy' as const }], 'platform'],
    [[{ kind: 'custom-rule' as const, app: 'gatekeeper' }], 'external-service'],
    [[{ kind: 'wait-timer' as const, minutes: 1 }, ...REVIEWERS.rules], 'approver'],
  ])('%j: %s', (rules, owner) => {
    expect(policy({ environments: [{ name: 'production', rules }] }).findRuleOwner('production')).toBe(owner)
  })
})

describe('the first run of a first-time contributor', () => {
  const held = { attempt: 1, conclusion: 'action_required', startedAt: at('10:00:00'), jobs: [], complete: true }
  const attempt = (more: object) => ({ ...held, traces: new Map(), ...more })

  test('ends without a job, and is approved by the one who started attempt 2', () => {
    const second = attempt({ attempt: 2, conclusion: 'success', startedAt: at('10:52:00'), triggeredBy: 'maintainer' })
    const { entries } = policy({ attempts: [attempt({ triggeredBy: 'newcomer' }), second] }, [])
    expect(entries).toMatchObject([
      { kind: 'fork-approval', state: 'passed', by: ['maintainer'], waitedMs: 52 * 60_000, owner: 'approver' },
    ])
  })

  test('still waits', () => {
    expect(policy({ attempts: [attempt({})] }, []).entries).toMatchObject([{ kind: 'fork-approval', state: 'pending' }])
    expect(buildTimeline(anObservation([], { attempts: [attempt({})] })).runShape).toBe('awaiting-approval')
  })
})

test('the wait stands in the job’s own time, with the rule’s owner', () => {
  const deploy = aTimedJob({
    created: '09:59:58',
    started: '10:03:02',
    completed: '10:04:00',
    steps: [
      ['Set up job', '10:03:02', '10:03:04'],
      ['Run ./deploy', '10:03:04', '10:04:00'],
    ],
  })
  const { jobs } = buildTimeline(anObservation([deploy], { deployments: [deployment()], environments: [REVIEWERS] }))
  expect(jobs[0]?.intervals.map(one => [one.state, one.owner])).toEqual([
    ['admitted', 'github'],
    ['waiting-for-policy', 'approver'],
    ['queued', undefined],
    ['preparing', undefined],
    ['deploying', 'author'],
  ])
})
