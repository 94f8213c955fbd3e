import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { LIMITS } from '../../src/core/limits.ts'
import { testReports } from '../../src/schema/job/test-reports.ts'
import { readTestReports } from '../../src/workspace/test-reports/read-test-reports.ts'

/** Wide: the machine that tests run on may be busy, and a cap is what ends each of these. */
const MILLIS = 300_000
const GOOD = '<testsuite name="s"><testcase name="good"><flakyFailure message="x"/></testcase></testsuite>'
const cases = (count: number) => Array.from({ length: count }, (_, index) => `<testcase name="t${index}"/>`).join('')
const ENTITIES = '<!DOCTYPE t [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
const EXTERNAL = '<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

/** What a step may leave where a report belongs, and why it is not read. */
const FILES: readonly (readonly [name: string, content: string, reason: string, detail: string | undefined])[] = [
  [
    'entities',
    `<?xml version="1.0"?>${ENTITIES}<testsuite><testcase name="&b;"/></testsuite>`,
    'malformed',
    'XML with a document type is not read',
  ],
  [
    'external',
    `${EXTERNAL}<testsuite><testcase name="&x;"/></testsuite>`,
    'malformed',
    'XML with a document type is not read',
  ],
  ['million-cases', `<testsuite>${cases(1_000_000)}</testsuite>`, 'too-large', 'too many test cases'],
  ['deep', '<testsuite>'.repeat(100_000), 'malformed', 'XML that nests too deep'],
  [
    'attributes',
    `<testsuite ${Array.from({ length: 200_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`,
    'malformed',
    'XML with too many attributes',
  ],
  ['json-values', `{"testResults":[${'1,'.repeat(1_500_000)}1]}`, 'too-large', 'JSON with too many values'],
  ['json-deep', `{"a":${'['.repeat(100_000)}`, 'malformed', 'no JSON'],
  [
    'json-cases',
    JSON.stringify({
      stats: { tests: 1 },
      passes: Array.from({ length: 210_000 }, () => ({ title: 'a' })),
      failures: [],
      pending: [],
    }),
    'too-large',
    'too many test cases',
  ],
  ['zeros', '\u0000'.repeat(100_000), 'malformed', 'neither XML nor JSON'],
]

let workspace: string
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'hostile-reports-'))
  for (const [name, content] of FILES) writeFileSync(join(workspace, `${name}.report`), content)
  writeFileSync(join(workspace, 'gigabyte.report'), '<testsuite>')
  truncateSync(join(workspace, 'gigabyte.report'), 1_073_741_824)
  execFileSync('mkfifo', [join(workspace, 'pipe.report')])
  writeFileSync(join(workspace, 'good.report'), GOOD)
})
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

const readOne = (glob: string) => readTestReports({ workspace, globs: [glob], since: 0 }, MILLIS)

test.each([
  ...FILES,
  ['gigabyte', '', 'too-large', undefined] as const,
  ['pipe', '', 'not-readable', undefined] as const,
])(
  '%s: one clear gap, and no number is claimed',
  async (name, _, reason, detail) => {
    const { value: facts, gaps } = await readOne(`${name}.report`)
    expect(gaps.map(gap => [gap.field, gap.reason, gap.detail])).toEqual([['testReports.files.0', reason, detail]])
    expect(facts).toEqual({ files: [{ path: `${name}.report`, source: 'runner' }], passedOnRetry: [] })
  },
  MILLIS,
)

test(
  'the good report beside small hostile ones is read whole',
  async () => {
    const { value: facts, gaps } = await readOne(
      '{entities,external,deep,attributes,json-deep,zeros,gigabyte,pipe,good}.report',
    )
    expect(testReports.parse(facts)).toEqual(facts)
    expect([facts?.tests, facts?.flaky, facts?.passedOnRetry.map(({ name }) => name)]).toEqual([1, 1, ['good']])
    expect([facts?.files.length, gaps.length]).toEqual([9, 8])
  },
  MILLIS,
)

test(
  'the caps hold over all files together',
  async () => {
    const many = mkdtempSync(join(tmpdir(), 'hostile-many-'))
    try {
      const half = Math.floor(LIMITS.testCases / 2)
      for (const name of ['a', 'b', 'c'])
        writeFileSync(join(many, `${name}.xml`), `<testsuite>${cases(half)}</testsuite>`)
      const { value: facts, gaps } = await readTestReports({ workspace: many, globs: ['*.xml'], since: 0 }, MILLIS)
      expect([facts?.tests, gaps.map(({ reason }) => reason)]).toEqual([2 * half, ['too-large']])
    } finally {
      rmSync(many, { recursive: true, force: true })
    }
  },
  MILLIS,
)

test('text of a report is cut, and a credential in it is replaced', async () => {
  const own = mkdtempSync(join(tmpdir(), 'hostile-text-'))
  try {
    const token = `ghp_${'a1B2'.repeat(9)}`
    const names = ['x'.repeat(5_000), `${'y'.repeat(500)} ${token}`, '::error::forged', '\u202eeslaf']
    const tests = names.map(name => `<testcase name="${name}"><flakyFailure message="${token}"/></testcase>`).join('')
    writeFileSync(join(own, 'a.xml'), `<testsuite>${tests}</testsuite>`)
    const { value: facts } = await readTestReports({ workspace: own, globs: ['*.xml'], since: 0 }, MILLIS)
    expect(testReports.parse(facts)).toEqual(facts)
    expect(JSON.stringify(facts)).not.toContain('a1B2a1B2')
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
})
