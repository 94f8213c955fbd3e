import { expect, test } from '@jest/globals'
import { byRule, runTwin } from './scenario-findings.ts'

test('cache-drift is found in the wrong twin, and shown with its rule', async () => {
  const run = await runTwin('cache-drift', 'wrong')
  const [finding] = byRule(run, 'cache-drift')
  expect(finding?.summary).toContain('can never hit: its key holds the run id')
  expect(run.printed).toContain('rule cache-drift._')
}, 300_000)

test('the healthy twin has no finding at all', async () => {
  expect((await runTwin('cache-drift', 'healthy')).findings).toEqual([])
}, 300_000)
