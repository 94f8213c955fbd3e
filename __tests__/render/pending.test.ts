import { describe, expect, test } from '@jest/globals'
import { whatHolds } from '../../src/render/screen/pending.ts'
import type { ProtectionEntry } from '../../src/schema/run/protection-entry.ts'

const MINUTE_MS = 60_000
const pending = (change: Partial<ProtectionEntry>): ProtectionEntry => ({
  kind: 'environment',
  environment: 'production',
  jobId: '1',
  state: 'pending',
  rules: [],
  by: [],
  reviewers: [],
  timeKnown: false,
  owner: 'approver',
  source: 'api',
  confidence: 'high',
  ...change,
})
const reviewer = (name: string) => ({ kind: 'user' as const, name })

describe('what holds a run, in the words of its title', () => {
  test.each<[string, ProtectionEntry, string]>([
    [
      'reviewers',
      pending({ rules: [{ kind: 'required-reviewers' }, { kind: 'branch-policy' }], reviewers: [reviewer('hubot')] }),
      'approval of production by hubot',
    ],
    [
      'many reviewers',
      pending({ rules: [{ kind: 'required-reviewers' }], reviewers: ['a', 'b', 'c', 'd', 'e'].map(reviewer) }),
      'approval of production by a or b or c or 2 others',
    ],
    [
      'a timer that still runs, and an app',
      pending({
        rules: [
          { kind: 'wait-timer', minutes: 30 },
          { kind: 'custom-rule', app: 'watch' },
        ],
        waitedMs: 29 * MINUTE_MS,
      }),
      'the wait timer of 30 minutes on production and the rule of app watch on production',
    ],
    [
      'a timer that is over, and an app',
      pending({
        rules: [
          { kind: 'wait-timer', minutes: 30 },
          { kind: 'custom-rule', app: 'watch' },
        ],
        waitedMs: 31 * MINUTE_MS,
      }),
      'the rule of app watch on production',
    ],
    [
      'a fork',
      pending({ kind: 'fork-approval', environment: undefined, jobId: undefined }),
      'approval of a fork’s run',
    ],
    ['a group', pending({ kind: 'concurrency', environment: undefined }), 'another run of its concurrency group'],
    [
      'a group with its holder',
      pending({
        kind: 'concurrency',
        environment: undefined,
        group: { name: 'deploy-production', position: 1, heldBy: '34001' },
      }),
      'concurrency group deploy-production at position 1, held by run 34001',
    ],
  ])('%s', (_, entry, words) => {
    expect(whatHolds(entry, undefined)).toBe(words)
  })

  test('a name of a rule stays one line', () => {
    const entry = pending({ rules: [{ kind: 'custom-rule', app: 'a\n::error::b' }] })
    expect(whatHolds(entry, undefined)).not.toContain('\n')
  })
})
