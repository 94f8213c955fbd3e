import { afterAll } from '@jest/globals'
import { byteCases } from './byte-cases.ts'
import { describeCases } from './describe-cases.ts'
import { fieldCases } from './field-cases.ts'
import { setScene } from './scene.ts'

// The table is made from a real bundle, so the scene is set before the tests are named.
const scene = await setScene()
afterAll(() => scene.stop())

describeCases(scene, { 'one bit of a DER element': byteCases(scene), 'one field': fieldCases() })
