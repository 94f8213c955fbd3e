import { expect, test } from '@jest/globals'
import { toFindingSettings, withoutIgnored } from '../../src/findings/apply-configuration.ts'
import { THRESHOLDS } from '../../src/findings/rules/finding-rule.ts'
import type { Finding, FindingRuleName } from '../../src/schema/run/finding.ts'

const about = (rule: FindingRuleName, name: string): Finding => ({
  rule,
  severity: 'medium',
  subject: { kind: 'cache', name },
  summary: 'Hit 2 of 10 times',
  evidence: [],
  confidence: 'high',
  reason: '10 runs',
  response: 'Take the commit out of the key',
  owner: 'author',
})
const FOUND = [about('cache-drift', 'npm-linux'), about('cache-drift', 'go'), about('image-drift', 'npm-linux')]
const names = (found: readonly Finding[]) => found.map(({ rule, subject }) => `${rule} ${subject.name}`)

test.each([
  ['nothing', [], '2026-03-01', ['cache-drift npm-linux', 'cache-drift go', 'image-drift npm-linux']],
  ['a subject', [{ rule: 'cache-drift', subject: 'npm-*' }], '2026-03-01', ['cache-drift go', 'image-drift npm-linux']],
  ['another subject', [{ rule: 'cache-drift', subject: 'npm' }], '2026-03-01', names(FOUND)],
  ['a rule', [{ rule: 'cache-drift' }], '2026-03-01', ['image-drift npm-linux']],
  ['a rule on its last day', [{ rule: 'cache-drift', until: '2026-03-01' }], '2026-03-01', ['image-drift npm-linux']],
  ['a rule after its last day', [{ rule: 'cache-drift', until: '2026-02-28' }], '2026-03-01', names(FOUND)],
] as const)('ignores %s', (_, ignore, day, kept) => {
  const { found, ignored } = withoutIgnored(FOUND, ignore, day)
  expect(names(found)).toEqual(kept)
  expect(ignored).toHaveLength(FOUND.length - kept.length)
})

test('reads thresholds, each with its default', () => {
  expect(toFindingSettings(undefined).thresholds).toEqual(THRESHOLDS)
  expect(toFindingSettings({ version: 1, findings: { thresholds: { 'queue-minutes': 0.5 } } }).thresholds).toEqual({
    ...THRESHOLDS,
    queueMs: 30_000,
  })
})
