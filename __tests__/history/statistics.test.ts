import { describe, expect, it } from '@jest/globals'
import { array, assert, double, integer, property } from 'fast-check'
import { median, medianAbsoluteDeviation, percentile } from '../../src/history/statistics.ts'

const numbers = array(double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 50 })

describe('statistics of past runs', () => {
  it('have no value without values', () => {
    expect([median([]), medianAbsoluteDeviation([]), percentile([], 95)]).toEqual([undefined, undefined, undefined])
  })

  it.each([
    [[5], 5, 0],
    [[1, 2, 3, 4], 2.5, 1],
    [[3, 1, 2], 2, 1],
    // One extreme value moves neither.
    [[10, 10, 10, 10, 1_000_000], 10, 0],
  ])('%j has the median %d and the deviation %d', (values, middle, deviation) => {
    expect([median(values), medianAbsoluteDeviation(values)]).toEqual([middle, deviation])
  })

  it('interpolates a percentile between its neighbours', () => {
    const values = [10, 20, 30, 40, 50]
    expect([0, 25, 90, 100, 400].map(p => percentile(values, p))).toEqual([10, 20, 46, 50, 50])
  })

  it('stays between the smallest and the largest value, and rises with p', () => {
    assert(
      property(numbers, integer({ min: 0, max: 100 }), (values, p) => {
        const [low = 0, high = 0] = [percentile(values, p), percentile(values, Math.min(100, p + 10))]
        expect(low).toBeGreaterThanOrEqual(Math.min(...values))
        expect(high).toBeLessThanOrEqual(Math.max(...values))
        expect(high).toBeGreaterThanOrEqual(low)
      }),
    )
  })

  it('leaves the given list in its order', () => {
    const values = [3, 1, 2]
    percentile(values, 50)
    expect(values).toEqual([3, 1, 2])
  })
})
