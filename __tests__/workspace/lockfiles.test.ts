import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { LIMITS } from '../../src/core/limits.ts'
import { sha256Hex } from '../../src/io/digest.ts'
import { readLockfiles } from '../../src/workspace/lockfiles.ts'
import { withFiles } from '../runner/files.ts'

/** Wide: the machine that tests run on may be busy. */
const MILLIS = 20_000

const found = async (folder: string) =>
  (await readLockfiles(folder, MILLIS)).value.map(({ kind, path }) => [path, kind] as const)

test.each([
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['yarn.lock', 'yarn'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['requirements.txt', 'pip'],
  ['requirements-dev.txt', 'pip'],
  ['Pipfile.lock', 'pipenv'],
  ['poetry.lock', 'poetry'],
  ['uv.lock', 'uv'],
  ['Cargo.lock', 'cargo'],
  ['go.mod', 'go'],
  ['go.sum', 'go'],
  ['gradle.lockfile', 'gradle'],
  ['gradle/verification-metadata.xml', 'gradle'],
  ['sub/gradle/verification-metadata.xml', 'gradle'],
  ['pom.xml', 'maven'],
  ['Gemfile.lock', 'bundler'],
  ['composer.lock', 'composer'],
  ['MODULE.bazel.lock', 'bazel'],
])('%s is a lockfile of %s', async (path, kind) => {
  await withFiles({ [path]: `content of ${path}` }, async folder => {
    expect(await readLockfiles(folder, MILLIS)).toEqual({
      value: [
        {
          kind,
          path,
          digest: `sha256:${sha256Hex(`content of ${path}`)}`,
          sizeBytes: `content of ${path}`.length,
          source: 'runner',
        },
      ],
      gaps: [],
    })
  })
})

test.each([
  'module/pom.xml',
  'package.json',
  'my-requirements.txt',
  'verification-metadata.xml',
  'cargo.lock.bak',
  'requirements.in',
])('%s is none', async path => {
  await withFiles({ [path]: 'x' }, async folder => {
    expect(await readLockfiles(folder, MILLIS)).toEqual({ value: [], gaps: [] })
  })
})

describe('where it looks', () => {
  test('nearest to the root first, by name within a level, not below the fourth folder', async () => {
    const files = ['b/go.sum', 'yarn.lock', 'b/a/1/2/go.sum', 'a/go.sum', 'b/a/1/2/3/go.sum', 'Cargo.lock']
    await withFiles(Object.fromEntries(files.map(path => [path, path])), async folder => {
      expect((await found(folder)).map(([path]) => path)).toEqual([
        'Cargo.lock',
        'yarn.lock',
        'a/go.sum',
        'b/go.sum',
        'b/a/1/2/go.sum',
      ])
    })
  })

  test.each(['node_modules', '.git', 'vendor', 'target', '.venv'])('not in %s', async name => {
    await withFiles({ [`${name}/yarn.lock`]: 'x', [`sub/${name}/yarn.lock`]: 'x' }, async folder => {
      expect(await found(folder)).toEqual([])
    })
  })

  test('not through symbolic links, neither of folders nor of files', async () => {
    await withFiles({ 'outside/yarn.lock': 'secret', 'inside/go.sum': 'x' }, async folder => {
      const inside = join(folder, 'inside')
      symlinkSync(join(folder, 'outside'), join(inside, 'linked'))
      symlinkSync(join(folder, 'outside/yarn.lock'), join(inside, 'yarn.lock'))
      symlinkSync('..', join(inside, 'loop'))
      expect(await found(inside)).toEqual([['go.sum', 'go']])
    })
  })

  test('a folder by the name of a lockfile is a folder', async () => {
    await withFiles({ 'yarn.lock/go.sum': 'x' }, async folder => {
      expect(await found(folder)).toEqual([['yarn.lock/go.sum', 'go']])
    })
  })
})

describe('what is cut is said', () => {
  test('over the number of lockfiles', async () => {
    const files = Array.from({ length: LIMITS.lockfiles + 5 }, (_, index) => `d${index}/go.sum`)
    await withFiles(Object.fromEntries(files.map(path => [path, path])), async folder => {
      const { value: facts, gaps } = await readLockfiles(folder, MILLIS)
      expect(facts).toHaveLength(LIMITS.lockfiles)
      expect(gaps).toEqual([expect.objectContaining({ field: 'replay.lockfiles', reason: 'too-large' })])
    })
  })

  test('over the size of one, and the others stay', async () => {
    await withFiles({ 'go.sum': Buffer.alloc(LIMITS.lockfile + 1), 'yarn.lock': 'x' }, async folder => {
      const { value: facts, gaps } = await readLockfiles(folder, MILLIS)
      expect(facts.map(({ path }) => path)).toEqual(['yarn.lock'])
      expect(gaps).toEqual([expect.objectContaining({ reason: 'too-large' })])
    })
  })

  test('over the number of entries', async () => {
    await withFiles({ 'deep/er/yarn.lock': 'x' }, async folder => {
      mkdirSync(join(folder, 'deep/full'))
      for (let index = 0; index < LIMITS.workspaceEntries; index += 1)
        writeFileSync(join(folder, `deep/full/${index}`), '')
      const { gaps } = await readLockfiles(folder, MILLIS)
      expect(gaps).toEqual([expect.objectContaining({ reason: 'too-large' })])
    })
  }, 60_000)

  test('when time is up, and what was found until then stays', async () => {
    const large = Buffer.alloc(LIMITS.lockfile)
    const files = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`${index}/go.sum`, large] as const))
    await withFiles({ 'yarn.lock': 'x', ...files }, async folder => {
      const { value: facts, gaps } = await readLockfiles(folder, 40)
      expect(facts.length).toBeLessThan(9)
      const inOrder = ['yarn.lock', ...Object.keys(files)]
      expect(facts.map(({ path }) => path)).toEqual(inOrder.slice(0, facts.length))
      expect(gaps.map(({ reason }) => reason)).toEqual(['deadline'])
    })
  }, 30_000)

  test('the time in which the process was busy with something else does not count', async () => {
    await withFiles({ 'yarn.lock': 'x', 'a/b/go.sum': 'y' }, async folder => {
      const reading = readLockfiles(folder, 100)
      const end = performance.now() + 400
      while (performance.now() < end);
      const { value: facts, gaps } = await reading
      expect([facts.map(({ path }) => path), gaps]).toEqual([['yarn.lock', 'a/b/go.sum'], []])
    })
  })

  test('no workspace, and one that is gone', async () => {
    expect((await readLockfiles('', MILLIS)).gaps).toEqual([expect.objectContaining({ reason: 'not-provided' })])
    await withFiles({ 'gone/yarn.lock': 'x' }, async folder => {
      rmSync(join(folder, 'gone'), { recursive: true })
      expect(await readLockfiles(join(folder, 'gone'), MILLIS)).toEqual({
        value: [],
        gaps: [expect.objectContaining({ field: 'replay.lockfiles', reason: 'not-found' })],
      })
    })
  })
})
