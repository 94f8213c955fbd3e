import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { manifestOf, type RecorderLab, startRecorderLab } from '../recorder/recorder-lab.ts'
import { putOrdinaryJob } from '../recorder/runner-files.ts'

let lab: RecorderLab

beforeEach(async () => {
  lab = await startRecorderLab()
  putOrdinaryJob(lab)
})

afterEach(async () => {
  await lab.stop()
})

test('a second try reads no file and claims nothing of what it did not read', async () => {
  const recorded = await lab.start('post', {
    program: 'lib/src/recorder/post-work.js',
    arguments: ['least', '20000'],
    inputs: { 'record-env': 'COLOUR', subjects: 'a.txt', 'deploy-manifests': 'k.yaml' },
    environment: { STATE_preAt: '2026-03-01T10:00:00.000Z', STATE_variables: 'PATH' },
  })
  const { gaps, job, runner, replay, ...rest } = manifestOf(recorded)
  expect([recorded.code, recorded.notices, recorded.digestLines.length]).toEqual([0, [], 1])
  expect([job.id?.value, job.backendId?.value]).toEqual([String(lab.job.id), lab.job.backendId])
  // The services were asked all the same.
  expect(runner.labels?.source).toBe('api')
  expect([rest.steps, rest.image, replay?.variablesSet, replay?.env ?? []]).toEqual([[], {}, undefined, []])
  for (const list of ['downloads', 'buildCaches', 'pulls', 'pushes']) expect(rest).not.toHaveProperty(list)
  for (const field of ['steps', 'log', 'image.name', 'replay.env', 'replay.variablesSet', 'replay.lockfiles'])
    expect(gaps).toContainEqual(expect.objectContaining({ field, reason: 'deadline' }))
})
