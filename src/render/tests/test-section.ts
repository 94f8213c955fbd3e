import { nameTest } from '../../history/retried-tests.ts'
import type { TestReports } from '../../schema/job/test-reports.ts'
import type { HiddenFailure } from '../../schema/run/hidden-failure.ts'
import type { ReportedJob, RunManifest } from '../../schema/run/run-manifest.ts'
import { table, text } from '../text/markdown.ts'
import type { Section } from '../text/section.ts'

const MOST_NAMES = 3

/** Renders the tests of each job as its reports have them, and the failures inside jobs that passed. */
export const testSection = (manifest: RunManifest): Section => {
  const tests = manifest.jobs.flatMap(({ name, record }) =>
    record?.testReports === undefined ? [] : [testRow(name, record.testReports)],
  )
  const hidden = manifest.jobs.flatMap(({ name, hiddenFailures = [] }) =>
    hiddenFailures.map(one => hiddenRow(name, one)),
  )
  return {
    title: 'Tests and retries',
    blocks: [
      ...(tests.length === 0
        ? []
        : table(['Job', 'Tests', 'Failed', 'Skipped', 'Passed on a retry', 'Reports'], tests)),
      ...(tests.length === 0 || hidden.length === 0 ? [] : ['\n']),
      ...(hidden.length === 0 ? [] : table(['Job', 'Step', 'Hidden failure', 'Log line'], hidden)),
    ],
  }
}

const testRow = (
  job: string,
  { files, tests, failed, skipped, flaky, passedOnRetry }: TestReports,
): readonly string[] => {
  const names = passedOnRetry.slice(0, MOST_NAMES).map(one => text(nameTest(one), 80))
  const left = (flaky ?? 0) - names.length
  const more = names.length > 0 && left > 0 ? `, ${left} more` : ''
  const read = files.filter(one => one.tests !== undefined).length
  return [
    text(job, 80),
    ...[tests, failed, skipped].map(count),
    names.length === 0 ? count(flaky) : `${count(flaky)}: ${names.join(', ')}${more}`,
    read === files.length ? String(read) : `${read} of ${files.length} read`,
  ]
}

const count = (value: number | undefined): string => (value === undefined ? '–' : String(value))

const hiddenRow = (job: ReportedJob['name'], one: HiddenFailure): readonly string[] => [
  text(job, 80),
  text(one.step, 80),
  `${describeHidden(one)}${one.class === undefined ? '' : ` (${one.class.replaceAll('-', ' ')})`}${one.confidence === 'high' ? '' : ' ~'}`,
  one.lines.length === 0 ? '–' : one.lines.join(', '),
]

const describeHidden = ({ kind, failedAttempts }: HiddenFailure): string => {
  switch (kind) {
    case 'retried':
      return failedAttempts === undefined ? 'passed on a retry' : `passed after ${failedAttempts} failed`
    case 'tolerated':
      return 'failed, and was allowed to'
    case 'other':
      return '–'
  }
}
