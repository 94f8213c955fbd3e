import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { readArtifactsList } from '../../src/runner/artifacts-list.ts'
import { withFiles } from './files.ts'

const file = { name: 'app.tgz', digest: `sha256:${'ab'.repeat(32)}`, kind: 'file' }
const image = { name: 'ghcr.io/octo/app', digest: `sha512:${'ab'.repeat(64)}`, kind: 'oci' }
const list = (subjects: unknown, version: unknown = 1) => JSON.stringify({ version, subjects })
const read = (text: string) => withFiles({ list: text }, folder => readArtifactsList(join(folder, 'list')))

test.each<[string, string, readonly object[], readonly string[]]>([
  ['files and images', list([file, image]), [file, image], []],
  ['the feature is off', '', [], []],
  ['a byte order mark', `\uFEFF${list([file])}`, [file], []],
  ['a kind of a later runner', list([{ ...file, kind: 'wheel' }]), [{ ...file, kind: 'other' }], []],
  ['fields of a later runner', list([{ ...file, path: '/home/runner/secret' }]), [file], []],
  ['a digest that is none', list([{ ...file, digest: 'sha256:AB' }, image]), [image], ['malformed']],
  [
    'a wrong length for its algorithm',
    list([{ ...image, digest: file.digest.replace('256', '512') }]),
    [],
    ['malformed'],
  ],
  ['more than the runner allows', list(Array(503).fill(file)), Array(500).fill(file), ['too-large']],
  ['another version', list([file], 2), [], ['malformed']],
  ['no list', list('x'), [], ['malformed']],
  ['no JSON', '{"version":1', [], ['malformed']],
  ['over the cap', list([{ ...file, name: 'x'.repeat(2_100_000) }]), [], ['too-large']],
])('%s', async (_, text, facts, reasons) => {
  const learned = await read(text)
  expect(learned.value).toEqual(facts)
  expect(learned.gaps.map(gap => gap.reason)).toEqual(reasons)
})

test('no file', async () => {
  expect((await readArtifactsList(undefined)).gaps).toMatchObject([{ reason: 'not-provided' }])
  expect((await readArtifactsList('')).gaps).toMatchObject([{ reason: 'not-provided' }])
  expect((await readArtifactsList('/absent/list')).gaps).toMatchObject([{ reason: 'not-found' }])
})
