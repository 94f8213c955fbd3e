import { describe, expect, test } from '@jest/globals'
import { decideFailure, decideFailureOfLog } from '../../../src/findings/failures/decide-failure.ts'
import { printJob, readJob } from './job-log.ts'
import { MINIMAL_LOGS } from './minimal-logs.ts'

const decide = async (minimal: (typeof MINIMAL_LOGS)[number]) => {
  const { uses, lines, exit } = minimal
  const { job, bytes } = printJob([
    { title: 'actions/checkout@v4', lines: ['Syncing repository: o/r'], outcome: 'success' },
    { name: 'The step', title: uses ?? './work.sh', lines, exit },
  ])
  const reading = await readJob(bytes)
  return {
    decided: decideFailure({ job, reading, signals: [] }),
    alone: decideFailureOfLog(reading),
  }
}

describe('why a step failed, by the lines that the tools print', () => {
  test.each(MINIMAL_LOGS.map(minimal => [minimal.name, minimal] as const))('%s', async (_, minimal) => {
    const { decided, alone } = await decide(minimal)
    expect(decided?.failure).toMatchObject({
      class: minimal.class,
      ...(minimal.rule === undefined ? {} : { rule: minimal.rule }),
      step: { number: 3, name: 'The step' },
      ...(minimal.uses === undefined ? {} : { action: minimal.uses }),
    })
    expect(alone?.failure).toMatchObject({ class: minimal.class, confidence: 'low' })
    expect(decided?.quotes.every(({ stepNumber, stepLine }) => stepNumber === 3 && (stepLine ?? 0) > 1)).toBe(true)
    expect(decided?.quotes.length).toBeGreaterThan(0)
  })
})
