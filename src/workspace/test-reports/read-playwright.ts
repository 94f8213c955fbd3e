import * as z from 'zod/mini'
import { withoutColours } from '../../log/lines/log-line.ts'
import type { ReportRead, TestCase } from './test-case.ts'

const result = z.object({
  status: z.optional(z.string()),
  error: z.optional(z.object({ message: z.optional(z.string()) })),
})
const runOfTest = z.object({
  projectName: z.optional(z.string()),
  status: z.string(),
  results: z.array(result),
})
const spec = z.object({ title: z.string(), tests: z.array(runOfTest) })
/** Suites nest, at most as deep as JSON may (src/core/json-depth.ts). Inner ones are parsed one level at a time. */
const suite = z.object({
  title: z.optional(z.string()),
  specs: z.optional(z.array(spec)),
  suites: z.optional(z.array(z.unknown())),
})
const report = z.object({ config: z.object({ version: z.string() }), suites: z.array(z.unknown()) })

/**
 * Reads the JSON of Playwright's reporter; undefined for another form. A test of each project has a status of its own:
 * `expected`, `unexpected`, `flaky` or `skipped` (microsoft/playwright packages/playwright/types/testReporter.d.ts).
 */
export const readPlaywright = (value: unknown): ReportRead | undefined => {
  const parsed = z.safeParse(report, value)
  if (!parsed.success) return undefined
  const cases: TestCase[] = []
  const readSuites = (suites: readonly unknown[], parent: string): boolean =>
    suites.every(one => {
      const found = z.safeParse(suite, one)
      if (!found.success) return false
      const { title = '', specs = [], suites: inner = [] } = found.data
      const path = [parent, title].filter(part => part !== '').join(' › ')
      for (const { title: name, tests } of specs) for (const test of tests) cases.push(toCase(path, name, test))
      return readSuites(inner, path)
    })
  return readSuites(parsed.data.suites, '') ? { kind: 'report', format: 'playwright', cases } : undefined
}

type RunOfTest = z.output<typeof runOfTest>

const toCase = (path: string, title: string, { projectName = '', status, results }: RunOfTest): TestCase => ({
  name: projectName === '' ? title : `${title} [${projectName}]`,
  suite: path,
  outcome: status === 'unexpected' ? 'failed' : status === 'skipped' ? 'skipped' : 'passed',
  retry: status === 'flaky' ? { attempts: results.length, by: 'stated', message: firstMessage(results) } : undefined,
})

const firstMessage = (results: RunOfTest['results']): string | undefined => {
  const message = results.find(({ error }) => error?.message !== undefined)?.error?.message
  return message === undefined ? undefined : withoutColours(message)
}
