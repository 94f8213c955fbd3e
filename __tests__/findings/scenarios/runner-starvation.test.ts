import { expect, test } from '@jest/globals'
import { byRule, runTwin } from './scenario-findings.ts'

test('runner-starvation is found in the wrong twin, and shown with its rule', async () => {
  const run = await runTwin('runner-starvation', 'wrong')
  const [finding] = byRule(run, 'runner-starvation')
  expect(finding?.summary).toContain('waited')
  expect(run.printed).toContain('rule runner-starvation._')
}, 300_000)

test('the healthy twin has no finding at all', async () => {
  expect((await runTwin('runner-starvation', 'healthy')).findings).toEqual([])
}, 300_000)
