import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { LIMITS } from '../../../src/core/limits.ts'
import { readTestReports } from '../../../src/workspace/test-reports/read-test-reports.ts'
import { isReportGlob, splitGlobs } from '../../../src/workspace/test-reports/report-glob.ts'
import { withFiles } from '../../runner/files.ts'

const MILLIS = 60_000
const ONE = '<testsuite name="s"><testcase name="a"/></testsuite>'
const START = Date.parse('2026-03-01T10:00:00Z')

const readIn = async (workspace: string, globs: readonly string[], since = 0) => {
  const { value: facts, gaps } = await readTestReports({ workspace, globs, since }, MILLIS)
  return {
    read: facts?.files.filter(({ tests }) => tests !== undefined).map(({ path }) => path) ?? [],
    files: facts?.files.map(({ path }) => path) ?? [],
    gaps: gaps.map(({ field, reason, detail }) => [field, reason, detail]),
  }
}

test('globs name the files; other folders are not read, and a glob without a file is named', async () => {
  const files = {
    'a/x.xml': ONE,
    'a/b/y.xml': ONE,
    'a/b/y.txt': ONE,
    'c/z.json': ONE,
    'node_modules/p/r.xml': ONE,
    '.out/h.xml': ONE,
  }
  await withFiles(files, async workspace => {
    expect((await readIn(workspace, ['**/*.xml'])).read).toEqual(['.out/h.xml', 'a/b/y.xml', 'a/x.xml'])
    expect((await readIn(workspace, ['a/*.xml', 'c/*.{xml,json}'])).read).toEqual(['a/x.xml', 'c/z.json'])
    expect((await readIn(workspace, ['node_modules/*/r.xml'])).read).toEqual(['node_modules/p/r.xml'])
    expect((await readIn(workspace, ['./a/x.xml', 'gone/*.xml'])).gaps).toEqual([
      ['testReports.patterns.1', 'not-found', 'a glob of input test-reports matches no file'],
    ])
  })
})

test('a file that is older than the job is named and not read', async () => {
  await withFiles({ 'old.xml': ONE, 'new.xml': ONE }, async workspace => {
    utimesSync(join(workspace, 'old.xml'), START / 1_000 - 60, START / 1_000 - 60)
    utimesSync(join(workspace, 'new.xml'), START / 1_000 + 60, START / 1_000 + 60)
    const { read, files, gaps } = await readIn(workspace, ['*.xml'], START)
    expect([read, files]).toEqual([['new.xml'], ['new.xml', 'old.xml']])
    expect(gaps).toEqual([['testReports.files.1', 'not-applicable', 'older than the job']])
  })
})

test('no link is followed: neither to a file nor through a folder, inside the workspace or out of it', async () => {
  await withFiles({ 'outside/secret.xml': ONE, 'work/in/r.xml': ONE }, async folder => {
    const workspace = join(folder, 'work')
    mkdirSync(join(workspace, 'linked'))
    symlinkSync(join(folder, 'outside', 'secret.xml'), join(workspace, 'linked', 'out.xml'))
    symlinkSync(join(workspace, 'in', 'r.xml'), join(workspace, 'linked', 'in.xml'))
    symlinkSync(join(folder, 'outside'), join(workspace, 'folder'))
    const { read, files, gaps } = await readIn(workspace, ['**/*.xml', 'folder/secret.xml'])
    expect([read, files]).toEqual([['in/r.xml'], ['in/r.xml', 'linked/in.xml', 'linked/out.xml']])
    expect(gaps).toEqual([
      ['testReports.patterns.1', 'not-found', 'a glob of input test-reports matches no file'],
      ['testReports.files.1', 'not-applicable', 'a symbolic link, which is not followed'],
      ['testReports.files.2', 'not-applicable', 'a symbolic link, which is not followed'],
    ])
  })
})

test('more files than the limit: the first are read, and their number is named', async () => {
  await withFiles({}, async workspace => {
    for (let index = 0; index < LIMITS.testReports + 3; index += 1)
      writeFileSync(join(workspace, `${String(index).padStart(4, '0')}.xml`), ONE)
    const { read, gaps } = await readIn(workspace, ['*.xml'])
    expect(read).toHaveLength(LIMITS.testReports)
    expect(gaps).toEqual([['testReports.files.more', 'too-large', '3 files beyond the limit']])
  })
})

test('tests of all files are counted, and those beyond the list of names too', async () => {
  const flaky = Array.from({ length: 60 }, (_, index) => `<testcase name="t${index}"><flakyFailure/></testcase>`).join(
    '',
  )
  await withFiles({ 'a.xml': `<testsuite>${flaky}</testsuite>`, 'b.xml': ONE }, async workspace => {
    const { value: facts } = await readTestReports({ workspace, globs: ['*.xml'], since: 0 }, MILLIS)
    expect([facts?.tests, facts?.flaky, facts?.passedOnRetry.length]).toEqual([61, 60, LIMITS.flakyTests])
  })
})

test.each([
  ['a.xml, b/**/*.json', ['a.xml', ' b/**/*.json']],
  ['a.{xml,json}\nb.xml', ['a.{xml,json}', 'b.xml']],
  ['a.{xml\nb,c', ['a.{xml', 'b', 'c']],
])('globs of %j', (text, globs) => {
  expect(splitGlobs(text)).toEqual(globs)
})

test.each(['/etc/*', '../x', 'a/../../b', '~/x', 'C:\\x', '!a', '\\\\host\\x', 'x'.repeat(501)])(
  '%s leads out of the workspace or is no glob',
  glob => {
    expect(isReportGlob(glob)).toBe(false)
  },
)
