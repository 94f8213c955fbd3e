import { describe, expect, test } from '@jest/globals'
import { createStepReader } from '../../src/run/logs/listed-steps.ts'
import type { PlannedStep } from '../../src/schema/observed/workflow-plan.ts'
import { aPlannedJob, aTimedJob, at } from '../timeline/a-job.ts'

const step = (more: Partial<PlannedStep>): PlannedStep => ({ background: false, ...more })
const around = (inferred: boolean) => ({
  manifests: new Map(),
  workflow: {
    plan: {
      name: 'CI',
      hasConcurrency: false,
      jobs: [
        aPlannedJob({
          steps: [
            step({ uses: 'actions/checkout@v5' }),
            step({ name: 'Run the linter', uses: 'octo/lint@v1' }),
            step({ run: 'actions/cache@v4' }),
          ],
        }),
      ],
    },
    choice: { path: '.github/workflows/ci.yml', by: 'workflow-sha' as const, inferred },
  },
})
const job = {
  ...aTimedJob({
    steps: [
      ['Set up job', '10:00:00', '10:00:02'],
      ['Run actions/checkout@v5', '10:00:02', '10:00:04'],
      ['Run the linter', '10:00:04', '10:00:05'],
      ['Run actions/cache@v4', '10:00:05', '10:00:09'],
      ['Run something else', '10:00:09', '10:00:10'],
      ['Post Run actions/checkout@v5', '10:00:10', '10:00:10'],
      ['Complete job', '10:00:10', '10:00:10'],
    ],
  }),
  headSha: undefined,
}

describe('the steps that the reader of a log is told', () => {
  test('only what the file calls a script is one: neither its name nor a step that the file does not have', () => {
    const steps = createStepReader(around(false), [job])(job)
    expect(steps.map(({ stage, action }) => [stage, action])).toEqual([
      ['setup', 'Set up job'],
      ['main', 'actions/checkout@v5'],
      ['main', 'octo/lint@v1'],
      ['main', undefined],
      ['main', 'Run something else'],
      ['post', 'Post Run actions/checkout@v5'],
      ['complete', 'Complete job'],
    ])
    expect(steps[3]).toMatchObject({ startedAt: at('10:00:05'), completedAt: at('10:00:09'), source: 'api' })
  })

  test.each([
    ['no file was read', { manifests: new Map(), workflow: undefined }],
    ['the file may be another one than the run used', around(true)],
  ])('none is called a script where %s', (_, seen) => {
    const steps = createStepReader(seen, [job])(job)
    expect(steps.map(({ action }) => action)).toEqual(job.api.steps.map(({ name }) => name))
  })
})
