import { expect, test } from '@jest/globals'
import { createLineScan } from '../../src/log/lines/scan-lines.ts'
import { buildWordTable } from '../../src/log/lines/word-table.ts'

type Read = { readonly line: number; readonly raw: string; readonly before: string | undefined }

/** Scans chunks for lines with `needle`, and keeps each of them with the line before it. */
const scanFor = (chunks: readonly Uint8Array[]): readonly Read[] => {
  const found: Read[] = []
  const scan = createLineScan(buildWordTable([{ words: ['needle'] }]), {
    // The table may hand on a line whose next line begins with the word.
    read: (raw, line, _mask, before) => {
      if (raw.includes('needle')) found.push({ line, raw, before: before.raw() })
    },
    needsEveryLine: () => false,
    latestTime: () => undefined,
  })
  for (const chunk of chunks) scan.write(chunk)
  scan.end(false)
  return found
}

const LINES = ['first', 'the needle of two', '', 'needle of four', 'needle of five', 'é'.repeat(40), 'needle of seven']
const EXPECTED: readonly Read[] = [
  { line: 2, raw: 'the needle of two', before: 'first' },
  { line: 4, raw: 'needle of four', before: '' },
  { line: 5, raw: 'needle of five', before: 'needle of four' },
  { line: 7, raw: 'needle of seven', before: 'é'.repeat(40) },
]

test('the line before a line is known wherever the chunks are cut', () => {
  const bytes = Buffer.from(LINES.join('\n'))
  expect(scanFor([bytes])).toEqual(EXPECTED)
  for (let at = 0; at <= bytes.length; at += 1)
    expect({ at, found: scanFor([bytes.subarray(0, at), bytes.subarray(at)]) }).toEqual({ at, found: EXPECTED })
  const each = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))
  expect(scanFor(each)).toEqual(EXPECTED)
})

test('a chunk whose memory is used again changes no line before', () => {
  const buffer = Buffer.alloc(16)
  const found: Read[] = []
  const scan = createLineScan(buildWordTable([{ words: ['needle'] }]), {
    read: (raw, line, _mask, before) => found.push({ line, raw, before: before.raw() }),
    needsEveryLine: () => false,
    latestTime: () => undefined,
  })
  for (const text of ['kept line\n', 'needle one\n', 'needle two\n']) {
    buffer.fill(0x78)
    buffer.write(text)
    scan.write(buffer.subarray(0, text.length))
  }
  scan.end(false)
  expect(found.map(({ before }) => before)).toEqual(['kept line', 'needle one'])
})

test('the first line has none before it', () => {
  expect(scanFor([Buffer.from('needle')])).toEqual([{ line: 1, raw: 'needle', before: undefined }])
})
