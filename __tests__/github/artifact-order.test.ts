import { describe, expect, test } from '@jest/globals'
import { inFairOrder } from '../../src/github/results/artifact-order.ts'
import type { ListedArtifact } from '../../src/github/results/results-service.ts'

const artifact = (job: string, uploader: string, sizeBytes = 100): ListedArtifact => ({
  name: `pipeline-trace-job-5-1-${job}`,
  id: job,
  sizeBytes,
  backendRunId: 'r',
  backendJobId: uploader,
})
const order = (artifacts: readonly ListedArtifact[], jobIds?: readonly string[]) =>
  inFairOrder(artifacts, jobIds === undefined ? undefined : new Set(jobIds)).map(({ id }) => id)

describe('the order in which artifacts are opened', () => {
  test('begins with those in the name of a listed job', () => {
    expect(order([artifact('900', 'x'), artifact('901', 'y'), artifact('1', 'a')], ['1'])).toEqual(['1', '900', '901'])
  })

  test('takes the first of each uploader before the second of any', () => {
    const flood = Array.from({ length: 50 }, (_, index) => artifact(String(index + 1), 'flooder'))
    const [first, ...others] = order([...flood, artifact('98', 'a'), artifact('99', 'b')], undefined)
    expect([first, ...others.slice(0, 2)].toSorted()).toEqual(['1', '98', '99'])
    expect(others.length).toBe(51)
  })

  test('knows an uploader in any case, and takes every name for its own where nobody knows', () => {
    const same = [artifact('1', 'AB'), artifact('2', 'ab'), artifact('3', 'c')]
    expect(order(same)).toEqual(['1', '3', '2'])
    expect(order(same.map(one => ({ ...one, backendJobId: '' })))).toEqual(['1', '2', '3'])
  })

  test('takes small ones first within a turn', () => {
    expect(order([artifact('1', 'a', 9_000), artifact('2', 'b', 10)])).toEqual(['2', '1'])
  })

  test('of a name without a job id asks whether the uploader is who it names', () => {
    const named = { ...artifact('x', 'AA-1'), name: 'pipeline-trace-job-5-1-k-aa-1' }
    const other = { ...artifact('y', 'b'), name: 'pipeline-trace-job-5-1-k-aa-2' }
    expect(order([other, named], [])).toEqual(['x', 'y'])
  })

  test('loses none, and gives none twice', () => {
    const all = Array.from({ length: 200 }, (_, index) => artifact(String(index), String(index % 7), index % 13))
    expect(order(all, ['3', '77']).toSorted()).toEqual(all.map(({ id }) => id).toSorted())
  })
})
