import { expect, test } from '@jest/globals'
import { convergenceSection } from '../../src/render/convergence/convergence-section.ts'
import type { TargetConvergence } from '../../src/schema/converge/target-convergence.ts'
import { aTarget } from '../converge/a-target.ts'
import { aManifest } from '../report/a-manifest.ts'
import { aRunManifest } from './a-run.ts'

const WANTED: TargetConvergence['wanted'] = { revision: 'v7', by: 'input' }

const render = (...targets: readonly TargetConvergence[]): string => {
  const run = aRunManifest(1, () => 'deploy')
  const record = aManifest({ more: { convergence: [...targets] } })
  return convergenceSection({ ...run, jobs: run.jobs.map(job => ({ ...job, record })) }).blocks.join('')
}

test('each target that a job observed is a row: verdict, times since it was accepted, images', () => {
  const images: TargetConvergence['images'] = { built: [`sha256:${'a'.repeat(64)}`], running: [], match: 'same' }
  const row = render(
    aTarget({ verdict: 'stayed-healthy', wanted: WANTED, reconciliationMs: 4_000, convergenceMs: 61_000, images }),
  )
  expect(row).toContain(
    '| <code>argocd:shop</code> | v7 healthy, and stayed healthy for the soak time | after 4 s | after 1 m 1 s | the built digest is what runs | deploy |',
  )
})

test('what was not observed is a dash, and names of the cluster are inert', () => {
  const target = { kind: 'deployment', namespace: 'prod', name: '<img src=x> @octocat | [a](b)' } as const
  const row = render(aTarget({ target, verdict: 'never-applied' }))
  expect(row).toContain('never applied | – | – | – |')
  expect(row).not.toContain('<img')
  expect(row).not.toMatch(/[^\\]\|\s*\[a\]\(b\)/)
})

test('a run in which no job observed a target has no section', () => {
  expect(convergenceSection(aRunManifest(2, () => 'test')).blocks).toEqual([])
})
