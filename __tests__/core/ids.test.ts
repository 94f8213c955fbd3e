import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { correlationId, jobSpanId, parseTraceparent, runSpanId, traceId, traceparent } from '../../src/core/ids.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

// Computed with coreutils, not with this code: printf '%s' 312345678901t | sha256sum, cut -c1-32; …1s and 98765432101-j,
// cut -c17-32 (githubreceiver: trace_event_handling.go, newTraceID, newParentSpanID and newJobSpanID).
test('ids are those of the collector', () => {
  expect(traceId(sha256, '31234567890', 1)).toBe('0473a444f44a0baa6a5a2682589f2bca')
  expect(runSpanId(sha256, '31234567890', 1)).toBe('e82d473cff252c00')
  expect(jobSpanId(sha256, '98765432101')).toBe('2cb35ac90b5357e4')
})

test('another attempt is another trace', () => {
  expect(traceId(sha256, '31234567890', 2)).not.toBe(traceId(sha256, '31234567890', 1))
})

test.each([
  ['https://github.com', 'github.com/42/7'],
  ['https://ghe.example.com:8443/', 'ghe.example.com:8443/42/7'],
  ['http://github.localhost:8080', 'github.localhost:8080/42/7'],
])('a run at %s is %s', (server, expected) => {
  expect(correlationId(server, '42', '7')).toBe(expected)
})

describe('traceparent', () => {
  const [trace, span] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7']

  test('is sampled and not random, and reads back', () => {
    expect(traceparent(trace, span)).toBe(`00-${trace}-${span}-01`)
    expect(parseTraceparent(traceparent(trace, span))).toEqual({ traceId: trace, spanId: span })
  })

  test.each([
    '',
    `01-${trace}-${span}-01`,
    `00-${trace.toUpperCase()}-${span}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace}-${span}-01\n::add-mask::x`,
    ` 00-${trace}-${span}-01`,
  ])('%j is none', value => {
    expect(parseTraceparent(value)).toBeUndefined()
  })
})
