import { LIMITS } from '../../core/limits.ts'
import { redactThenCut } from '../../core/redact/redact.ts'
import { readFailureMessage } from '../../log/readers/failures/failures.ts'
import type { FlakyTest, TestReportFormat } from '../../schema/job/test-reports.ts'
import type { GapReason } from '../../schema/values/fact.ts'

/** One test of a report, with all of its attempts. */
export type TestCase = {
  readonly name: string
  readonly suite?: string | undefined
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** Set for a test that failed before it passed. */
  readonly retry?: Retry | undefined
}

export type Retry = {
  readonly attempts?: number | undefined
  readonly by: FlakyTest['by']
  /** The message of a failed attempt, as the tool wrote it. It must not enter a document. */
  readonly message?: string | undefined
}

/** The reading of one report. */
export type ReportRead =
  | { readonly kind: 'report'; readonly format: TestReportFormat; readonly cases: readonly TestCase[] }
  | { readonly kind: 'unread'; readonly reason: GapReason; readonly detail?: string }

export const unread = (reason: GapReason, detail?: string): ReportRead => ({ kind: 'unread', reason, detail })

/**
 * Returns a test that passed on a retry in the form of the manifest. A failure rule that fits a line of the message
 * gives the class; the message itself is dropped.
 */
export const toFlakyTest = ({ name, suite }: TestCase, { attempts, by, message }: Retry): FlakyTest => {
  const sign = message === undefined ? undefined : findSign(message)
  return {
    name: redactThenCut(name, LIMITS.testName),
    suite: suite === undefined || suite === '' ? undefined : redactThenCut(suite, LIMITS.testName),
    attempts,
    by,
    class: sign?.class,
    rule: sign?.rule,
    source: 'runner',
  }
}

/** Finds the first line of a message that a failure rule explains. A stack begins after a few lines. */
const findSign = (message: string) =>
  message
    .slice(0, LIMITS.testMessage)
    .split('\n', LIMITS.testMessageLines)
    .map(line => readFailureMessage(line.trim().replace(ERROR_NAME, '')) ?? readFailureMessage(line.trim()))
    .find(sign => sign !== undefined)

/** The name of an error class before its message: `AssertionError: …`, `java.net.ConnectException: …`. */
const ERROR_NAME = /^(?:[a-z]\w{0,60}\.){0,8}\w{0,60}(?:Error|Exception)(?: \[\w{1,60}\])?: /
