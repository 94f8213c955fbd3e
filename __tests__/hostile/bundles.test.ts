import { afterAll, describe, expect, test } from '@jest/globals'
import { sha256Hex } from '../../src/digest.ts'
import { verifyBundle } from '../../src/trust/verify-bundle.ts'
import { type BundleCase, outcomeOf } from './bundle-case.ts'
import { byteCases } from './byte-cases.ts'
import { exchangeCases } from './exchange-cases.ts'
import { fieldCases } from './field-cases.ts'
import { jsonCases } from './json-cases.ts'
import { replayCases } from './replay-cases.ts'
import { setScene } from './scene.ts'

// The table is made from a real bundle, so the scene is set before the tests are named.
const scene = await setScene()
afterAll(() => scene.stop())

const GROUPS: Readonly<Record<string, readonly BundleCase[]>> = {
  'one bit of a DER element': byteCases(scene),
  'one field': fieldCases(),
  'a part exchanged, or another root': exchangeCases(),
  'the JSON around it': jsonCases(),
  'signed for something else': replayCases(),
}
const rejected = (cases: readonly BundleCase[]) => cases.filter(one => one.harmless === undefined)
const harmless = (cases: readonly BundleCase[]) => cases.filter(one => one.harmless !== undefined)

test('the honest bundle verifies: what is rejected below is rejected for the change', async () => {
  expect(await outcomeOf(scene, { bundle: scene.bundle })).toBe('accepted: the same payload')
})

describe.each(Object.entries(GROUPS))('%s', (_, cases) => {
  test.each(rejected(cases).map(one => [one.name, one] as const))('%s: rejected', async (_, { make }) => {
    expect(await outcomeOf(scene, await make(scene))).toBe('rejected')
  })

  if (harmless(cases).length > 0)
    test.each(harmless(cases).map(one => [one.name, one.harmless, one] as const))(
      '%s: harmless, since it is %s',
      async (_, __, { make }) => {
        const { bundle } = await make(scene)
        const material = { roots: [scene.trustedRoot], keys: [] }
        const [changed, honest] = [await verifyBundle(bundle, material), await verifyBundle(scene.bundle, material)]
        expect(changed).toMatchObject({ ok: true, identity: honest.identity })
        // The log and the timestamp authority may stand on two sides of a second.
        expect(Math.abs(Date.parse(changed.signedAt ?? '') - Date.parse(honest.signedAt ?? ''))).toBeLessThan(5_000)
        expect(sha256Hex(changed.payload ?? '')).toBe(sha256Hex(honest.payload ?? ''))
      },
    )
})
