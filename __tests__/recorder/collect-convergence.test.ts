import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { buildConvergenceRecord } from '../../src/converge/build-record.ts'
import { collectConvergence } from '../../src/recorder/collect/collect-convergence.ts'
import { targetConvergence } from '../../src/schema/converge/target-convergence.ts'
import { APP, application, follow, sha } from '../converge/cluster-objects.ts'

const root = mkdtempSync(join(tmpdir(), 'pipeline-trace-collect-'))
afterAll(() => rmSync(root, { recursive: true }))
const healthy = application({ compared: sha('b'), history: [[sha('b'), 10]], reconciledAt: 20, healthSince: 20 })
const other = application({ compared: sha('b'), history: [[sha('b'), 10]], reconciledAt: 20, health: 'Progressing' })

test('the records of a job are read, cut to what a manifest holds, with the verdict whole', async () => {
  const folder = mkdtempSync(join(root, 'temp-'))
  const objects = Array.from({ length: 300 }, (_, index) => [index, index % 2 === 0 ? other : healthy] as const)
  const record = buildConvergenceRecord([follow(APP, objects)], [])
  writeFileSync(join(folder, 'pipeline-trace-convergence-1.json'), JSON.stringify(record))
  writeFileSync(join(folder, 'pipeline-trace-convergence-2.json'), '{"kind":"job-manifest"}')
  symlinkSync('/dev/zero', join(folder, 'pipeline-trace-convergence-3.json'))
  const { value, gaps } = await collectConvergence({ RUNNER_TEMP: folder })
  expect(
    value?.map(({ verdict, transitions, transitionCount }) => [verdict, transitions.length, transitionCount > 250]),
  ).toEqual([['healthy', 50, true]])
  expect(targetConvergence.safeParse(value?.[0]).success).toBe(true)
  expect(gaps).toMatchObject([{ field: 'convergence', reason: 'malformed' }])
})

test('no record is no list', async () => {
  expect(await collectConvergence({ RUNNER_TEMP: mkdtempSync(join(root, 'temp-')) })).toEqual({
    value: undefined,
    gaps: [],
  })
  expect((await collectConvergence({})).value).toBeUndefined()
})
