import * as z from 'zod/mini'
import type { ReportRead, TestCase } from './test-case.ts'

const test = z.object({
  title: z.string(),
  fullTitle: z.optional(z.string()),
  currentRetry: z.optional(z.number()),
})

/** `mocha --reporter json`. */
const report = z.object({
  stats: z.object({ tests: z.number() }),
  passes: z.array(test),
  failures: z.array(test),
  pending: z.array(test),
})

/**
 * Reads the JSON of Mocha; undefined for another form. `currentRetry` of a passed test is the number of its failed
 * attempts, whose errors the report does not keep (mochajs/mocha lib/reporters/json.js).
 */
export const readMocha = (value: unknown): ReportRead | undefined => {
  const parsed = z.safeParse(report, value)
  if (!parsed.success) return undefined
  const { passes, failures, pending } = parsed.data
  const cases = [
    ...passes.map((one): TestCase => ({ ...toName(one), outcome: 'passed', retry: findRetry(one) })),
    ...failures.map((one): TestCase => ({ ...toName(one), outcome: 'failed' })),
    ...pending.map((one): TestCase => ({ ...toName(one), outcome: 'skipped' })),
  ]
  return { kind: 'report', format: 'mocha', cases }
}

type MochaTest = z.output<typeof test>

const toName = ({ title, fullTitle }: MochaTest): Pick<TestCase, 'name'> => ({ name: fullTitle ?? title })

const findRetry = ({ currentRetry = 0 }: MochaTest): TestCase['retry'] =>
  currentRetry > 0 ? { attempts: Math.trunc(currentRetry) + 1, by: 'stated' } : undefined
