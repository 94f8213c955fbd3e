import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { findStaleBundles, recordBundle, refuseStaleDist } from '../../scripts/built-from.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pipeline-trace-built-'))
  await mkdir(join(root, 'lib', 'src'), { recursive: true })
  for (const name of ['a', 'b']) await writeFile(join(root, 'lib', 'src', `${name}.js`), name)
  await recordBundle(join(root, 'lib'), join(root, 'dist', 'post'), ['./src/a.js'])
  await recordBundle(join(root, 'lib'), join(root, 'dist', 'shared'), ['./src/a.js', './src/b.js'])
})
afterEach(() => rm(root, { recursive: true, force: true }))

test('what was just built is not stale', async () => {
  expect(await findStaleBundles(root)).toEqual([])
  await expect(refuseStaleDist(root)).resolves.toBeUndefined()
})

test('only bundles that hold a changed file are stale, and the refusal names them with the remedy', async () => {
  await writeFile(join(root, 'lib', 'src', 'b.js'), 'changed')
  expect(await findStaleBundles(root)).toEqual(['shared'])
  await expect(refuseStaleDist(root)).rejects.toThrow(/^dist\/ is older than the sources \(shared\): npm run build/)
})

test('a file that is gone makes its bundles stale', async () => {
  await rm(join(root, 'lib', 'src', 'a.js'))
  expect(await findStaleBundles(root)).toEqual(['post', 'shared'])
})

test('what is bundled elsewhere is not noted', async () => {
  await recordBundle(join(root, 'lib'), join(root, 'elsewhere', 'main'), ['./src/a.js'])
  await rm(join(root, 'lib', 'src', 'a.js'))
  expect(await findStaleBundles(root)).not.toContain('main')
})
