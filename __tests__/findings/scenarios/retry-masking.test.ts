import { beforeAll, describe, expect, test } from '@jest/globals'
import { THRESHOLDS } from '../../../src/findings/rules/finding-rule.ts'
import { retryMasking } from '../../../src/findings/rules/retry-masking.ts'
import type { RunManifest } from '../../../src/schema/run/run-manifest.ts'
import { jobOf, runLab } from '../../e2e/lab-run.ts'

const HARD_STOP = 600_000

const runTwin = async (...options: readonly string[]): Promise<RunManifest> => {
  const { runs, stderr } = await runLab(['demo', '--scenario', 'retry-masking', ...options])
  const [run] = runs
  if (run === undefined) throw new Error(stderr)
  return run.manifest
}
const evaluate = (manifest: RunManifest) => retryMasking({ manifest, past: [], thresholds: THRESHOLDS })

describe('a loop, a step that may fail and a test tool, each with a failure that the green jobs hide', () => {
  let manifest: RunManifest
  beforeAll(async () => {
    manifest = await runTwin()
  }, HARD_STOP)
  test('the run is green', () => {
    expect(manifest.result).toBe('success')
  })
  test('the rule names each of them, once for each job', () => {
    expect(evaluate(manifest).map(({ subject, summary }) => [subject.name, summary])).toEqual([
      [
        'unit',
        '“unit” passed and hides a failure: step “Unit tests” passed after 1 failed attempt (test); step “Lock tests (quarantined)” failed (test) and the job went on.',
      ],
      [
        'integration',
        '“integration” passed and hides a failure: 1 of 2 tests passed only on a retry, “integration.Checkout › pays”.',
      ],
    ])
  })
})

describe('the healthy twin, with a loop that waits for a server', () => {
  let manifest: RunManifest
  beforeAll(async () => {
    manifest = await runTwin('--healthy')
  }, HARD_STOP)
  test('the rule is silent, and the reports were read', () => {
    expect([manifest.result, evaluate(manifest)]).toEqual(['success', []])
    expect(jobOf(manifest, 'integration').record?.testReports).toMatchObject({ tests: 2, failed: 0, flaky: 0 })
  })
})
