import { afterAll, expect, test } from '@jest/globals'
import { byteCases } from './byte-cases.ts'
import { exchangeCases } from './exchange-cases.ts'
import { fieldCases } from './field-cases.ts'
import { jsonCases } from './json-cases.ts'
import { fullDocument, INJECTIONS, nameOf, textLeaves, wrongValues } from './manifest-cases.ts'
import { replayCases } from './replay-cases.ts'
import { setScene } from './scene.ts'

const scene = await setScene()
afterAll(() => scene.stop())

/** Names of everything that the tests of this folder try on a bundle, and on a manifest. */
const onBundles = (): readonly string[] =>
  [byteCases(scene), fieldCases(), exchangeCases(), jsonCases(), replayCases()].flat().map(({ name }) => name)
const onManifests = (): readonly string[] => [
  ...(['job-manifest', 'run-manifest'] as const).flatMap(kind =>
    fullDocument(kind).leaves.flatMap(leaf =>
      wrongValues(leaf).map(({ how, value }) => `${kind} ${nameOf(leaf)}: ${how} ${String(value).slice(0, 20)}`),
    ),
  ),
  ...textLeaves(fullDocument('run-manifest').leaves).flatMap(leaf =>
    Object.keys(INJECTIONS).map(how => `${nameOf(leaf)}: ${how}`),
  ),
]

test('there are at least 500 ways to tamper with a signed bundle, no two of one name', () => {
  const names = onBundles()
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  expect(names.length).toBeGreaterThanOrEqual(500)
})

test('and at least 500 with a manifest', () => {
  expect(new Set(onManifests()).size).toBeGreaterThanOrEqual(500)
})
