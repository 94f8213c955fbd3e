import { expect, test } from '@jest/globals'
import { byRule, runTwin } from './scenario-findings.ts'

test('policy-opacity is found in the wrong twin, and shown with its rule', async () => {
  const run = await runTwin('policy-opacity', 'wrong')
  const [finding] = byRule(run, 'policy-opacity')
  expect(finding?.summary).toContain('waits')
  expect(run.printed).toContain('rule policy-opacity._')
}, 300_000)

test('the healthy twin has no finding at all', async () => {
  expect((await runTwin('policy-opacity', 'healthy')).findings).toEqual([])
}, 300_000)
