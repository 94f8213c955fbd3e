import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readRecordedFolder } from '../../src/cli/converge/read-recorded.ts'
import type { ConvergenceState } from '../../src/schema/converge/target-convergence.ts'

const recorded = process.env['PIPELINE_TRACE_RECORDED'] ?? join(import.meta.dirname, '../../../shared/recorded')
const folder = join(recorded, 'gitops/argo-cd')

/** The sentence of a recorded case, and the state that says the same. */
const VERDICTS: readonly (readonly [RegExp, ConvergenceState])[] = [
  [/rolled back/, 'rolled-back'],
  [/Degraded|never healthy/, 'degraded'],
  [/never applied|not applied|sync fails|no auto/i, 'never-applied'],
  [/^healthy/, 'healthy'],
]

const cases = existsSync(folder) ? readdirSync(folder) : []

describe('recorded from a real Argo CD', () => {
  if (cases.length === 0) test.skip('skipped: there is no folder of recorded deployments', () => undefined)
  for (const name of cases) {
    const expected: { verdict: string; deployed: string; wantedImage: string } = JSON.parse(
      readFileSync(join(folder, name, 'expect.json'), 'utf8'),
    )
    const state = VERDICTS.find(([sentence]) => sentence.test(expected.verdict))?.[1]
    const image = expected.wantedImage.split('@')[1] ?? ''

    test.each([
      ['by its revision', { revision: expected.deployed, images: [image] }],
      ['by its image', { revision: undefined, images: [image] }],
      ['by nothing', { revision: undefined, images: [] }],
    ])(`${name}, named %s`, async (_, wanted) => {
      const { targets, gaps } = await readRecordedFolder(join(folder, name), [], { wanted, soakMs: 120_000 })
      expect(gaps).toEqual([])
      expect(targets.map(({ verdict }) => verdict)).toEqual([state])
      expect(targets[0]?.wanted.revision).toBe(expected.deployed)
      expect(targets[0]?.replicas?.desired).toBe(2)
      const runs = targets[0]?.images.match
      expect(runs).toBe(wanted.images.length === 0 ? 'unknown' : state === 'healthy' ? 'same' : 'differs')
    })
  }
})
