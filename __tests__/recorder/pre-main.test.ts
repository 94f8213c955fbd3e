import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { parseKeyValueFile } from '../../lab/runner/key-value-file.ts'
import { jobSpanId, traceId, traceparent } from '../../src/core/ids.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import { manifestOf, type RecorderLab, startRecorderLab } from './recorder-lab.ts'

let lab: RecorderLab

beforeEach(async () => {
  lab = await startRecorderLab()
})

afterEach(async () => {
  await lab.stop()
})

const valuesOf = (text: string): Record<string, string> => Object.fromEntries(parseKeyValueFile(text))
const FOREIGN = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

test('pre keeps when it ran, asks nobody and prints nothing', async () => {
  const { code, log, commands } = await lab.start('pre')
  expect([code, log, commands.env, commands.output]).toEqual([0, '', '', ''])
  expect(valuesOf(commands.state)).toEqual({
    preAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    variables: expect.stringMatching(/^\w+( \w+)*$/),
  })
  expect(lab.services.requests).toEqual([])
})

describe('main', () => {
  const ours = () => traceparent(traceId(sha256Hex, String(lab.run.id), 1), jobSpanId(sha256Hex, String(lab.job.id)))

  test('gives later steps the trace of the run and the correlation id', async () => {
    const { code, log, commands } = await lab.start('main')
    expect([code, log]).toEqual([0, ''])
    expect(valuesOf(commands.env)).toEqual({ TRACEPARENT: ours() })
    expect(valuesOf(commands.output)).toEqual({
      'correlation-id': `${new URL(lab.services.serverUrl).host}/101/${lab.run.id}`,
    })
    expect(Object.keys(valuesOf(commands.state))).toEqual(['mainAt', 'variables'])
    expect(lab.services.requests).toEqual([])
  })

  test.each([
    ['a valid one stays and is kept for a link', FOREIGN, undefined, FOREIGN],
    ['all zeros are none', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, 'ours', undefined],
    ['a text that is none is replaced', 'x\nEVIL=1', 'ours', undefined],
  ])('a TRACEPARENT that is there: %s', async (_, given, exported, link) => {
    const { commands } = await lab.start('main', { environment: { TRACEPARENT: given } })
    expect(valuesOf(commands.env)).toEqual(exported === undefined ? {} : { TRACEPARENT: ours() })
    expect(valuesOf(commands.state)['traceLink']).toBe(link)
  })

  test('a link becomes a link of the manifest; the run keeps its own trace', async () => {
    const environment = { STATE_traceLink: FOREIGN, STATE_preAt: 'no time', TRACEPARENT: FOREIGN }
    const { trace, recorder, gaps } = manifestOf(await lab.start('post', { environment }))
    expect(trace).toEqual({
      traceId: ours().split('-')[1],
      runSpanId: expect.any(String),
      jobSpanId: ours().split('-')[2],
      links: [{ traceId: FOREIGN.split('-')[1], spanId: FOREIGN.split('-')[2] }],
    })
    expect([recorder.preAt, gaps.map(({ field }) => field)]).toEqual([
      undefined,
      expect.arrayContaining(['recorder.preAt']),
    ])
  })

  test('switched off or outside a run: nothing is written', async () => {
    for (const environment of [{ PIPELINE_TRACE: 'OFF' }, { PIPELINE_TRACE: 'false' }]) {
      const { code, log, commands } = await lab.start('main', { environment })
      expect([code, log, commands]).toEqual([0, '', { state: '', output: '', env: '' }])
    }
    const outside = await lab.start('main', { environment: { GITHUB_RUN_ID: undefined } })
    expect([outside.code, outside.commands.env, outside.commands.output]).toEqual([0, '', ''])
  })

  test('command files that cannot be written are no fault of the job', async () => {
    const nowhere = { GITHUB_STATE: '/nowhere/state', GITHUB_ENV: '/proc', GITHUB_OUTPUT: '' }
    for (const entry of ['pre', 'main'] as const)
      expect(await lab.start(entry, { environment: nowhere })).toMatchObject({ code: 0, log: '' })
  })
})

test('neither pre nor main loads zod or the toolkit', () => {
  const imported = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file)) return seen
    seen.add(file)
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/^import [^'"]*['"]([^'"]+)['"]/gm))
      if (from.startsWith('.'))
        imported(new URL(from, `file://${process.cwd()}/${file}`).pathname.slice(process.cwd().length + 1), seen)
      else seen.add(from)
    return seen
  }
  for (const entry of ['pre', 'main']) {
    const packages = [...imported(`lib/src/recorder/${entry}.js`)].filter(name => !name.startsWith('lib/'))
    expect(packages.filter(name => !name.startsWith('node:'))).toEqual([])
  }
})
