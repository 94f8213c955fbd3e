import { describe, expect, test } from '@jest/globals'
import { renderCheckRun } from '../../src/render/check-run-body.ts'
import { renderRunReport } from '../../src/render/run-report.ts'
import { confirmationSection } from '../../src/render/sections/confirmation-section.ts'
import type { ReportedJob } from '../../src/schema/run/run-manifest.ts'
import type { FieldAgreement } from '../../src/schema/values/field-agreement.ts'
import { aRunManifest } from './a-run.ts'

const confirmed = (field: string, confirmedBy: 'certificate' | 'api' | 'log'): FieldAgreement => ({
  field,
  agreement: 'confirmed',
  confirmedBy,
  values: [],
})
const alone = (field: string, unchecked?: 'budget' | 'not-readable'): FieldAgreement => ({
  field,
  agreement: 'unconfirmed',
  confirmedBy: 'self',
  ...(unchecked === undefined ? {} : { unchecked }),
  values: [],
})
const contradicted = (field: string): FieldAgreement => ({
  field,
  agreement: 'contradicted',
  confirmedBy: 'api',
  values: [],
})

const runWith = (...fields: readonly (readonly FieldAgreement[])[]) => {
  const run = aRunManifest(fields.length, index => `job ${index}`)
  return {
    ...run,
    jobs: run.jobs.map((job, index): ReportedJob => ({ ...job, fields: [...(fields[index] ?? [])] })),
  }
}
/** The cells of each row after the head and the ruler. */
const rows = (...fields: readonly (readonly FieldAgreement[])[]) =>
  confirmationSection(runWith(...fields))
    .blocks.slice(1)
    .map(row => row.trim().slice(2, -2).split(' | '))

describe('who confirms the fields', () => {
  test('each class is counted, and every field in exactly one', () => {
    const fields = [
      confirmed('manifest.digest', 'log'),
      confirmed('run.sha', 'certificate'),
      confirmed('run.ref', 'certificate'),
      confirmed('job.id', 'api'),
      alone('job.key'),
      alone('image.name', 'budget'),
      alone('caches', 'not-readable'),
      alone('actions', 'budget'),
      contradicted('runner.labels'),
    ]
    expect(rows(fields)).toEqual([['job 0', 'by its log', '2', '1', '1', '1', '2 (budget), 1 (not-readable)', '1']])
  })

  test.each<[FieldAgreement, string]>([
    [alone('manifest.digest', 'budget'), 'not checked: budget'],
    [alone('manifest.digest'), 'no'],
    [contradicted('manifest.digest'), '⚠️ refused by its log'],
  ])('what was not asked is never called tied: %j', (field, word) => {
    expect(rows([field])[0]?.[1]).toBe(word)
  })

  test('a confirmation by no source known counts for the job alone', () => {
    const { confirmedBy: _, ...unnamed } = confirmed('job.id', 'api')
    expect(rows([unnamed])[0]).toEqual(['job 0', 'no', '–', '–', '–', '1', '–', '–'])
  })

  test('stands in the report, and not at all where nothing was examined', () => {
    const run = runWith([confirmed('job.id', 'api')])
    expect(renderRunReport(run)).toContain('### Evidence for the fields')
    const { summary, text } = renderCheckRun(run)
    expect(summary + text).not.toContain('### Evidence for the fields')
    expect(confirmationSection(runWith([])).blocks).toEqual([])
  })
})
