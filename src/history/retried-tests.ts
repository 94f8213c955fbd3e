import { cutText } from '../core/cut-text.ts'
import { LIMITS } from '../core/limits.ts'
import type { HistoryJob } from '../schema/history/history.ts'
import type { FlakyTest } from '../schema/job/test-reports.ts'
import type { ReportedJob } from '../schema/run/run-manifest.ts'

/** Returns what the history keeps of the failures that a job hides. */
export const toHiddenHistory = ({
  hiddenFailures = [],
  record,
}: Pick<ReportedJob, 'hiddenFailures' | 'record'>): Pick<HistoryJob, 'retriedSteps' | 'flakyTests'> => {
  const retried = hiddenFailures.filter(({ kind }) => kind === 'retried').length
  const tests = (record?.testReports?.passedOnRetry ?? []).map(nameTest)
  return {
    retriedSteps: retried === 0 ? undefined : retried,
    flakyTests: tests.length === 0 ? undefined : [...new Set(tests)].slice(0, LIMITS.historyTests),
  }
}

/** Names a test the same way in every run: its suite, if there is one, and its own name. */
export const nameTest = ({ suite, name }: Pick<FlakyTest, 'suite' | 'name'>): string =>
  cutText(suite === undefined ? name : `${suite} › ${name}`, LIMITS.historyTest)
