import { describe, expect, test } from '@jest/globals'
import { sha256Hex } from '../../src/io/digest.ts'
import { verifyBundle } from '../../src/verify/bundle/verify-bundle.ts'
import { type BundleCase, outcomeOf } from './bundle-case.ts'
import type { Scene } from './scene.ts'

/** One test a case. What is rejected is rejected for the change alone: the honest bundle verifies beside it. */
export const describeCases = (scene: Scene, groups: Readonly<Record<string, readonly BundleCase[]>>): void => {
  test('the honest bundle verifies', async () => {
    expect(await outcomeOf(scene, { bundle: scene.bundle })).toBe('accepted: the same payload')
  })

  describe.each(Object.entries(groups))('%s', (_, cases) => {
    const rejected = cases.filter(one => one.harmless === undefined).map(one => [one.name, one] as const)
    const harmless = cases.flatMap(one => (one.harmless === undefined ? [] : [[one.name, one.harmless, one] as const]))

    test.each(rejected)('%s: rejected', async (_, { make }) => {
      expect(await outcomeOf(scene, await make(scene))).toBe('rejected')
    })
    if (harmless.length > 0)
      test.each(harmless)('%s: harmless: %s', async (_, __, { make }) => {
        const material = { roots: [scene.trustedRoot], keys: [] }
        const honest = await verifyBundle(scene.bundle, material)
        const changed = await verifyBundle((await make(scene)).bundle, material)
        expect(changed).toMatchObject({ ok: true, identity: honest.identity })
        expect(sha256Hex(changed.payload ?? '')).toBe(sha256Hex(honest.payload ?? ''))
        // The log and the timestamp authority may stand on two sides of a second.
        expect(Math.abs(Date.parse(changed.signedAt ?? '') - Date.parse(honest.signedAt ?? ''))).toBeLessThan(5_000)
        expect(Object.prototype).not.toHaveProperty('polluted')
      })
  })
}
