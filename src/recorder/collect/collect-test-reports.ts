import { BUDGETS } from '../../core/budgets.ts'
import { toMillis } from '../../core/time.ts'
import type { Environment } from '../../io/env.ts'
import type { TestReports } from '../../schema/job/test-reports.ts'
import type { Reading } from '../../schema/values/fact.ts'
import type { RecorderInputs } from '../inputs.ts'

/** Reads the reports that input `test-reports` names. Without the input nothing is loaded. */
export const collectTestReports = async (
  { testReports }: Pick<RecorderInputs, 'testReports'>,
  environment: Environment,
  reading: () => number,
): Promise<Reading<TestReports | undefined>> => {
  if (testReports.length === 0) return { value: undefined, gaps: [] }
  const { readTestReports } = await import('../../workspace/test-reports/read-test-reports.ts')
  return readTestReports(
    {
      workspace: environment['GITHUB_WORKSPACE'] ?? '',
      globs: testReports,
      // Pre runs before the first step. Main does not: a recorder without pre may be the last step of its job.
      since: toMillis(environment['STATE_preAt'] ?? ''),
    },
    Math.min(BUDGETS.testReports, reading()),
  )
}

/**
 * Returns one line about reports that were not read, by reason; undefined if all were. Names of files stay out of the
 * log: a step chose them, and the runner reads commands in lines.
 */
export const remarkOnReports = ({ value: facts, gaps }: Reading<TestReports | undefined>): string | undefined => {
  const unread = gaps.filter(({ field }) => field !== 'testReports.files.age')
  if (unread.length === 0) return undefined
  const reasons = unread.map(({ reason, detail }) => detail ?? reason.replaceAll('-', ' '))
  const counted = [...new Set(reasons)].map(reason => `${reasons.filter(one => one === reason).length} × ${reason}`)
  const read = (facts?.files ?? []).filter(({ tests }) => tests !== undefined).length
  return `test-reports: ${read} of ${facts?.files.length ?? 0} files were read; ${counted.join('; ')}`
}
