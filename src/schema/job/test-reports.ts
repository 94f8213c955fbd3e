import * as z from 'zod/mini'
import { LIMITS } from '../../core/limits.ts'
import { failureClass } from '../run/failure.ts'
import { source } from '../values/fact.ts'
import { count, list, openEnum, text } from '../values/scalar.ts'

export const TEST_REPORT_FORMATS = ['junit', 'playwright', 'jest', 'mocha'] as const
export type TestReportFormat = (typeof TEST_REPORT_FORMATS)[number]

/** The numbers of tests, each test once: a test that passed on a retry counts as passed, and as `flaky`. */
const numbers = {
  tests: z.optional(count),
  failed: z.optional(count),
  skipped: z.optional(count),
  flaky: z.optional(count),
}

/** A file that input `test-reports` names. If it has no numbers, it was not read, and a gap has the reason. */
export const testReportFile = z.object({
  /** Relative to the workspace, with `/`. */
  path: text(LIMITS.testReportPath),
  format: z.optional(openEnum(TEST_REPORT_FORMATS)),
  ...numbers,
  source,
})
export type TestReportFile = z.output<typeof testReportFile>

/** A test that failed and then passed in the same step. */
export const flakyTest = z.object({
  name: text(LIMITS.testName),
  suite: z.optional(text(LIMITS.testName)),
  /** Attempts in all, the last one passed. Absent where the report does not count them. */
  attempts: z.optional(count),
  /** `stated`: the tool states the retry. `repeated`: the suite lists the test more than once. */
  by: openEnum(['stated', 'repeated']),
  /** The class of the hidden failure and the rule that names it, if its message fits a rule. */
  class: z.optional(failureClass),
  rule: z.optional(text(60)),
  source,
})
export type FlakyTest = z.output<typeof flakyTest>

/** The test reports of a job. The numbers are of the files that were read, and absent if none was. */
export const testReports = z.object({
  files: list(testReportFile, LIMITS.testReports),
  ...numbers,
  /** The first of the tests that `flaky` counts. */
  passedOnRetry: list(flakyTest, LIMITS.flakyTests),
})
export type TestReports = z.output<typeof testReports>
