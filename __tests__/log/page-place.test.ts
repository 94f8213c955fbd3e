import { expect, test } from '@jest/globals'
import { readLog } from '../../src/log/read-log.ts'
import { ALL_READERS } from '../../src/log/readers.ts'
import type { Step } from '../../src/schema/job/job-manifest.ts'
import { SHA } from './log-text.ts'

const at = (second: number, ...lines: readonly string[]): readonly string[] =>
  lines.map(
    (line, index) => `2026-03-01T10:00:${String(second).padStart(2, '0')}.${String(index).padStart(7, '0')}Z ${line}`,
  )
const step = (number: number, name: string, from: number, to: number): Step => ({
  ...{ number, name, action: name, stage: 'main', source: 'api' },
  startedAt: `2026-03-01T10:00:${String(from).padStart(2, '0')}Z`,
  completedAt: `2026-03-01T10:00:${String(to).padStart(2, '0')}Z`,
})

const LOG = [
  ...at(1, "Current runner version: '2.336.0'", 'Complete job name: build'),
  ...at(
    2,
    '##[group]Run npm test',
    'shell: bash',
    '##[endgroup]',
    'text',
    '##[error]Process completed with exit code 1.',
  ),
  ...at(
    12,
    'Prepare all required actions',
    'Getting action download info',
    `Download action repository 'octo/inner@v1' (SHA:${SHA})`,
    '##[group]Run ./local',
    '##[endgroup]',
  ),
  ...at(14, '##[group]Run make', 'shell: bash', '##[endgroup]', '##[error]Process completed with exit code 2.'),
]
const STEPS = [step(2, 'Run npm test', 2, 11), step(3, 'Run ./local', 12, 20)]

const pagesOf = async (steps: readonly Step[]) => {
  const { annotations } = await readLog([Buffer.from(LOG.join('\n'))], ALL_READERS, { steps })
  return annotations.flatMap(({ value, line, page }) => (value.kind === 'exit-code' ? [[line, page]] : []))
}

test("a line has the raw number, and step and line as GitHub's page counts them", async () => {
  expect(await pagesOf(STEPS)).toEqual([
    [7, { step: 2, line: 5 }],
    // The fetch for a local action is a part of its step, and so is the step inside it.
    [16, { step: 3, line: 9 }],
  ])
})

test('without the steps of the job it has the raw number alone', async () => {
  expect(await pagesOf([])).toEqual([
    [7, undefined],
    [16, undefined],
  ])
})
