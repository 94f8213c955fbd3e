import { expect, test } from '@jest/globals'
import { imageDrift } from '../../../src/findings/rules/image-drift.ts'
import { aManifest } from '../../report/a-manifest.ts'
import { anInput, type JobInput } from './finding-input.ts'

const on = (
  version: string,
  conclusion: 'success' | 'failure' = 'success',
  labels = ['ubuntu-latest'],
  name = 'ubuntu24',
): JobInput => ({
  times: ['00:00', '00:00', '01:00'],
  timed: { conclusion, labels },
  reported: {
    record: aManifest({
      more: { image: { name: { value: name, source: 'runner' }, version: { value: version, source: 'runner' } } },
    }),
  },
})

test('two versions of one image on the same labels are low', () => {
  const [finding] = imageDrift(anInput({ a: on('20260101.1'), b: on('20260108.1') }))
  expect(finding).toMatchObject({ severity: 'low', subject: { kind: 'label', name: 'ubuntu-latest' } })
  expect(finding?.summary).toBe(
    'Jobs on ubuntu-latest had 2 versions of image ubuntu24: 20260101.1 in 1 job (“a”), 20260108.1 in 1 job (“b”).',
  )
})

test('versions that divide the jobs as their results do are medium', () => {
  const [finding] = imageDrift(anInput({ a: on('1'), b: on('1'), c: on('2', 'failure'), d: on('2', 'failure') }))
  expect(finding).toMatchObject({ severity: 'medium', confidence: 'medium' })
  expect(finding?.summary).toContain('all with 2 failed and all others passed')
})

test.each<[string, Readonly<Record<string, JobInput>>]>([
  ['one version', { a: on('1'), b: on('1') }],
  ['other labels', { a: on('1'), b: on('2', 'success', ['ubuntu-22.04']) }],
  ['another image', { a: on('1'), b: on('2', 'success', ['ubuntu-latest'], 'ubuntu26') }],
  ['a job whose image is not known', { a: on('1'), b: { times: ['00:00', '00:00', '01:00'] } }],
])('%s: no finding', (_, jobs) => {
  expect(imageDrift(anInput(jobs))).toEqual([])
})
