import { execFileSync } from 'node:child_process'
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../src/core/limits.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import { isSubject, readDeclaredSubjects } from '../../src/workspace/declared-subjects.ts'
import { withFiles } from '../runner/files.ts'

/** Wide: the machine that tests run on may be busy. */
const MILLIS = 20_000
const IMAGE = `ghcr.io/octo/app:1@sha256:${'a'.repeat(64)}`

test('files by their digest in the order of their names, images by the digest given', async () => {
  await withFiles({ 'dist/b.js': 'b', 'dist/a.js': 'a', 'dist/deep/c.js': 'c', 'dist/a.map': 'm' }, async folder => {
    expect(await readDeclaredSubjects(folder, ['dist/*.js', IMAGE, 'dist/deep/c.js', './dist/a.js'], MILLIS)).toEqual({
      value: [
        { name: 'dist/a.js', digest: `sha256:${sha256Hex('a')}`, kind: 'file', source: 'runner', sizeBytes: 1 },
        { name: 'dist/b.js', digest: `sha256:${sha256Hex('b')}`, kind: 'file', source: 'runner', sizeBytes: 1 },
        { name: 'dist/deep/c.js', digest: `sha256:${sha256Hex('c')}`, kind: 'file', source: 'runner', sizeBytes: 1 },
        { name: 'ghcr.io/octo/app:1', digest: `sha256:${'a'.repeat(64)}`, kind: 'oci', source: 'user' },
      ],
      gaps: [],
    })
  })
})

describe('what is not hashed is said', () => {
  const gapsOf = async (folder: string, given: readonly string[], millis = MILLIS) =>
    (await readDeclaredSubjects(folder, given, millis)).gaps.map(({ reason }) => reason)

  test('no such file, no match, a folder', async () => {
    await withFiles({ 'dist/a.js': 'a' }, async folder => {
      expect(await gapsOf(folder, ['missing.txt'])).toEqual(['not-found'])
      expect(await gapsOf(folder, ['dist/*.css', 'nowhere/*'])).toEqual(['not-found', 'not-found'])
      expect(await gapsOf(folder, ['dist'])).toEqual(['not-readable'])
    })
  })

  test('outside the workspace, also behind a link', async () => {
    const outside = join(tmpdir(), 'declared-subjects-outside.txt')
    writeFileSync(outside, 'outside')
    await withFiles({ 'in.txt': 'in' }, async folder => {
      symlinkSync(outside, join(folder, 'link.txt'))
      symlinkSync(tmpdir(), join(folder, 'elsewhere'))
      expect(await gapsOf(folder, ['link.txt'])).toEqual(['not-applicable'])
      expect(await gapsOf(folder, ['../in.txt'])).toEqual(['not-applicable'])
      expect(await gapsOf(folder, ['elsewhere/*', '../*'])).toEqual(['not-found', 'not-found'])
    })
  })

  test('a pipe is not waited for, and a name with line ends and terminal codes is one name', async () => {
    const name = 'a\nb\u001b[2J'
    await withFiles({ [`dist/${name}`]: 'x' }, async folder => {
      execFileSync('mkfifo', [join(folder, 'dist/pipe')])
      const { value: facts, gaps } = await readDeclaredSubjects(folder, ['dist/*'], MILLIS)
      expect(facts.map(fact => fact.name)).toEqual([`dist/${name}`])
      expect(gaps).toEqual([expect.objectContaining({ reason: 'not-readable', detail: '1 files not hashed' })])
    })
  })

  test('four gigabytes cost no more than the time that is given, and a byte more is not begun', async () => {
    await withFiles({ 'large.img': '', 'larger.img': '', 'small.txt': 'x' }, async folder => {
      truncateSync(join(folder, 'large.img'), LIMITS.subjectFile)
      truncateSync(join(folder, 'larger.img'), LIMITS.subjectFile + 1)
      expect(await gapsOf(folder, ['larger.img'])).toEqual(['too-large'])
      // On a busy machine the shorter times are over before the small file was read; the large one takes longer there too.
      for (const millis of [200, 400, 800, 1_600]) {
        const { value: facts, gaps } = await readDeclaredSubjects(folder, ['small.txt', 'large.img'], millis)
        expect(gaps.map(({ reason }) => reason)).toEqual(['deadline'])
        if (facts.length === 0) continue
        expect(facts.map(({ name }) => name)).toEqual(['small.txt'])
        return
      }
      throw new Error('the small file was never read')
    })
  })

  test('time is up', async () => {
    // Too much to be hashed before the first timer rings.
    await withFiles({ 'in.txt': Buffer.alloc(67_108_864) }, async folder => {
      expect(await gapsOf(folder, ['in.txt'], 0)).toContain('deadline')
    })
  })

  test('more files than one job can declare', async () => {
    const files = Object.fromEntries(Array.from({ length: LIMITS.declaredSubjects + 3 }, (_, at) => [`d/${at}`, '']))
    await withFiles(files, async folder => {
      const { value: facts, gaps } = await readDeclaredSubjects(folder, ['d/*'], MILLIS)
      expect(facts).toHaveLength(LIMITS.declaredSubjects)
      expect(gaps).toEqual([expect.objectContaining({ reason: 'too-large', detail: '3 files beyond the limit' })])
    })
  })
})

test.each([
  ['dist/*.js', true],
  [IMAGE, true],
  ['*/a.js', false],
  ['/etc/passwd', false],
  ['~/file', false],
  ['C:\\file', false],
  [`x${'y'.repeat(1_100)}`, false],
])('%s can be a subject: %s', (text, expected) => {
  expect(isSubject(text)).toBe(expected)
})
