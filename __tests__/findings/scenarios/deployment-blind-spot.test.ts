import { expect, test } from '@jest/globals'
import { byRule, runTwin } from './scenario-findings.ts'

test('deployment-blind-spot is found in the wrong twin, and shown with its rule', async () => {
  const run = await runTwin('deployment-blind-spot', 'wrong')
  const [finding] = byRule(run, 'deployment-blind-spot')
  expect(finding?.summary).toContain('observed')
  expect(run.printed).toContain('rule deployment-blind-spot._')
}, 300_000)

test('the healthy twin has no finding at all', async () => {
  expect((await runTwin('deployment-blind-spot', 'healthy')).findings).toEqual([])
}, 300_000)
