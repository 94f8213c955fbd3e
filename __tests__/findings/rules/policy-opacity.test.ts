import { describe, expect, test } from '@jest/globals'
import { policyOpacity } from '../../../src/findings/rules/policy-opacity.ts'
import type { ProtectionEntry } from '../../../src/schema/run/protection-entry.ts'
import { at } from '../../render/a-timeline.ts'
import { anInput, aPast } from './finding-input.ts'

const HOUR = 3_600_000
const gate = (more: Partial<ProtectionEntry>): ProtectionEntry => ({
  ...{ kind: 'environment', environment: 'production', jobId: '1', state: 'passed', rules: [], by: ['octocat'] },
  ...{ reviewers: [], timeKnown: true, owner: 'approver', source: 'api', confidence: 'high' },
  ...more,
})
const find = (entry: ProtectionEntry, pastMs: readonly number[] = []) =>
  policyOpacity(
    anInput(
      { deploy: { times: ['00:00', '00:00', '10:00'] } },
      {
        timeline: { protection: [entry] },
        run: { reportedAt: at('12:30:00') },
        past: pastMs.flatMap(waitedMs => aPast(1, { approvals: [{ environment: 'production', waitedMs }] })),
      },
    ),
  )

describe('a rule that holds the run', () => {
  test('since when, on whom, and who can act', () => {
    const [finding] = find(
      gate({ state: 'pending', start: at('10:00:00'), reviewers: [{ kind: 'user', name: 'hubot' }] }),
    )
    expect(finding).toMatchObject({
      severity: 'medium',
      owners: ['hubot'],
      subject: { kind: 'environment', name: 'production' },
    })
    expect(finding?.summary).toBe(
      '“deploy” waits for approval of environment “production” since 2026-03-01T10:00:00Z, 2 h 30 m by now; “hubot” can decide.',
    )
  })

  test('without a begin it is low', () => {
    expect(find(gate({ state: 'pending' }))[0]).toMatchObject({ severity: 'low' })
  })

  test('a timer alone is meant, until its minutes are over', () => {
    const timer = { state: 'pending', start: at('10:00:00'), rules: [{ kind: 'wait-timer', minutes: 300 }] } as const
    expect(find(gate({ ...timer, rules: [...timer.rules] }))).toEqual([])
    expect(find(gate({ ...timer, rules: [{ kind: 'wait-timer', minutes: 30 }] }))).toHaveLength(1)
  })

  test('a concurrency group names the run that holds it', () => {
    const [finding] = find(
      gate({ kind: 'concurrency', environment: undefined, state: 'pending', group: { name: 'prod', heldBy: '77' } }),
    )
    expect(finding?.summary).toContain('run 77 holds it')
  })
})

describe('a wait that is over', () => {
  test('over the threshold, without a past', () => {
    expect(find(gate({ waitedMs: 2 * HOUR }))[0]).toMatchObject({ severity: 'low', confidence: 'medium' })
  })

  test('far over past waits', () => {
    const [finding] = find(gate({ waitedMs: 2 * HOUR }), Array(12).fill(600_000))
    expect(finding).toMatchObject({ severity: 'medium', confidence: 'high' })
    expect(finding?.summary).toContain('the median of 12 past waits is 10 m')
  })

  test.each<[string, Partial<ProtectionEntry>, readonly number[]]>([
    ['as long as ever', { waitedMs: 2 * HOUR }, Array(12).fill(2 * HOUR)],
    ['under the threshold', { waitedMs: HOUR / 2 }, []],
    ['under the threshold, however short the others were', { waitedMs: HOUR / 2 }, Array(12).fill(60_000)],
    ['over the 95th percentile alone', { waitedMs: 3 * HOUR }, Array(20).fill(2 * HOUR)],
    ['of the minutes of its timer', { waitedMs: 2 * HOUR, rules: [{ kind: 'wait-timer', minutes: 110 }] }, []],
    ['without times', { timeKnown: false }, []],
    ['that ended in a rejection', { waitedMs: 2 * HOUR, state: 'rejected' }, []],
  ])('%s is no finding', (_, entry, past) => {
    expect(find(gate(entry), past)).toEqual([])
  })
})
