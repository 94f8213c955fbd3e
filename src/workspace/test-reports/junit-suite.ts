import type { TestCase } from './test-case.ts'

/** One `<testcase>` of a suite. */
export type ListedCase = {
  readonly name: string
  readonly classname: string
  readonly file: string
  readonly outcome: TestCase['outcome']
  /** `flakyFailure` and `flakyError` inside it: attempts that failed before it passed. */
  readonly flaky: number
  readonly message: string | undefined
}

/** One `<testsuite>` with its own cases. */
export type ListedSuite = {
  readonly name: string
  /** The attribute `tests`; undefined where it is absent or counts the cases of inner suites too. */
  readonly tests: number | undefined
  readonly cases: readonly ListedCase[]
}

/**
 * Returns the tests of a suite. Tools write a retry in three ways: inside of the case (surefire and Playwright:
 * `flakyFailure`), or as further cases of the same class, name and file, of which the failed ones hold a failure
 * (gotestsum) or nothing (pytest-rerunfailures). In the last way only the attribute `tests` counts each test once.
 * Different tests can have one name, so cases of one name are attempts only if a case failed before the last one passed
 * or if the attribute shows that all repeated cases are attempts.
 */
export const readSuite = ({ name, tests, cases }: ListedSuite): readonly TestCase[] => {
  const groups = [...groupByIdentity(cases).values()]
  const repeated = groups.reduce((sum, group) => sum + group.length - 1, 0)
  const areAttempts = repeated > 0 && tests !== undefined && cases.length - tests === repeated
  return groups.flatMap(group =>
    areAttempts || isRetried(group) ? [joinAttempts(name, group)] : group.map(one => joinAttempts(name, [one])),
  )
}

const groupByIdentity = (cases: readonly ListedCase[]): ReadonlyMap<string, readonly ListedCase[]> => {
  const groups = new Map<string, ListedCase[]>()
  for (const one of cases) {
    const identity = `${one.classname}\0${one.name}\0${one.file}`
    const group = groups.get(identity)
    if (group === undefined) groups.set(identity, [one])
    else group.push(one)
  }
  return groups
}

const isRetried = (group: readonly ListedCase[]): boolean =>
  group.length > 1 &&
  (group.every(({ outcome }) => outcome === 'failed') ||
    (group.at(-1)?.outcome === 'passed' && group.slice(0, -1).every(({ outcome }) => outcome === 'failed')))

/** Joins the attempts of one test; the last one counts. */
const joinAttempts = (suiteName: string, group: readonly ListedCase[]): TestCase => {
  const [last] = group.slice(-1)
  if (last === undefined) return { name: '', outcome: 'skipped' }
  const { name, classname, outcome } = last
  const suite = classname === '' ? suiteName : classname
  const hasRetry = outcome === 'passed' && (last.flaky > 0 || group.length > 1)
  if (!hasRetry) return { name, suite, outcome }
  const message = group.find(one => one.message !== undefined)?.message
  const by = last.flaky > 0 ? 'stated' : 'repeated'
  return { name, suite, outcome, retry: { attempts: group.length + last.flaky, by, message } }
}
