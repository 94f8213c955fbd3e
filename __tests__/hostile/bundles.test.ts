import { afterAll } from '@jest/globals'
import { describeCases } from './describe-cases.ts'
import { exchangeCases } from './exchange-cases.ts'
import { jsonCases } from './json-cases.ts'
import { replayCases } from './replay-cases.ts'
import { setScene } from './scene.ts'

const scene = await setScene()
afterAll(() => scene.stop())

describeCases(scene, {
  'a part exchanged, or another root': exchangeCases(),
  'the JSON around it': jsonCases(),
  'signed for something else': replayCases(),
})
