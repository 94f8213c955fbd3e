import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { safeParse } from 'zod/mini'
import { fromMillis, millisBetween, time, toMillis, toUtc } from '../../src/core/time.ts'

// Forms seen in recorded responses of GitHub: no decimals, three, seven, and the offset of the caller's zone.
test.each([
  ['2026-11-02T10:15:01Z', Date.UTC(2026, 10, 2, 10, 15, 1)],
  ['2026-11-02T10:15:01.000Z', Date.UTC(2026, 10, 2, 10, 15, 1)],
  ['2026-11-02T10:15:01.5000000Z', Date.UTC(2026, 10, 2, 10, 15, 1, 500)],
  ['2026-11-02T19:15:01.000+09:00', Date.UTC(2026, 10, 2, 10, 15, 1)],
  ['2026-11-02T04:45:01-05:30', Date.UTC(2026, 10, 2, 10, 15, 1)],
])('%s is read', (text, expected) => {
  expect(toMillis(text)).toBe(expected)
})

test.each([
  '',
  'now',
  '2026-11-02',
  '2026-11-02T10:15:01',
  '2026-13-02T10:15:01Z',
  '2026-11-02 10:15:01Z',
  '20'.repeat(9999),
])('%.40s is no time', text => {
  expect([toMillis(text), toUtc(text)]).toEqual([undefined, undefined])
})

test.each(['9999999', '999999999', '0000001'])('a fraction of .%s stays in its second', decimals => {
  expect(toUtc(`2026-11-02T10:15:01.${decimals}Z`)).toBe(`2026-11-02T10:15:01.${decimals}Z`)
})

test('100 ns survive reading', () => {
  expect(millisBetween('2026-11-02T10:15:01.0000000Z', '2026-11-02T10:15:01.1234567Z')).toBeCloseTo(123.4567, 3)
})

test('a reversed pair is negative and an unknown end is unknown', () => {
  expect(millisBetween('2026-11-02T10:15:02Z', '2026-11-02T10:15:01Z')).toBe(-1000)
  expect(millisBetween('2026-11-02T10:15:02Z', undefined)).toBeUndefined()
})

describe('any instant', () => {
  const whole = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  const fraction = fc.stringMatching(/^\d{1,9}$/)

  test('keeps second and decimals in UTC whatever the offset', () => {
    fc.assert(
      fc.property(whole, fraction, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, decimals, offset) => {
        const second = Math.floor(date.getTime() / 1000) * 1000
        const local = new Date(second + offset * 60_000).toISOString().slice(0, 19)
        const two = (value: number) => String(value).padStart(2, '0')
        const size = Math.abs(offset)
        const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
        const expected = `${new Date(second).toISOString().slice(0, 19)}.${decimals}Z`
        expect(toUtc(`${local}.${decimals}${zone}`)).toBe(expected)
        expect(safeParse(time, expected).success).toBe(true)
      }),
    )
  })

  test('is what fromMillis wrote', () => {
    fc.assert(fc.property(whole, date => expect(toMillis(fromMillis(date.getTime()))).toBe(date.getTime())))
  })
})
