import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { manifestOf, type RecorderLab, startRecorderLab } from './recorder-lab.ts'

const WORKSPACE = '_work/app/app'
const FLAKY =
  '<testsuite name="s"><testcase classname="c" name="pays"><flakyFailure message="x"/></testcase></testsuite>'
const ENTITIES = '<!DOCTYPE t [<!ENTITY a "a">]><testsuite><testcase name="&a;"/></testsuite>'

let lab: RecorderLab
beforeEach(async () => {
  lab = await startRecorderLab()
  lab.put(`${WORKSPACE}/out/a.xml`, FLAKY)
  lab.put(`${WORKSPACE}/out/::error::b.xml`, ENTITIES)
  lab.put(`${WORKSPACE}/out/old.xml`, FLAKY)
  utimesSync(join(lab.root, WORKSPACE, 'out/old.xml'), 1_000_000_000, 1_000_000_000)
})
afterEach(() => lab.stop())

const post = (reports: string) =>
  lab.start('post', {
    // Wide: the machine that tests run on may be busy.
    inputs: { 'test-reports': reports, 'time-budget': '200' },
    environment: { STATE_preAt: '2020-01-01T00:00:00.000Z' },
  })

test('without the input nothing is read, and nothing is claimed', async () => {
  const recorded = await lab.start('post')
  const { testReports, gaps } = manifestOf(recorded)
  expect([testReports, gaps.filter(({ field }) => field.startsWith('testReports'))]).toEqual([undefined, []])
})

test('the tests are in the manifest; what was not read is named there, and counted by one line of the log', async () => {
  const recorded = await post('out/*.xml, gone/*.json')
  const { testReports, gaps } = manifestOf(recorded)
  expect([testReports?.tests, testReports?.flaky]).toEqual([1, 1])
  expect(testReports?.passedOnRetry).toEqual([
    { name: 'pays', suite: 'c', attempts: 2, by: 'stated', source: 'runner' },
  ])
  expect(testReports?.files.map(({ path, tests }) => [path, tests])).toEqual([
    ['out/::error::b.xml', undefined],
    ['out/a.xml', 1],
    ['out/old.xml', undefined],
  ])
  expect(
    gaps.filter(({ field }) => field.startsWith('testReports')).map(({ field, reason }) => [field, reason]),
  ).toEqual([
    ['testReports.patterns.1', 'not-found'],
    ['testReports.files.0', 'malformed'],
    ['testReports.files.2', 'not-applicable'],
  ])
  expect([recorded.code, recorded.notices]).toEqual([0, []])
  expect(recorded.log).toContain('pipeline-trace: test-reports: 1 of 3 files were read; ')
  expect(recorded.log).not.toContain('::error::')
})

test('a glob that leads out of the workspace is refused by name of the input, and the others are read', async () => {
  const recorded = await post('../*.xml, out/a.xml')
  expect([recorded.code, manifestOf(recorded).testReports?.tests, recorded.notices.length]).toEqual([0, 1, 1])
  expect(recorded.notices[0]).toContain('test-reports')
})
