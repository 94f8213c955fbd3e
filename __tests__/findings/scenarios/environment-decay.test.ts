import { expect, test } from '@jest/globals'
import type { RunManifest } from '../../../src/schema/run/run-manifest.ts'
import { jobOf, runLab } from '../../e2e/lab-run.ts'

/** The account of the second run of a twin, and what the demonstration printed. */
const runTwin = async (...options: readonly string[]) => {
  const { runs, stdout } = await runLab(['demo', '--scenario', 'environment-decay', ...options])
  const manifest = runs.at(-1)?.manifest
  if (manifest === undefined) throw new Error(`no run artifact: ${stdout}`)
  return { manifest, stdout, first: runs[0]?.manifest }
}

const decayIn = ({ findings }: RunManifest) => findings?.found.filter(({ rule }) => rule === 'environment-decay')

test('a package that moved between two runs of one commit, and that the failed step names, is a finding', async () => {
  const { manifest, stdout } = await runTwin()
  expect(decayIn(manifest)).toMatchObject([
    {
      severity: 'high',
      confidence: 'high',
      subject: { kind: 'package', name: 'npm pad-text' },
      summary: expect.stringContaining('at the same commit it passed in run #1: npm pad-text 1.3.0 → 1.3.1'),
    },
  ])
  expect(manifest.findings?.otherDifferences).toEqual([])
  expect(jobOf(manifest, 'test').failure?.names).toMatchObject([{ kind: 'package', name: 'npm pad-text' }])
  expect(stdout).toContain('rule environment-decay._')
}, 600_000)

test('the same move is a line and no finding where the step failed for another reason', async () => {
  const { manifest, first } = await runTwin('--healthy')
  expect(first && jobOf(first, 'test').api?.conclusion).toBe('success')
  expect(jobOf(manifest, 'test').api?.conclusion).toBe('failure')
  expect(manifest.findings?.found).toEqual([])
  expect(manifest.findings?.otherDifferences).toEqual(['npm pad-text 1.3.0 → 1.3.1 (test)'])
}, 600_000)
