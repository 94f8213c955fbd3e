import { describe, expect, test } from '@jest/globals'
import { readLog } from '../../../src/log/read-log.ts'
import type { FailureFact } from '../../../src/log/readers/failures/failures.ts'
import { LINE_RULES } from '../../../src/log/readers/failures/rules.ts'
import { ALL_READERS } from '../../../src/log/readers.ts'
import { RULE_LINES } from './rule-lines.ts'

/** The rules that read the line in a step that failed, found by the scan as in any log. */
const rulesOf = async (line: string): Promise<readonly string[]> => {
  const time = '2026-03-01T10:00:00.0000000Z'
  const lines = ['##[group]Run ./work', '##[endgroup]', line, 'a last line', '##[error]it failed']
  const { failures } = await readLog(
    [new TextEncoder().encode(lines.map(text => `${time} ${text}\n`).join(''))],
    ALL_READERS,
    { fromStart: false },
  )
  return failures
    .filter(({ line: at }) => at === 3)
    .map(({ value }) => value)
    .filter((fact): fact is Exclude<FailureFact, { kind: 'error' }> => fact.kind !== 'error')
    .map(({ rule }) => rule)
}

describe('every rule reads the lines of its form and no others', () => {
  test('each has a line that it reads and one that it leaves', () => {
    const ids = new Set(LINE_RULES.map(({ id }) => id))
    const complete = RULE_LINES.filter(([, reads, leaves]) => reads.length > 0 && leaves.length > 0).map(([id]) => id)
    expect([...ids].filter(id => !complete.includes(id))).toEqual([])
    expect(RULE_LINES.map(([id]) => id).filter(id => !ids.has(id))).toEqual([])
  })

  test('rules of one id have one class and role', () => {
    const kinds = new Set(LINE_RULES.map(rule => [rule.id, 'class' in rule ? rule.class : '', rule.role].join(' ')))
    expect(kinds.size).toBe(new Set(LINE_RULES.map(({ id }) => id)).size)
  })

  test.each(RULE_LINES.flatMap(([id, reads]) => reads.map(line => [id, line] as const)))(
    '%s reads %s',
    async (id, line) => {
      expect(await rulesOf(line)).toContain(id)
    },
  )

  test.each(RULE_LINES.flatMap(([id, , leaves]) => leaves.map(line => [id, line] as const)))(
    '%s leaves %s',
    async (id, line) => {
      expect(await rulesOf(line)).not.toContain(id)
    },
  )
})
