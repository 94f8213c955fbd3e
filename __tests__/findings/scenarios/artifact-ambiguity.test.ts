import { expect, test } from '@jest/globals'
import { byRule, runTwin } from './scenario-findings.ts'

test('artifact-ambiguity is found in the wrong twin, and shown with its rule', async () => {
  const run = await runTwin('artifact-ambiguity', 'wrong')
  const [finding] = byRule(run, 'artifact-ambiguity')
  expect(finding?.summary).toContain('digests')
  expect(run.printed).toContain('rule artifact-ambiguity._')
}, 300_000)

test('the healthy twin has no finding at all', async () => {
  expect((await runTwin('artifact-ambiguity', 'healthy')).findings).toEqual([])
}, 300_000)
