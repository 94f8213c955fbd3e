import * as z from 'zod/mini'
import type { ReportRead, Retry, TestCase } from './test-case.ts'

const assertion = z.object({
  title: z.string(),
  fullName: z.optional(z.string()),
  status: z.string(),
  invocations: z.optional(z.nullable(z.number())),
  retryReasons: z.optional(z.nullable(z.array(z.string()))),
  failureMessages: z.optional(z.nullable(z.array(z.string()))),
})

/** `jest --json`, and Vitest's reporter of the same form. */
const report = z.object({
  numTotalTests: z.number(),
  testResults: z.array(z.object({ name: z.optional(z.string()), assertionResults: z.array(assertion) })),
})

type Assertion = z.output<typeof assertion>

/**
 * Reads the JSON of Jest or Vitest; undefined for another form. Jest counts `invocations` of a test under
 * `jest.retryTimes` and keeps `retryReasons` (jestjs/jest packages/jest-circus/src/utils.ts). Vitest keeps the errors of
 * all attempts, so a passed test with errors was retried (vitest-dev/vitest packages/vitest/src/node/reporters/json.ts).
 */
export const readJest = (value: unknown): ReportRead | undefined => {
  const parsed = z.safeParse(report, value)
  if (!parsed.success) return undefined
  const cases = parsed.data.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(
      (one): TestCase => ({
        name: one.fullName ?? one.title,
        suite: name === undefined ? undefined : lastParts(name),
        outcome: toOutcome(one.status),
        retry: one.status === 'passed' ? findRetry(one) : undefined,
      }),
    ),
  )
  return { kind: 'report', format: 'jest', cases }
}

const toOutcome = (status: string): TestCase['outcome'] =>
  status === 'passed' ? 'passed' : status === 'failed' ? 'failed' : 'skipped'

const findRetry = ({ invocations, retryReasons, failureMessages }: Assertion): Retry | undefined => {
  const [reason] = retryReasons ?? []
  if (typeof invocations === 'number')
    return invocations > 1 ? { attempts: Math.trunc(invocations), by: 'stated', message: reason } : undefined
  const [message] = failureMessages ?? []
  return message === undefined ? undefined : { by: 'stated', message }
}

const KEPT_PARTS = 3

/** Returns the end of an absolute path: the part before it names folders of the machine. */
const lastParts = (path: string): string =>
  path
    .split(/[\\/]/)
    .filter(part => part !== '')
    .slice(-KEPT_PARTS)
    .join('/')
