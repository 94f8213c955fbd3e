import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { testReports } from '../../../src/schema/job/test-reports.ts'
import { readTestReports } from '../../../src/workspace/test-reports/read-test-reports.ts'
import { withFiles } from '../../runner/files.ts'

/** Wide: the machine that tests run on may be busy. */
const MILLIS = 60_000

const read = async (files: Readonly<Record<string, string>>) =>
  withFiles(files, async workspace => {
    const { value: facts, gaps } = await readTestReports({ workspace, globs: ['**/*'], since: 0 }, MILLIS)
    expect(testReports.parse(facts)).toEqual(facts)
    return { facts, gaps }
  })
const flakyIn = async (text: string) => {
  const { facts } = await read({ report: text })
  const numbers = [facts?.tests, facts?.failed, facts?.skipped, facts?.flaky]
  return [
    numbers.join(' '),
    ...(facts?.passedOnRetry ?? []).map(one => `${one.suite ?? '–'} ${one.name} ${one.attempts ?? '?'} ${one.by}`),
  ]
}
const suite = (cases: string, attributes = '') =>
  `<testsuites><testsuite name="s" ${attributes}>${cases}</testsuite></testsuites>`

describe('JUnit', () => {
  test.each([
    [
      'a flaky failure',
      '<testcase classname="c" name="a"><flakyFailure message="x"/></testcase>',
      '',
      '1 0 0 1',
      'c a 2 stated',
    ],
    ['two flaky errors', '<testcase name="a"><flakyError/><flakyError/></testcase>', '', '1 0 0 1', 's a 3 stated'],
    ['a failure and its reruns', '<testcase name="a"><failure/><rerunFailure/></testcase>', '', '1 1 0 0'],
    ['a skipped test', '<testcase name="a"><skipped/></testcase>', '', '1 0 1 0'],
    [
      'a failed and then a passed case',
      '<testcase classname="p" name="T"><failure/></testcase><testcase classname="p" name="T"/>',
      'tests="2"',
      '1 0 0 1',
      'p T 2 repeated',
    ],
    [
      'a passed and then a failed case: other tests of one name',
      '<testcase name="T"/><testcase name="T"><failure/></testcase>',
      'tests="2"',
      '2 1 0 0',
    ],
    ['two passed cases of one name, both counted', '<testcase name="T"/><testcase name="T"/>', 'tests="2"', '2 0 0 0'],
    [
      'two passed cases of one name, counted once',
      '<testcase name="T"/><testcase name="T"/>',
      'tests="1"',
      '1 0 0 1',
      's T 2 repeated',
    ],
    ['two passed cases without a count', '<testcase name="T"/><testcase name="T"/>', '', '2 0 0 0'],
    [
      'a count that explains only a part of the repeats',
      '<testcase name="T"/><testcase name="T"/><testcase name="U"/><testcase name="U"/>',
      'tests="3"',
      '4 0 0 0',
    ],
    [
      'the same name in two classes',
      '<testcase classname="a" name="T"><failure/></testcase><testcase classname="b" name="T"/>',
      '',
      '2 1 0 0',
    ],
    [
      'the same name in two files',
      '<testcase file="a" name="T"><failure/></testcase><testcase file="b" name="T"/>',
      '',
      '2 1 0 0',
    ],
    [
      'attempts that all failed',
      '<testcase name="T"><failure/></testcase><testcase name="T"><error/></testcase>',
      '',
      '1 1 0 0',
    ],
  ])('%s', async (_, cases, attributes, numbers, ...flaky) => {
    expect(await flakyIn(suite(cases, attributes))).toEqual([numbers, ...flaky])
  })

  test('cases outside of a suite, and suites inside of suites', async () => {
    const inner = '<testsuite name="in" tests="1"><testcase name="b"><flakyFailure/></testcase></testsuite>'
    expect(await flakyIn(`<testsuites><testcase name="a"/>${inner}</testsuites>`)).toEqual(['2 0 0 1', 'in b 2 stated'])
    // The outer count holds the inner cases, so it is no count of its own.
    const outer = `<testsuite name="out" tests="1"><testcase name="T"/><testcase name="T"/>${inner}</testsuite>`
    expect(await flakyIn(outer)).toEqual(['3 0 0 1', 'in b 2 stated'])
  })

  test('another encoding, a byte order mark, and text in CDATA', async () => {
    const latin = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase name="gr\u00f6\u00dfe"><flakyFailure/></testcase></testsuite>',
      'latin1',
    )
    const marked =
      '\ufeff<testsuite><testcase name="b"><flakyFailure><![CDATA[read ECONNRESET]]></flakyFailure></testcase></testsuite>'
    const { value: facts } = await withFiles({ 'a.xml': latin, 'b.xml': marked }, workspace =>
      readTestReports({ workspace, globs: ['*.xml'], since: 0 }, MILLIS),
    )
    expect(facts?.passedOnRetry.map(({ name, class: of }) => [name, of])).toEqual([
      ['größe', undefined],
      ['b', 'dependency'],
    ])
  })

  test.each([
    ['coverage', '<coverage line-rate="1"/>'],
    ['a part', '<testsuite><testcase name="a"/>'],
    ['text', 'ok 1 - a'],
    ['nothing', ''],
    ['an unknown entity', '<testsuite><testcase name="&x;"/></testsuite>'],
  ])('%s is no report, and says nothing of tests', async (_, text) => {
    const { facts, gaps } = await read({ report: text })
    expect(facts).toEqual({ files: [{ path: 'report', source: 'runner' }], passedOnRetry: [] })
    expect(gaps.map(({ field, reason }) => [field, reason])).toEqual([['testReports.files.0', 'malformed']])
  })
})

describe('JSON', () => {
  const jest = (...assertionResults: readonly object[]) =>
    JSON.stringify({
      numTotalTests: 1,
      testResults: [{ name: '/home/runner/work/app/app/src/a.test.js', assertionResults }],
    })
  const playwright = (status: string, results: readonly object[]) =>
    JSON.stringify({
      config: { version: '1.65.1' },
      suites: [
        {
          title: 'a.spec.js',
          suites: [{ title: 'cart', specs: [{ title: 'pays', tests: [{ projectName: 'web', status, results }] }] }],
        },
      ],
    })
  test.each([
    [
      'Jest, retried',
      jest({ title: 'a', fullName: 'x a', status: 'passed', invocations: 2, retryReasons: ['r'] }),
      '1 0 0 1',
      'app/src/a.test.js x a 2 stated',
    ],
    ['Jest, once', jest({ title: 'a', status: 'passed', invocations: 1 }), '1 0 0 0'],
    ['Jest, failed three times', jest({ title: 'a', status: 'failed', invocations: 3 }), '1 1 0 0'],
    ['Jest, skipped and to do', jest({ title: 'a', status: 'pending' }, { title: 'b', status: 'todo' }), '2 0 2 0'],
    [
      'Vitest, passed with errors',
      jest({ title: 'a', status: 'passed', failureMessages: ['e'] }),
      '1 0 0 1',
      'app/src/a.test.js a ? stated',
    ],
    ['Vitest, passed', jest({ title: 'a', status: 'passed', failureMessages: [] }), '1 0 0 0'],
    [
      'Playwright, flaky',
      playwright('flaky', [{ status: 'failed', error: { message: 'm' } }, { status: 'passed' }]),
      '1 0 0 1',
      'a.spec.js › cart pays [web] 2 stated',
    ],
    ['Playwright, expected', playwright('expected', [{ status: 'passed' }]), '1 0 0 0'],
    ['Playwright, unexpected', playwright('unexpected', [{ status: 'failed' }, { status: 'failed' }]), '1 1 0 0'],
    [
      'Mocha, retried',
      JSON.stringify({
        stats: { tests: 2 },
        passes: [
          { title: 'a', fullTitle: 'm a', currentRetry: 1 },
          { title: 'b', currentRetry: 0 },
        ],
        failures: [],
        pending: [],
      }),
      '2 0 0 1',
      '– m a 2 stated',
    ],
    [
      'Mocha, failed after retries',
      JSON.stringify({ stats: { tests: 1 }, passes: [], failures: [{ title: 'a', currentRetry: 2 }], pending: [] }),
      '1 1 0 0',
    ],
  ])('%s', async (_, text, numbers, ...flaky) => {
    expect(await flakyIn(text)).toEqual([numbers, ...flaky])
  })

  test.each(['{}', '{"testResults": 5}', '{"stats": {"tests": 1}}', '{"config": {}, "suites": []}', '{"a":'])(
    '%s is no report',
    async text => {
      const { facts, gaps } = await read({ report: text })
      expect([facts?.tests, gaps[0]?.reason]).toEqual([undefined, 'malformed'])
    },
  )
})

/** Reports that the real tools wrote, each of one flaky test; the second number is that of flaky tests that it shows. */
const RECORDED = resolve(import.meta.dirname, '..', '..', '..', '..', 'shared', 'recorded', 'retries')
const REAL: readonly (readonly [file: string, numbers: string])[] = [
  ['gotestsum.xml', '2 0 0 1'],
  ['jest.json', '3 1 0 1'],
  ['jest.xml', '3 1 0 0'],
  ['mocha.json', '3 1 0 1'],
  ['node-junit.xml', '2 1 0 0'],
  ['pw.json', '4 1 1 1'],
  ['pw.xml', '4 1 1 0'],
  ['pytest.xml', '3 1 0 1'],
  ['surefire.xml', '3 1 0 1'],
  ['vitest.json', '3 1 0 1'],
  ['vitest.xml', '3 1 0 0'],
]
const ofRecorded = existsSync(RECORDED) ? test : test.skip
ofRecorded.each(REAL)('what the tool itself wrote: %s', async (file, numbers) => {
  expect((await flakyIn(readFileSync(join(RECORDED, file), 'utf8')))[0]).toBe(numbers)
})
