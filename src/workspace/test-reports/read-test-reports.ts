import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import { whileAwake, withDeadline } from '../../io/deadline.ts'
import type { FlakyTest, TestReportFile, TestReports } from '../../schema/job/test-reports.ts'
import { type Gap, gapFrom, type Reading } from '../../schema/values/fact.ts'
import { findReports, type ReportSearch } from './find-reports.ts'
import { LINK, type ReportContext, readReport } from './read-report.ts'
import { type ReportRead, type TestCase, toFlakyTest, unread } from './test-case.ts'

/** What is read: the globs of input `test-reports`, below a workspace, in files that are not older than the job. */
export type ReportRequest = {
  readonly workspace: string
  readonly globs: readonly string[]
  readonly since: number | undefined
}

/**
 * Reads the test reports that the globs match: how many tests there were, how many failed, and which of them failed
 * and then passed. Each file that was not read is named, with a gap that has the reason; the other files still count.
 */
export const readTestReports = async (
  { workspace, globs, since }: ReportRequest,
  millis: number,
): Promise<Reading<TestReports | undefined>> => {
  if (workspace === '') return { value: undefined, gaps: [gap('testReports', 'not-provided', 'no workspace is named')] }
  const reads: Read[] = []
  const clock = { isOver: false }
  const isOver = (): boolean => clock.isOver
  let search: ReportSearch = { root: workspace, found: [], gaps: [] }
  try {
    await withDeadline(
      'reading the test reports',
      millis,
      async signal => {
        signal.addEventListener('abort', () => {
          clock.isOver = true
        })
        search = await findReports(workspace, globs, isOver)
        const context: ReportContext = { root: search.root, since, allowance: allAllowed(), isOver }
        for (const { path, isLink } of search.found)
          reads.push({ path, read: isLink ? unread('not-applicable', LINK) : await readReport(path, context) })
      },
      whileAwake,
    )
  } catch {
    clock.isOver = true
  }
  const done = [...reads]
  const late = search.found.slice(done.length).map(({ path }): Read => ({ path, read: unread('deadline') }))
  const all = [...done, ...late]
  return {
    value: all.length === 0 ? undefined : toTestReports(all),
    gaps: [...search.gaps, ...(since === undefined && all.length > 0 ? [NO_START] : []), ...all.flatMap(toGaps)],
  }
}

const allAllowed = (): ReportContext['allowance'] => ({
  bytes: LIMITS.testReportsRead,
  cases: LIMITS.testCases,
  values: LIMITS.testReportValues,
})

type Read = { readonly path: string; readonly read: ReportRead }

const toTestReports = (reads: readonly Read[]): TestReports => {
  const reports = reads.flatMap(({ read }) => (read.kind === 'report' ? [read.cases] : []))
  return {
    files: reads.map(toFile),
    ...(reports.length === 0 ? NO_NUMBERS : countTests(reports.flat())),
    passedOnRetry: listFlaky(reports.flat()),
  }
}

const NO_NUMBERS: Partial<ReturnType<typeof countTests>> = {}

const toFile = ({ path, read }: Read): TestReportFile =>
  read.kind === 'report'
    ? {
        path: redactThenCut(path, LIMITS.testReportPath),
        format: read.format,
        ...countTests(read.cases),
        source: 'runner',
      }
    : { path: redactThenCut(path, LIMITS.testReportPath), source: 'runner' }

const countTests = (
  cases: readonly TestCase[],
): Required<Pick<TestReports, 'tests' | 'failed' | 'skipped' | 'flaky'>> => ({
  tests: cases.length,
  failed: cases.filter(({ outcome }) => outcome === 'failed').length,
  skipped: cases.filter(({ outcome }) => outcome === 'skipped').length,
  flaky: cases.filter(({ retry }) => retry !== undefined).length,
})

const listFlaky = (cases: readonly TestCase[]): FlakyTest[] =>
  cases
    .flatMap(one => (one.retry === undefined ? [] : [{ one, retry: one.retry }]))
    .slice(0, LIMITS.flakyTests)
    .map(({ one, retry }) => toFlakyTest(one, retry))

const toGaps = ({ read }: Read, index: number): readonly Gap[] =>
  read.kind === 'report' ? [] : [gap(`testReports.files.${index}`, read.reason, read.detail)]

const gap = gapFrom('runner')

const NO_START = gap('testReports.files.age', 'not-provided', 'the recorder does not know when the job began')
