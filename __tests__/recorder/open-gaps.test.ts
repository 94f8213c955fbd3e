import { expect, test } from '@jest/globals'
import { openGaps } from '../../src/recorder/collect/open-gaps.ts'
import type { Gap } from '../../src/schema/values/fact.ts'

const gap = (field: string, reason: Gap['reason'] = 'not-readable'): Gap => ({ field, source: 'runner', reason })
const fields = (gaps: readonly Gap[], manifest: Readonly<Record<string, unknown>>) =>
  openGaps([{ value: {}, gaps }], manifest)
    .filter(open => open.source === 'runner')
    .map(open => open.field)

test.each<[string, string, Readonly<Record<string, unknown>>, boolean]>([
  ['a field that nobody filled', 'job.matrix', { job: {} }, true],
  ['a field that another source filled', 'job.matrix', { job: { matrix: { value: {} } } }, false],
  ['a part of a field that was cut', 'job.matrix.values', { job: { matrix: { value: { a: 'x' } } } }, true],
  ['steps of another source', 'steps', { steps: [{}] }, false],
  ['no steps', 'steps', { steps: [] }, true],
  ['a list that may lack something', 'caches', { caches: [{}] }, true],
  ['a group with a hole', 'image', { image: { name: {}, version: undefined } }, true],
  ['a whole group', 'image', { image: { name: {}, version: {} } }, false],
])('%s', (_, field, manifest, stays) => {
  expect(fields([gap(field)], manifest)).toEqual(stays ? [field] : [])
})

test('each reason once', () => {
  expect(fields([gap('caches'), gap('caches'), gap('caches', 'too-large')], {})).toEqual(['caches', 'caches'])
})

test('what no source even named is not found', () => {
  expect(openGaps([], { steps: [] })).toContainEqual({ field: 'runner.labels', reason: 'not-found' })
})
