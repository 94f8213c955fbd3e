import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { beginAnchoredLog, beginAnchorLog, readLog, readWholeLog } from '../../src/log/read-log.ts'
import { ALL_READERS } from '../../src/log/readers.ts'
import { anchorLine, aRecordedJob, stamp } from '../report/a-job-log.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`
const folder = resolve(process.env['PIPELINE_TRACE_RECORDED'] ?? '../shared/recorded', 'runs')
const recorded = (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
  .filter(file => /\.(?:log|txt)$/.test(file))
  .map(file => [file, readFileSync(join(folder, file))] as const)
const logs = [
  ['a recorded job', Buffer.from(aRecordedJob({ lines: [anchorLine(DIGEST)] }).text)] as const,
  ['lines of an earlier time', Buffer.from(withEarlierLines())] as const,
  ...recorded,
]

/** A time before that of a step's header shows that the header was a text of several lines. */
function withEarlierLines(): string {
  const [early, late] = [stamp(Date.parse('2026-03-01T10:00:00.000Z')), stamp(Date.parse('2026-03-01T10:00:09.000Z'))]
  return [
    `${late} ##[group]Run ./a`,
    `${early} a line that nobody looks for`,
    `${late} Post job cleanup.`,
    `${late} an error that is none`,
  ].join('\r\n')
}

describe('one pass tells the same as one for the anchor and one for the readers', () => {
  test.each(logs)('%s', async (_, log) => {
    const reading = await readLog([log], ALL_READERS)
    const facts = readWholeLog(log, beginAnchorLog())
    for (const size of [7, 300, log.length]) {
      const anchored = beginAnchoredLog(ALL_READERS)
      for (let at = 0; at < log.length; at += size) anchored.write(log.subarray(at, at + size))
      expect(anchored.end()).toEqual({ facts, reading })
    }
  })

  test('a header is refuted by a line of an earlier time that nobody looks for', () => {
    const { anchor } = readWholeLog(Buffer.from(withEarlierLines()), beginAnchoredLog(ALL_READERS)).facts
    expect(anchor.heads.map(({ kind }) => kind)).toEqual(['post'])
  })
})
